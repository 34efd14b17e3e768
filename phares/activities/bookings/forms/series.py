from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.actions import Plan
from phares.activities.bookings.forms.booking import (
    NO_OFFER,
    NO_STRUCTURE,
    HourField,
    WishForm,
    bookable,
    kind_of,
    offer_parties,
)
from phares.activities.bookings.models import Offer
from phares.activities.bookings.rules.kinds import WEEKDAYS, Rhythm
from phares.activities.bookings.rules.recurring import WEEKS, Recurrence
from phares.common.web.forms import DayField, RowField
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.people.directory.models import Organisation

DAYS = [(str(number), name) for number, name in WEEKDAYS.items()]
ONE, FOLLOWING, ALL = "one", "following", "all"


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


class HoursForm(forms.Form):
    """From an hour of the wall to another."""

    start = HourField(label=_("De"))
    end = HourField(label=_("À"), help_text=_("Plus tôt que le début : le lendemain."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") is not None and cleaned.get("start") == cleaned.get("end"):
            raise ValidationError(
                {"end": _("La fin doit venir après le début. Vérifiez les heures.")}
            )
        return cleaned


class SeriesForm(WishForm, HoursForm):
    """A place on dates that come again, in plain words."""

    FIRST: ClassVar = {"party": NO_STRUCTURE, "offer": NO_OFFER}

    party = RowField(label=_("Pour quelle structure"), queryset=Organisation.objects.none(),
                     to_field_name="id")  # fmt: skip
    offer = RowField(label=_("Quoi"), queryset=Offer.objects.none())
    rhythm = forms.ChoiceField(
        label=_("Quand"), choices=Rhythm.choices(), initial=Rhythm.WEEKLY.value
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Quels jours de la semaine"), choices=DAYS, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour un rythme en semaines. Sans rien cocher : celui de la première date."),
    )  # fmt: skip
    day = DayField(label=_("À partir du"))
    last = DayField(label=_("Jusqu’au"), required=False)
    key = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    field_order = ("party", "offer", "rhythm", "weekdays", "day", "last", "start", "end",
                   "purpose", "people", "nature", "setup", "catering", "note", "key")  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        what: Any = self.fields["offer"]
        what.offer(bookable(today), kind_of)
        offer_parties(self.fields["party"], actor, today)

    @property
    def plan(self) -> Plan:
        told = self.cleaned_data
        rhythm = Rhythm(told["rhythm"])
        days = tuple(int(day) for day in told["weekdays"]) if rhythm in WEEKS else ()
        recurrence = Recurrence(rhythm, told["day"], told["last"], days)
        hours = minutes(told["start"]), minutes(told["end"])
        return Plan(told["offer"], told["party"], recurrence, *hours, self.wish)


class WhichForm(forms.Form):
    """From which date of the series."""

    WHICH: ClassVar[Sequence[tuple[str, Any]]] = (
        (FOLLOWING, _("Cette date et les suivantes")),
        (ALL, _("Toutes les dates à venir")),
    )
    day = forms.TypedChoiceField(label=_("La date du"), coerce=date.fromisoformat)
    which = forms.ChoiceField(label=_("Lesquelles"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, days: Sequence[date], **options: Any) -> None:
        super().__init__(data, **options)
        self._days = days
        day: Any = self.fields["day"]
        which: Any = self.fields["which"]
        day.choices = [(one.isoformat(), f"{WEEKDAYS[one.weekday()]} {Dated(one)}") for one in days]
        which.choices = self.WHICH

    @property
    def since(self) -> date:
        told = self.cleaned_data
        return self._days[0] if told["which"] == ALL else told["day"]


class CancelSeriesForm(WhichForm):
    WHICH: ClassVar[Sequence[tuple[str, Any]]] = (
        (ONE, _("Cette date seulement")),
        *WhichForm.WHICH,
    )
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )


class ChangeSeriesForm(WhichForm, HoursForm):
    """Other hours, another end."""

    last = DayField(label=_("Jusqu’au"))
    field_order = ("day", "which", "start", "end", "last")
