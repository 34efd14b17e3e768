"""What a structure answers for a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.people.directory.forms.fields import WholeField
from phares.people.directory.rules.kinds import Declared


class DeclareForm(forms.Form):
    """One field a kind; blank is no answer."""

    said_by = forms.CharField(
        label=_("Réponse donnée par"),
        max_length=200,
        required=False,
        help_text=_("Laissez vide si c’est vous."),
    )
    sure = forms.BooleanField(
        label=_("Oui, ces chiffres sont justes"), required=False, widget=forms.HiddenInput
    )
    """Asked after a refusal only; it holds for these answers, and for no other."""
    field_order = [*(kind.value for kind in Declared), "sure", "said_by"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in Declared:
            label = kind.label[0].upper() + kind.label[1:]
            self.fields[kind.value] = WholeField(label=label, min_value=0, required=False)
        self.order_fields(self.field_order)

    def clean_sure(self) -> bool:
        return self.data.get("sure") == self._answers()

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "sure":
            box = forms.CheckboxInput({"value": self._answers()}, check_test=lambda _value: False)
            self.fields["sure"].widget = box
        super().add_error(field, error)

    def _answers(self) -> str:
        """« volunteers=80 », what was typed under each kind that has an answer."""
        given = by_kind(self.cleaned_data).items()
        return " ".join(f"{kind.value}={value}" for kind, value in given if value is not None)


def by_kind(cleaned: dict[str, Any]) -> dict[Declared, int | None]:
    """The answers under their kinds."""
    return {kind: cleaned.get(kind.value) for kind in Declared}
