"""What is typed for a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DayField, FrenchDecimalField


class TextForm(forms.Form):
    """A text of the report."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    text = forms.CharField(
        label=_("Texte"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Une ligne vide sépare deux paragraphes."),
    )


class CoverForm(forms.Form):
    """What stands under the year."""

    title = forms.CharField(label=_("Titre"), max_length=120)
    cover = forms.CharField(
        label=_("Chapeau"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Deux ou trois phrases : ce que l’année a changé."),
    )


class DeclaredForm(forms.Form):
    """A figure somebody published."""

    value = FrenchDecimalField(label=_("Valeur publiée"), max_digits=16, decimal_places=4)
    as_of = DayField(
        label=_("À la date du"),
        required=False,
        help_text=_("Vide, le chiffre vaut pour l’année entière."),
    )
    source = forms.CharField(
        label=_("Où le chiffre a été lu"),
        max_length=200,
        required=False,
        help_text=_("Un rapport, une page, un article, avec sa date."),
    )
    gap_note = forms.CharField(
        label=_("Raison de l’écart avec le compte"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GapForm(forms.Form):
    """Why a published figure and the count differ."""

    gap_note = forms.CharField(
        label=_("Raison de l’écart avec le compte"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La phrase sera imprimée sous le chiffre."),
    )
    sure = forms.BooleanField(label=_("Cette phrase reste vraie telle quelle"), required=False)

    def __init__(self, *args: Any, outdated: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if not outdated:
            del self.fields["sure"]


class FreezeForm(forms.Form):
    """A report that tells little is frozen all the same."""

    sure = forms.BooleanField(
        label=_("Le figer ainsi, pour toujours"),
        error_messages={
            "required": _("Cochez la case pour le figer ainsi, ou revenez à la préparation.")
        },
    )


class ReviewForm(forms.Form):
    """Why one does without the declarations that are missing."""

    missing_note = forms.CharField(
        label=_("Pourquoi faire sans les déclarations manquantes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("La phrase sera imprimée dans la méthode."),
    )
