"""The shape of what is typed on the pages of the post."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DayField


class ParameterForm(forms.Form):
    """A value, from a day on, and where it comes from."""

    value = forms.IntegerField(label=_("Valeur"), min_value=0, max_value=100_000)
    since = DayField(label=_("À partir du"))
    source = forms.CharField(
        label=_("D’où vient cette valeur"),
        max_length=200,
        help_text=_("Un texte, une décision, un usage."),
    )
