from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WordingForm(forms.Form):
    """How an action is told in the report."""

    title = forms.CharField(label=_("Intitulé"), max_length=200)
    text = forms.CharField(
        label=_("Récit"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Une ou deux phrases, comme dans le bilan."),
    )
    in_report = forms.BooleanField(label=_("Porter cette action au bilan"), required=False)
