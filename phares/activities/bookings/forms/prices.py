"""What is asked for on the forms of the rates, and of the hours offered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phares.activities.bookings.forms.booking import NO_OFFER, NO_STRUCTURE, bookable, kind_of
from phares.activities.bookings.models import Offer
from phares.activities.bookings.queries.prices import key_of, kind_key
from phares.activities.bookings.rules.kinds import OfferKind
from phares.common.web.forms import DatedField, FrenchDecimalField, MoneyField, RowField
from phares.kernel.money import Money
from phares.money.pricing.actions import Priced
from phares.money.pricing.models import Rate
from phares.money.pricing.rules.customers import Counted, Customer, Vat
from phares.money.pricing.rules.rates import HIRED, Terms
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import members_first, pole_or_other

UNITS = [(unit.value, unit.french) for unit in HIRED]


class PricedForm(forms.Form):
    """How much, who helps, from when to when."""

    full = MoneyField(label=_("Prix plein, hors taxe"), help_text=_("Zéro s’il est gratuit."))
    subsidy = MoneyField(label=_("Dont payé par d’autres"), required=False)
    payer = forms.CharField(label=_("Par qui"), max_length=160, required=False)
    least = forms.IntegerField(
        label=_("Au moins, en unités"), min_value=1, max_value=1000, initial=1
    )
    reduced_after = forms.IntegerField(
        label=_("Moins cher au-delà de, en unités"), min_value=1, max_value=1000, required=False
    )
    reduced = MoneyField(label=_("Prix de chacune au-delà"), required=False)
    cap = MoneyField(
        label=_("Au plus par jour"), required=False, help_text=_("Un prix au jour plafonne aussi.")
    )
    vat = forms.ChoiceField(label=_("TVA"), choices=Vat.choices(), initial=Vat.NORMAL.value)
    counted = forms.ChoiceField(
        label=_("Vaut selon"), choices=Counted.choices(), initial=Counted.START.value
    )
    since = DatedField(label=_("À partir du"))
    until = DatedField(
        label=_("Jusqu’à"), required=False, help_text=_("Laissez vide s’il n’a pas de fin prévue.")
    )

    def priced(self, unit: Unit) -> Priced:
        told = self.cleaned_data
        terms = Terms(
            unit, told["full"], told["subsidy"] or Money(0), told["least"], told["reduced_after"],
            told["reduced"], told["cap"],
        )  # fmt: skip
        return Priced(terms, told["payer"], Vat(told["vat"]), Counted(told["counted"]))


class RateForm(PricedForm):
    """Of what, for whom, counted how."""

    FIRST: ClassVar = {"offer": NO_OFFER}

    offer = RowField(label=_("Quoi"), queryset=Offer.objects.none())
    customer = forms.ChoiceField(label=_("Pour"), choices=Customer.choices())
    unit = forms.TypedChoiceField(label=_("Compté"), choices=UNITS, coerce=Unit)
    field_order = ("offer", "customer", "unit")

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        what: Any = self.fields["offer"]
        what.offer(bookable(today), kind_of)


def rate_initial(found: Rate) -> dict[str, Any]:
    """The rate as it stands."""
    told = ("full", "payer", "least", "reduced_after", "reduced", "cap", "vat", "counted")
    kept = {name: getattr(found, name) for name in told}
    return kept | {
        "subsidy": found.subsidy or None, "since": found.beginning, "until": found.ending,
    }  # fmt: skip


class HoursOfferedForm(forms.Form):
    """To whom, of what, how much a month."""

    FIRST: ClassVar = {"organisation": NO_STRUCTURE}

    organisation = RowField(
        label=_("Pour quelle structure"), queryset=Organisation.objects.none(), to_field_name="id"
    )
    thing = forms.ChoiceField(label=_("Pour réserver"))
    hours = FrenchDecimalField(
        label=_("Heures par mois"), min_value=0, max_value=744, decimal_places=1
    )
    since = DatedField(label=_("À partir de"), help_text=_("Un mois : « janvier 2016 »."))
    until = DatedField(
        label=_("Jusqu’à"), required=False, help_text=_("Laissez vide s’il n’a pas de fin prévue.")
    )

    def __init__(self, data: Any, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        rows: QuerySet[Organisation] = members_first(Organisation.objects.all(), today)
        whom: Any = self.fields["organisation"]
        whom.offer(rows, pole_or_other)
        self._things = dict(things(today))
        what: Any = self.fields["thing"]
        what.choices = list(self._things.items())

    @property
    def label(self) -> str:
        return self._things[self.cleaned_data["thing"]]

    @property
    def minutes(self) -> int:
        return int(self.cleaned_data["hours"] * 60)


def things(today: date) -> list[tuple[str, str]]:
    """Every kind of place, then each one: its key, its name."""
    kinds = [
        (kind_key(OfferKind.MEETING_ROOM), str(_("Toutes les salles"))),
        (kind_key(OfferKind.DESK), str(_("Tous les postes"))),
        (kind_key(OfferKind.EQUIPMENT), str(_("Tout le matériel"))),
    ]
    return kinds + [(key_of(offer), offer.name) for offer in bookable(today)]


class UntilForm(forms.Form):
    until = DatedField(label=_("Dernier jour"))
