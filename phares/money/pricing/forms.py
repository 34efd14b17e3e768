"""What is asked for on the forms of the tariffs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, MoneyField
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.units import Unit

UNITS = Unit.choices()


class PriceForm(forms.Form):
    """How much, since when; the thing and its unit are known."""

    amount = MoneyField(label=_("Prix"), help_text=_("En euros. Écrivez 0 s’il est gratuit."))
    since = DatedField(label=_("À partir du"))
    until = DatedField(
        label=_("Jusqu’à"), required=False, help_text=_("Laissez vide s’il n’a pas de fin prévue.")
    )


class LabelForm(PriceForm):
    """The same, with what is paid for."""

    label = forms.CharField(
        label=_("Ce que l’on paie"), max_length=120, help_text=_("« Salle de réunion ».")
    )
    field_order = ("label", "unit", "amount", "since", "until")


class TariffForm(LabelForm):
    """A thing that has no price yet."""

    unit = forms.TypedChoiceField(label=_("Compté"), choices=UNITS, coerce=Unit)


class EndForm(forms.Form):
    until = DatedField(label=_("Dernier jour"), help_text=_("Aucun prix ne suivra."))


def tariff_initial(found: Tariff) -> dict[str, Any]:
    """The price as it stands."""
    kept = {"label": found.label, "amount": found.amount}
    return {**kept, "since": found.beginning, "until": found.ending}
