from __future__ import annotations

from django import forms


class TravelForm(forms.Form):
    """Reads the day to travel to."""

    day = forms.DateField(
        label="Aller à ce jour",
        error_messages={"invalid": "Écrivez le jour en chiffres : 2015-07-01."},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
