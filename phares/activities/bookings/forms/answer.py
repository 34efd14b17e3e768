"""Several requests answered at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.lifecycle import NO_REASONS
from phares.common.web.display import french_date
from phares.common.web.forms import RowsField
from phares.kernel.tongue import say_plural
from phares.kernel.words import on_the_clock


class RequestsField(RowsField):
    """Requests that wait, each with what one must know to answer."""

    def label_from_instance(self, obj: Any) -> str:
        start, end = timezone.localtime(obj.starts_at), timezone.localtime(obj.ends_at)
        hours = [on_the_clock(one.hour * 60 + one.minute) for one in (start, end)]
        told = _("%(party)s : %(place)s, %(day)s, de %(since)s à %(until)s") % {
            "party": obj.party, "place": obj.offer, "day": french_date(start, weekday=True),
            "since": hours[0], "until": hours[1],
        }  # fmt: skip
        people = obj.people and say_plural("{n} personne", "{n} personnes", obj.people).format(
            n=obj.people
        )
        asked = _("demandée le %(day)s") % {"day": french_date(timezone.localtime(obj.made_at))}
        return " · ".join(filter(None, (told, obj.purpose, people, asked)))


class AnswerForm(forms.Form):
    """Yes to those that are ticked, or no with a reason."""

    bookings = RequestsField(
        Booking.objects.none(), label=_("Demandes, de la plus ancienne à la plus récente"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez les demandes auxquelles vous répondez.")},
    )  # fmt: skip
    why = forms.ChoiceField(
        label=_("Si c’est non, pourquoi"), required=False,
        choices=lambda: [("", _("Dans mes mots")), *NO_REASONS.items()],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("En d’autres mots"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Les personnes qui ont demandé le liront."),
    )  # fmt: skip

    def __init__(self, data: Any, *, waiting: Any, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["bookings"]
        field.queryset = waiting

    @property
    def said(self) -> str:
        """The reason chosen, then what was typed."""
        told = self.cleaned_data
        return " ".join(filter(None, (NO_REASONS.get(told["why"], ""), told["reason"].strip())))
