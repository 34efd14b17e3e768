"""Fields and words that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.kernel.reading import SPACES
from phares.kernel.tongue import capital
from phares.people.directory.rules.kinds import FEMININE, SOCIAL_ECONOMY, BelongingRole

ROLES = [(role.value, capital(FEMININE[role])) for role in BelongingRole]
UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")
SOURCE = _("« Bilan 2015, page 4 ».")
LARGE = forms.Textarea(attrs={"rows": 3})


class WholeField(forms.IntegerField):
    """A whole number, with or without spaces between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Ce nombre ne se lit pas. Écrivez-le en chiffres : 1350."),
        "min_value": _("Un chiffre déclaré ne descend pas sous zéro."),
    }

    def to_python(self, value: Any) -> int | None:
        return super().to_python(SPACES.sub("", str(value)) if value is not None else value)


class SocialEconomyField(forms.NullBooleanField):
    """Yes, no, or nobody knows: what was not answered is not a no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        answers = {"true": True, "false": False, "unknown": None}
        self.widget.choices = [(key, SOCIAL_ECONOMY[one]) for key, one in answers.items()]
