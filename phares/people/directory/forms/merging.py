"""What is asked before two cards become one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.kernel.tongue import say
from phares.people.directory.models import Party


class MergeForm(forms.Form):
    """Which of the two stays; the older one is proposed."""

    kept = forms.TypedChoiceField(
        label=_("La fiche à garder"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Là où les deux parlent, c’est elle qui dit vrai."),
    )

    rival = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("L’autre est fermé, et ses sessions avec lui."),
    )

    def __init__(
        self,
        *args: Any,
        cards: list[Party],
        rivals: list[tuple[int, str]],
        label: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        both: Any = self.fields["rival"]
        both.label, both.choices = label, rivals
        if not rivals:
            del self.fields["rival"]
        choice: Any = self.fields["kept"]
        choice.choices = [(card.pk, _told(card)) for card in cards]
        choice.initial = cards[0].pk


def _told(card: Party) -> str:
    """« Halage, Saint-Denis, fiche nº 12 »."""
    number = say("fiche nº {number}", number=card.pk)
    return ", ".join(filter(None, (card.name, card.city, card.email, number)))
