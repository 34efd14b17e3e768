"""What is asked of the pole: its card, its lists, what it tells of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import DatedField, RowField
from phares.people.directory.forms.fields import LARGE, SOURCE
from phares.people.directory.models import Organisation, Statement, Territory
from phares.people.directory.rules.kinds import FactKind, StatementKey, TerritoryKind


class CategoryForm(forms.Form):
    name = forms.CharField(
        label=_("Nom"), max_length=120, help_text=_("Comme il doit paraître au bilan.")
    )
    short_name = forms.CharField(label=_("Nom court"), max_length=60, required=False)


class PublicForm(forms.Form):
    name = forms.CharField(
        label=_("Nom"), max_length=60, help_text=_("« Jeunes », « personnes en insertion ».")
    )


class TerritoryForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.TypedChoiceField(
        label=_("Nature"), choices=TerritoryKind.choices, coerce=TerritoryKind
    )
    code = forms.CharField(label=_("Code INSEE ou SIREN"), max_length=20, required=False)
    parent = RowField(
        Territory.objects.all(), label=_("Dans"), required=False, empty_label=_("Aucun autre")
    )


class PoleForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=120)
    long_name = forms.CharField(label=_("Nom développé"), max_length=200, required=False)
    place = forms.CharField(label=_("Lieu"), max_length=120, required=False)
    slogan = forms.CharField(label=_("En une phrase"), max_length=200, required=False)
    introduction = forms.CharField(label=_("Présentation"), required=False, widget=LARGE)
    carrier = RowField(
        Organisation.objects.order_by("name"),
        label=_("Porté par"),
        required=False,
        empty_label=_("Pas encore noté"),
    )
    street = forms.CharField(label=_("Voie"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=12, required=False)
    city = forms.CharField(label=_("Commune"), max_length=120, required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)
    email = forms.EmailField(label=_("Courriel"), required=False)
    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    opening = forms.CharField(label=_("Ouverture"), max_length=120, required=False)


class SourcedForm(forms.Form):
    """Where it was read."""

    source = forms.CharField(
        label=_("Où cela se lit"), max_length=200, required=False, help_text=SOURCE
    )


class FactForm(SourcedForm):
    """Something that happened, and who says so."""

    text = forms.CharField(
        label=_("Ce qui s’est passé"), max_length=250, widget=forms.Textarea({"rows": 2})
    )
    when = DatedField(label=_("Quand"))
    kind = forms.TypedChoiceField(label=_("Nature"), choices=FactKind.choices, coerce=FactKind)
    about = RowField(
        Organisation.objects.order_by("name"),
        label=_("Au sujet de"),
        required=False,
        empty_label=_("Le pôle"),
        help_text=_("Le fait paraît aussi sur sa fiche."),
    )
    given_by = forms.CharField(label=_("Donné par"), max_length=200, required=False)
    field_order = ["text", "when", "kind", "about", "given_by", "source"]


class StatementForm(SourcedForm):
    """A text the pole stands by, for a while."""

    key = forms.TypedChoiceField(
        label=_("Rubrique"), choices=StatementKey.choices, coerce=StatementKey
    )
    text = forms.CharField(label=_("Texte"), widget=forms.Textarea({"rows": 4}))
    since = DatedField(label=_("En vigueur depuis"))
    until = DatedField(
        label=_("Jusqu’à"),
        required=False,
        help_text=_("Laissez vide tant qu’il vaut. Passé ce jour, il quitte la page et le bilan."),
    )
    field_order = ["key", "text", "since", "until", "source"]


def statement_initial(found: Statement) -> dict[str, Any]:
    """The text as it stands."""
    kept = {"key": found.key, "text": found.text, "source": found.source}
    return {**kept, "since": found.beginning, "until": found.ending}


class ContextForm(SourcedForm):
    """A figure on the territory, by somebody else."""

    value = forms.CharField(label=_("Chiffre"), max_length=60, help_text=_("« Plus de 30 000 »."))
    label = forms.CharField(
        label=_("De quoi"),
        max_length=200,
        help_text=_("« Salariés dans l’économie sociale et solidaire »."),
    )
    area = forms.CharField(label=_("Territoire"), max_length=120)
    year = forms.IntegerField(
        label=_("Année"),
        min_value=1800,
        max_value=2199,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ["value", "label", "area", "year", "source"]
