"""Fields and words that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import heed
from phares.kernel.reading import SPACES, read_typed
from phares.kernel.tongue import capital
from phares.kernel.words import thousands
from phares.people.directory.rules.kinds import FEMININE, SOCIAL_ECONOMY, BelongingRole
from phares.people.directory.rules.typed import why_not_phone, why_not_postcode

ROLES = [(role.value, capital(FEMININE[role])) for role in BelongingRole]
UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")
SOURCE = _("« Bilan 2015, page 4 ».")
DIGITS = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
INSIDE_ONLY = _("Se lit dans le pôle seulement, pas dans l’annuaire public.")
LARGE = forms.Textarea(attrs={"rows": 3})


class WholeField(forms.IntegerField):
    """A whole number, as one writes it: « 1 350 », « 1350 € », in English “1,350”."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Ce nombre ne se lit pas. Écrivez-le en chiffres : 1350."),
        "decimals": _("Ce chiffre s’écrit sans décimales : %(whole)s, par exemple."),
        "min_value": _("Un chiffre déclaré ne descend pas sous zéro."),
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        digits = SPACES.sub("", str(value)).removesuffix("€").removeprefix("€")
        try:
            read = read_typed(digits)
        except ValueError:
            return super().to_python(digits)
        if read != read.to_integral_value():
            told = {"whole": thousands(round(read))}
            raise ValidationError(self.error_messages["decimals"], code="decimals", params=told)
        return super().to_python(int(read))


class PhoneField(forms.CharField):
    """A number to dial; the telephone shows its digits. `whose`: what a browser may fill in."""

    def __init__(self, *, whose: str = "off", **options: Any) -> None:
        widget = forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": whose})
        super().__init__(max_length=40, required=False, widget=widget, **options)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        heed(why_not_phone(typed))
        return typed


class PostcodeField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"autocomplete": "postal-code"})
        super().__init__(max_length=12, required=False, widget=widget, **options)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        heed(why_not_postcode(typed))
        return typed


class SocialEconomyField(forms.NullBooleanField):
    """Yes, no, or nobody knows: what was not answered is not a no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        answers = {"true": True, "false": False, "unknown": None}
        self.widget.choices = [(key, SOCIAL_ECONOMY[one]) for key, one in answers.items()]
