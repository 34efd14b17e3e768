"""What is asked for on the forms of the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import SPACES, DatedField
from phares.people.directory.models import Belonging, Category, Organisation, Public, Territory
from phares.people.directory.rules.cards import DESCRIPTION
from phares.people.directory.rules.kinds import (
    FEMININE,
    SOCIAL_ECONOMY,
    BelongingRole,
    Declared,
    FunctionKind,
    LegalForm,
    LinkKind,
)

ROLES = [(role.value, FEMININE[role].capitalize()) for role in BelongingRole]
UNKNOWN_DAY = _("Jour inconnu : écrivez « avant le 31/12/2015 ».")
LARGE = forms.Textarea(attrs={"rows": 3})


class WholeField(forms.IntegerField):
    """A whole number, with or without spaces between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Ce nombre ne se lit pas. Écrivez-le en chiffres : 1350."),
        "min_value": _("Un chiffre déclaré ne descend pas sous zéro."),
    }

    def to_python(self, value: Any) -> int | None:
        return super().to_python(SPACES.sub("", str(value)) if value is not None else value)


class SocialEconomyField(forms.NullBooleanField):
    """Yes, no, or nobody knows: what was not answered is not a no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        answers = {"true": True, "false": False, "unknown": None}
        self.widget.choices = [(key, SOCIAL_ECONOMY[one]) for key, one in answers.items()]


class Homonymous(forms.Form):
    """Says, after a refusal only, that another structure has the same name."""

    homonym = forms.BooleanField(
        label=_("C’est une autre structure, du même nom"),
        required=False,
        widget=forms.HiddenInput,
    )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field == "name" and self.data.get("name"):
            self.fields["homonym"].widget = forms.CheckboxInput()


class NameForm(Homonymous):
    name = forms.CharField(label=_("Nom"), max_length=200)
    tagline = forms.CharField(
        label=_("En quelques mots"),
        max_length=80,
        required=False,
        help_text=_("Sous le nom, dans les listes : « Création textile »."),
    )
    description = forms.CharField(
        label=_("Présentation publique"),
        required=False,
        widget=LARGE,
        help_text=_("%(max)s signes au plus. Elle se lit dans l’annuaire public.")
        % {"max": DESCRIPTION},
    )
    main_category = forms.ModelChoiceField(
        Category.objects.all(),
        label=_("Catégorie principale"),
        required=False,
        empty_label=_("Pas encore choisie"),
    )
    legal_form = forms.ChoiceField(label=_("Forme"), choices=LegalForm.choices())
    is_ess = SocialEconomyField(label=_("Économie sociale et solidaire"), required=False)
    siret = forms.CharField(label=_("SIRET"), max_length=20, required=False)
    rna = forms.CharField(label=_("Numéro RNA"), max_length=20, required=False)

    def clean_legal_form(self) -> LegalForm:
        return LegalForm(self.cleaned_data["legal_form"])


class WelcomeForm(NameForm):
    """A structure, with how it belongs and since when."""

    role = forms.ChoiceField(label=_("Lien avec le pôle"), choices=ROLES)
    since = DatedField(label=_("Depuis"))
    present = forms.BooleanField(
        label=_("Présente dans les locaux dès son arrivée"),
        required=False,
        initial=True,
        help_text=_("Ne compte que pour une habitante ou une hébergée."),
    )

    def clean_role(self) -> BelongingRole:
        return BelongingRole(self.cleaned_data["role"])


class CardForm(NameForm):
    """All that a structure says of itself."""

    short_name = forms.CharField(label=_("Nom court"), max_length=80, required=False)
    categories = forms.ModelMultipleChoiceField(
        Category.objects.all(),
        label=_("Catégories"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    publics = forms.ModelMultipleChoiceField(
        Public.objects.all(),
        label=_("Publics accueillis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = forms.ModelMultipleChoiceField(
        Territory.objects.all(), label=_("Territoires"), required=False
    )
    founded = DatedField(label=_("Création"), required=False)
    siren = forms.CharField(label=_("SIREN"), max_length=20, required=False)
    vat_number = forms.CharField(
        label=_("Numéro de TVA intracommunautaire"), max_length=30, required=False
    )
    email = forms.EmailField(label=_("Courriel"), required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)
    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    street = forms.CharField(label=_("Voie"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Code postal"), max_length=12, required=False)
    city = forms.CharField(label=_("Commune"), max_length=120, required=False)
    in_public_directory = forms.BooleanField(label=_("Dans l’annuaire public"), required=False)


def card_initial(found: Organisation) -> dict[str, Any]:
    """The card as it stands."""
    kept = [name for name in CardForm.base_fields if name != "homonym"]
    return {name: getattr(found, name) for name in kept} | {
        name: getattr(found, name).all() for name in ("categories", "publics", "territories")
    }


class AliasForm(forms.Form):
    name = forms.CharField(label=_("Autre nom"), max_length=200)
    source = forms.CharField(
        label=_("Où il se lit"),
        max_length=200,
        required=False,
        help_text=_("« Bilan 2015, page 4 »."),
    )


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label=_("Elle"), choices=LinkKind.choices())
    target = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("Quelle structure")
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    def __init__(self, *args: Any, subject: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].label = subject.name

    def clean_kind(self) -> LinkKind:
        return LinkKind(self.cleaned_data["kind"])


class EnterForm(forms.Form):
    role = forms.ChoiceField(label=_("Lien avec le pôle"), choices=ROLES)
    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)
    present = forms.BooleanField(
        label=_("Présente dans les locaux"),
        required=False,
        initial=True,
        help_text=_("Ne compte que pour une habitante ou une hébergée."),
    )
    founder = forms.BooleanField(label=_("A fondé le pôle"), required=False)
    area = forms.ModelChoiceField(
        Territory.objects.filter(kind="area"), label=_("Partie du territoire"), required=False
    )

    def clean_role(self) -> BelongingRole:
        return BelongingRole(self.cleaned_data["role"])


class LeaveForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)
    reason = forms.CharField(
        label=_("Pourquoi elle part"),
        max_length=200,
        required=False,
        help_text=_("« Locaux trop petits », « fin d’activité »."),
    )
    outcome = forms.CharField(
        label=_("Ce qu’elle devient"),
        max_length=200,
        required=False,
        help_text=_("« S’installe à Stains avec six salariés »."),
    )


class CorrectForm(forms.Form):
    """All that is known of a belonging; an end that is blank is no end."""

    since = DatedField(label=_("Depuis"))
    until = DatedField(label=_("Jusqu’à"), required=False, help_text=UNKNOWN_DAY)
    founder = forms.BooleanField(label=_("A fondé le pôle"), required=False)
    area = forms.ModelChoiceField(
        Territory.objects.filter(kind="area"), label=_("Partie du territoire"), required=False
    )
    exit_reason = forms.CharField(label=_("Raison du départ"), max_length=200, required=False)
    outcome = forms.CharField(label=_("Ce qu’elle est devenue"), max_length=200, required=False)


def belonging_initial(found: Belonging) -> dict[str, Any]:
    """The belonging as it stands."""
    kept = {name: getattr(found, name) for name in ("founder", "area", "exit_reason", "outcome")}
    return {"since": found.beginning, "until": found.ending, **kept}


class MoveOutForm(forms.Form):
    until = DatedField(label=_("Dernier jour dans les locaux"), help_text=UNKNOWN_DAY)


class MoveInForm(forms.Form):
    since = DatedField(label=_("Dans les locaux depuis"))


class PersonForm(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80)
    family_name = forms.CharField(label=_("Nom de famille"), max_length=120)
    email = forms.EmailField(label=_("Courriel"), required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=40, required=False)


class IntroduceForm(PersonForm):
    title = forms.CharField(
        label=_("Fonction"), max_length=120, help_text=_("« Directrice », « comptable ».")
    )
    kind = forms.ChoiceField(label=_("Dans"), choices=FunctionKind.choices())
    since = DatedField(label=_("Depuis"))
    public = forms.BooleanField(
        label=_("Montrer son nom et sa fonction dans l’annuaire public"), required=False
    )

    def clean_kind(self) -> FunctionKind:
        return FunctionKind(self.cleaned_data["kind"])


class EndFunctionForm(forms.Form):
    until = DatedField(label=_("Dernier jour connu"), help_text=UNKNOWN_DAY)


class DeclareForm(forms.Form):
    """One field a kind; blank is no answer."""

    said_by = forms.CharField(
        label=_("Réponse donnée par"),
        max_length=200,
        required=False,
        help_text=_("Laissez vide si c’est vous."),
    )
    field_order = [*(kind.value for kind in Declared), "said_by"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in Declared:
            label = kind.label[0].upper() + kind.label[1:]
            self.fields[kind.value] = WholeField(label=label, min_value=0, required=False)
        self.order_fields(self.field_order)


def by_kind(cleaned: dict[str, Any]) -> dict[Declared, int | None]:
    """The answers under their kinds."""
    return {kind: cleaned.get(kind.value) for kind in Declared}


class CategoryForm(forms.Form):
    name = forms.CharField(
        label=_("Nom"), max_length=120, help_text=_("Comme il doit paraître au bilan.")
    )
    short_name = forms.CharField(label=_("Nom court"), max_length=60, required=False)


class PoleForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=120)
    long_name = forms.CharField(label=_("Nom développé"), max_length=200, required=False)
    place = forms.CharField(label=_("Lieu"), max_length=120, required=False)
    slogan = forms.CharField(label=_("En une phrase"), max_length=200, required=False)
    introduction = forms.CharField(label=_("Présentation"), required=False, widget=LARGE)
    carrier = forms.ModelChoiceField(
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
