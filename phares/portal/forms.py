from __future__ import annotations

from django import forms

from phares.common.web.forms import DayField
from phares.kernel.tongue import french


class TravelForm(forms.Form):
    """Reads the day to travel to."""

    day = DayField(label=french("Aller à ce jour"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)
