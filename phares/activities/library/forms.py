from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.activities.library.models import Quote
from phares.common.web.forms import RowField
from phares.cooperative.projects.models import Axis
from phares.cooperative.projects.queries import axes
from phares.people.directory.queries.erasing import persons_to_choose
from phares.people.directory.rules.kinds import ConsentScope


class QuoteForm(forms.Form):
    """What somebody said, and what they agreed to."""

    text = forms.CharField(
        label=_("Parole"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Mot pour mot, sans les guillemets."),
    )
    axis = RowField(Axis.objects.none(), label=_("Axe"), empty_label=None)
    scope = forms.TypedChoiceField(
        label=_("Où elle peut paraître"),
        choices=ConsentScope.choices,
        coerce=ConsentScope,
        initial=ConsentScope.REPORT.value,
        widget=forms.RadioSelect,
        help_text=_("Ce que la personne a accepté, pas plus."),
    )
    author = RowField(
        persons_to_choose(),
        label=_("Qui parle"),
        required=False,
        empty_label=_("Non notée"),
        help_text=_(
            "L’administration et l’animation seules lisent ce nom, sauf accord pour qu’il soit "
            "imprimé dans le bilan."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["axis"]
        field.queryset = axes()


class PublicationForm(forms.Form):
    """A document that facts were read in."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_(
            "Court : « 002 ». Une source écrit ensuite « 002:40 » pour la ligne 40. "
            "Un code déjà pris reçoit le nouveau titre."
        ),
    )
    title = forms.CharField(label=_("Titre"), max_length=200)


def quote_initial(quote: Quote) -> dict[str, Any]:
    """The quote as it stands."""
    return {
        "text": quote.text,
        "axis": quote.axis_id,
        "scope": quote.scope,
        "author": quote.author_id,
    }
