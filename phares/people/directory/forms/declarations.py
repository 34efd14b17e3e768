"""What a structure answers for a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.display import french_date
from phares.kernel.tongue import capital
from phares.people.directory.forms.fields import WholeField
from phares.people.directory.queries.reminders import Reminder
from phares.people.directory.rules.kinds import Declared
from phares.people.directory.rules.reminders import NOBODY


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
            label = capital(kind.label)
            self.fields[kind.value] = WholeField(label=label, min_value=0, required=False)
        self.order_fields(self.field_order)
        self.fields["sure"].told_as = _("À vérifier")  # type: ignore[attr-defined]

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


class RemindForm(forms.Form):
    """Whom to remind, among those one may write to today."""

    organisations = forms.MultipleChoiceField(
        label=_("Structures à rappeler"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOBODY.sentence},
    )

    def __init__(self, *args: Any, reminders: Iterable[Reminder], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisations"].choices = [(str(one.pk), _told(one)) for one in reminders]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["organisations"]]


def _told(one: Reminder) -> str:
    """« Mode Estime, à Samira Belkacem », and the last time."""
    names = ", ".join(reader.name or reader.address for reader in one.readers)
    told = _("%(house)s, à %(names)s") % {"house": one.organisation.name, "names": names}
    if one.last is None:
        return told
    return _("%(told)s (rappelée le %(day)s)") % {"told": told, "day": french_date(one.last)}


def said_or_not(said: Mapping[str, Any]) -> dict[str, Any]:
    """What stands of every kind: nothing, where nothing was said."""
    return {kind.value: None for kind in Declared} | dict(said)


def by_kind(cleaned: dict[str, Any]) -> dict[Declared, int | None]:
    """The answers under their kinds."""
    return {kind: cleaned.get(kind.value) for kind in Declared}
