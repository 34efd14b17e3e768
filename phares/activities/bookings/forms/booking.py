from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.models import Offer
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import Nature, Setup
from phares.activities.bookings.rules.local import Hours
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, leads
from phares.common.facts import on
from phares.common.web.forms import DayField, NotTaken, RowField
from phares.common.web.lacking import First
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import (
    members_first,
    pole_or_other,
    without_the_gone,
)

NO_OFFER = First(
    _("Rien ne se réserve encore."), _("Dites d’abord ce qui se réserve."), "bookings:offer"
)
NO_STRUCTURE = First(
    _("Aucune structure n’est encore inscrite."), _("Inscrivez-la d’abord."), "directory:welcome"
)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__({"step": 900}, format="%H:%M")


class HourField(forms.TimeField):
    """An hour of the clock: 14:00, 14 h 30, 14h."""

    widget = HourInput
    default_error_messages = {
        "invalid": _("Cette heure ne se lit pas. Écrivez-la comme 14:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H"], **kwargs)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str):
            value = "".join(value.lower().split())
        return super().to_python(value)


class SlotForm(forms.Form):
    """A day and two hours: `slot` once it is valid; what may be asked instead, once refused."""

    asked: Mapping[str, Any] = MappingProxyType({})
    """What was typed, kept when a refusal takes it out of what is right."""

    def __init__(
        self, data: Any, *, find_instead: Callable[[Mapping[str, Any]], Sequence[Any]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self._find_instead = find_instead

    @property
    def instead(self) -> Sequence[Any]:
        """Buttons that take another place or other hours, when the place is taken."""
        told = self.errors.as_data().values()
        taken = any(error.code == "taken" for errors in told for error in errors)
        return self._find_instead(self.asked) if taken else ()

    day = DayField(label=_("Date"))
    start = HourField(label=_("De"))
    end = HourField(label=_("À"), help_text=_("Plus tôt que le début : le lendemain."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, start, end = (cleaned.get(name) for name in ("day", "start", "end"))
        if day and start is not None and end is not None:
            cleaned["slot"] = self._slot(day, start, end)
        self.asked = dict(cleaned)
        return cleaned

    def _slot(self, day: date, start: time, end: time) -> Any:
        if start == end:
            raise ValidationError(
                {"end": _("La fin doit venir après le début. Vérifiez les heures.")}
            )
        hours = Hours(day, start.hour * 60 + start.minute, end.hour * 60 + end.minute)
        try:
            return hours.slot(timezone.get_current_timezone())
        except Refused as refusal:
            self.add_error("start", NotTaken(refusal.reason))
            return None


class WishForm(forms.Form):
    """What it is for, and what must be ready."""

    purpose = forms.CharField(
        label=_("Objet, visible sur la porte"),
        max_length=120,
        required=False,
        help_text=_("N’y mettez pas de nom de personne accueillie."),
    )
    nature = forms.ChoiceField(label=_("C’est"), choices=Nature.choices(), initial=Nature.MEETING)
    people = forms.IntegerField(
        label=_("Combien de personnes"), min_value=1, max_value=9999, required=False
    )
    setup = forms.ChoiceField(label=_("Disposition"), choices=Setup.choices(), initial=Setup.AS_IS)
    catering = forms.CharField(label=_("Repas et boissons"), max_length=200, required=False)
    note = forms.CharField(
        label=_("À préparer, à savoir"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    @property
    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(
            Nature(told["nature"]),
            told["purpose"],
            told["people"],
            Setup(told["setup"]),
            told["catering"],
            told["note"],
        )


def bookable(day: date) -> QuerySet[Offer]:
    return Offer.objects.filter(on(day)).order_by("kind", "name")


def offer_parties(party: Any, actor: Actor, today: date) -> None:
    """Whom one books for: anybody who did not leave, or those one speaks for."""
    if leads(actor):
        rows = without_the_gone(members_first(Organisation.objects.all(), today))
        party.offer(rows, pole_or_other)
        return
    own = actor.parties_as(*BOOKS_FOR_ITS_OWN)
    party.queryset = Organisation.objects.filter(pk__in=own).order_by("name")
    party.empty_label = None if len(own) == 1 else party.empty_label


def kind_of(offer: Any) -> str:
    return str(offer.get_kind_display()).capitalize()


class BookForm(WishForm, SlotForm):
    """A place, for whom, when, what for."""

    FIRST: ClassVar = {"party": NO_STRUCTURE, "offer": NO_OFFER}

    party = RowField(label=_("Pour quelle structure"), queryset=Organisation.objects.none(),
                     to_field_name="id")  # fmt: skip
    offer = RowField(label=_("Quoi"), queryset=Offer.objects.none())
    key = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    field_order = ("party", "day", "start", "end", "offer", "purpose", "people", "nature",
                   "setup", "catering", "note", "key")  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self._offer_what(today)
        offer_parties(self.fields["party"], actor, today)

    def _offer_what(self, today: date) -> None:
        what: Any = self.fields["offer"]
        what.offer(bookable(today), kind_of)


class MoveForm(SlotForm):
    offer = RowField(label=_("Quoi"), queryset=Offer.objects.none(), empty_label=None)

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        what: Any = self.fields["offer"]
        what.offer(bookable(today), kind_of)


class ChangeForm(WishForm):
    """What it is for; the hours stay."""


class DecideForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        required=True,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("La personne qui a demandé le lira."),
    )


class CancelForm(forms.Form):
    """Why the place is given back, for who wants to say it."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
