"""What is asked for on the forms of what may be booked."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.forms.booking import HourField
from phares.activities.bookings.rules.caps import Cap
from phares.activities.bookings.rules.kinds import (
    WEEKDAYS,
    Approval,
    CapEvery,
    CapMeasure,
    CapScope,
    OfferKind,
)
from phares.common.web.forms import DayField, RowsField
from phares.common.web.lacking import First
from phares.cooperative.assets.models import Asset

NO_ASSET = First(
    _("Aucun espace n’est encore décrit."), _("Ajoutez-en un d’abord."), "premises:add_space"
)


class WaysForm(forms.Form):
    """How a place is booked."""

    note = forms.CharField(label=_("À savoir"), max_length=300, required=False)
    before_minutes = forms.IntegerField(
        label=_("Battement avant, en minutes"), min_value=0, max_value=240, initial=0
    )
    after_minutes = forms.IntegerField(
        label=_("Battement après, en minutes"), min_value=0, max_value=240, initial=0
    )
    shortest_minutes = forms.IntegerField(
        label=_("Durée minimale, en minutes"), min_value=15, max_value=1440, initial=30
    )
    longest_minutes = forms.IntegerField(
        label=_("Durée maximale, en minutes"), min_value=15, max_value=44640, required=False
    )
    notice_minutes = forms.IntegerField(
        label=_("À réserver au moins, en minutes à l’avance"),
        min_value=0,
        max_value=44640,
        initial=0,
    )
    ahead_days = forms.IntegerField(
        label=_("À réserver au plus, en jours à l’avance"),
        min_value=1,
        max_value=1000,
        required=False,
    )
    approval = forms.ChoiceField(
        label=_("Le pôle confirme d’abord pour"), choices=Approval.choices(),
        initial=Approval.OUTSIDERS.value,
    )  # fmt: skip
    keeps_holidays = forms.BooleanField(
        label=_("Fermé les jours fériés"), required=False, initial=True
    )
    release_minutes = forms.IntegerField(
        label=_("Libérée si personne ne dit être là, en minutes après l’heure"),
        min_value=5,
        max_value=240,
        required=False,
    )


class OfferForm(WaysForm):
    """What is taken, under which name, since when; then how."""

    FIRST: ClassVar = {"units": NO_ASSET}

    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=OfferKind.choices())
    units = RowsField(
        label=_("Ce que l’on prend"),
        queryset=Asset.objects.order_by("kind", "name"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tout ce qui est coché à la fois, ou l’une quelconque de ces unités."),
    )
    any_one = forms.BooleanField(label=_("L’une quelconque de ces unités"), required=False)
    start = DayField(label=_("Depuis"))

    field_order = ("name", "kind", "units", "any_one", "start")

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes, the units apart."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "units"}
        return told | {"kind": OfferKind(told["kind"])}


class WithdrawForm(forms.Form):
    last_day = DayField(
        label=_("Dernier jour où il se réserve"),
        help_text=_("Ce qui est déjà réservé pour après reste."),
    )


class CapForm(forms.Form):
    """How much one organisation, or one person, may book of everything."""

    scope = forms.ChoiceField(label=_("Compté"), choices=CapScope.choices())
    most = forms.IntegerField(label=_("Au plus"), min_value=1, max_value=10000)
    measure = forms.ChoiceField(label=_("En"), choices=CapMeasure.choices())
    every = forms.ChoiceField(label=_("Période"), choices=CapEvery.choices())
    start = DayField(label=_("À partir du"))

    @property
    def cap(self) -> Cap:
        told = self.cleaned_data
        scope, measure = CapScope(told["scope"]), CapMeasure(told["measure"])
        return Cap(scope, measure, CapEvery(told["every"]), told["most"])


class HoursForm(forms.Form):
    """Opens and closes on each day of the week; both empty: closed."""

    start = DayField(label=_("À partir du"))

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        for day, name in WEEKDAYS.items():
            label = {"day": str(name).capitalize()}
            self.fields[f"opens_{day}"] = HourField(label=_("%(day)s, de") % label, required=False)
            self.fields[f"closes_{day}"] = HourField(label=_("%(day)s, à") % label, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sentence = _("Donnez les deux heures, la fermeture après l’ouverture.")
        for day in WEEKDAYS:
            opens, closes = cleaned.get(f"opens_{day}"), cleaned.get(f"closes_{day}")
            if (opens is None) is not (closes is None) or (opens and closes and closes <= opens):
                self.add_error(f"closes_{day}", ValidationError(sentence))
        return cleaned

    @property
    def hours(self) -> list[tuple[int, int, int]]:
        """Weekday, opens, closes, in minutes after midnight."""
        told = self.cleaned_data
        return [
            (day, _minutes(told[f"opens_{day}"]), _minutes(told[f"closes_{day}"]))
            for day in WEEKDAYS
            if told.get(f"opens_{day}") is not None
        ]


def _minutes(clock: Any) -> int:
    return int(clock.hour * 60 + clock.minute)


class CloseForm(forms.Form):
    label = forms.CharField(label=_("Pourquoi"), max_length=160)
    first = DayField(label=_("Du"))
    last = DayField(label=_("Au"), help_text=_("Dernier jour compris."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            sentence = _("La fin doit venir après le début. Vérifiez les deux dates.")
            self.add_error("last", ValidationError(sentence))
        return cleaned
