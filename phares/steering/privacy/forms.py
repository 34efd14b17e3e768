"""What is asked of who answers a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DayField


class TermForm(forms.Form):
    """For how long, since when, and where it is written."""

    months = forms.IntegerField(
        label=_("Mois"), min_value=1, max_value=1200, help_text=_("« 36 » pour trois ans.")
    )
    since = DayField(label=_("À partir du"))
    source = forms.CharField(
        label=_("Où cette durée est écrite"),
        max_length=200,
        help_text=_("Un texte de loi, une décision du pôle avec sa date."),
    )


class EraseForm(forms.Form):
    """Who asked, and that one knows it is for good."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("« À sa demande, par courriel ». Le journal garde cette raison : sans nom."),
    )
    confirmed = forms.BooleanField(
        label=_("Effacer pour de bon : rien ne la fera revenir"), required=False
    )


class WishForm(forms.Form):
    """What is asked of the data held on oneself, in one's own words."""

    words = forms.CharField(
        label=_("Ce que vous demandez"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(forms.Form):
    """What was done, or why it was not: the person reads it."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Ce qui a été fait, ou pourquoi ce ne l’est pas. La personne la reçoit."),
    )
