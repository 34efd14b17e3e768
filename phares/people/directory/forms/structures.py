"""What is asked of a structure: its card, its names, its links, its claims."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phares.common.pictures.rules.taking import HEAVIEST
from phares.common.web.forms import DatedField, NotTaken, RowField, RowsField, heed
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import french
from phares.people.directory.forms.fields import (
    DIGITS,
    INSIDE_ONLY,
    LARGE,
    ROLES,
    SOURCE,
    PhoneField,
    PostcodeField,
    SocialEconomyField,
)
from phares.people.directory.models import Category, Organisation, Public, Territory
from phares.people.directory.queries.parties import why_not_called, why_not_number
from phares.people.directory.rules import cards
from phares.people.directory.rules.cards import DESCRIPTION
from phares.people.directory.rules.kinds import BelongingRole, LegalForm, LinkKind


class Homonymous(forms.Form):
    """Says, after a refusal only, that another structure has the same name."""

    homonym = forms.BooleanField(
        label=_("C’est une autre structure, du même nom"),
        required=False,
        widget=forms.HiddenInput,
    )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if getattr(error, "code", "") == "homonym":
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
        help_text=french(
            "{max} signes au plus. Elle se lit dans l’annuaire public.", max=DESCRIPTION
        ),
    )
    main_category = RowField(
        Category.objects.all(),
        label=_("Catégorie principale"),
        required=False,
        empty_label=_("Pas encore choisie"),
    )
    legal_form = forms.ChoiceField(label=_("Forme"), choices=LegalForm.choices())
    is_ess = SocialEconomyField(label=_("Économie sociale et solidaire"), required=False)
    siret = forms.CharField(label=_("SIRET"), max_length=20, required=False, widget=DIGITS)
    rna = forms.CharField(label=_("Numéro RNA"), max_length=20, required=False)

    def clean_legal_form(self) -> LegalForm:
        return LegalForm(self.cleaned_data["legal_form"])

    def clean_name(self) -> str:
        heed(cards.why_not_name(self.cleaned_data["name"]))
        return str(self.cleaned_data["name"])

    def clean_description(self) -> str:
        heed(cards.why_not_describe(self.cleaned_data["description"]))
        return str(self.cleaned_data["description"])

    def clean_siret(self) -> str:
        return self._read("siret")

    def clean_rna(self) -> str:
        return self._read("rna")

    def _read(self, kind: str) -> str:
        try:
            return cards.checked({kind: self.cleaned_data[kind]})[kind]
        except Refused as refusal:
            raise NotTaken(refusal.reason) from None


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
    in_public_directory = forms.BooleanField(
        label=_("La montrer dans l’annuaire public"),
        required=False,
        help_text=_("Avec son accord. Cela se change sur sa fiche."),
    )

    def clean_role(self) -> BelongingRole:
        return BelongingRole(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        """Who is known already is said in the same round as what is written wrong."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("homonym"):
            self._heed("name", why_not_called(cleaned["name"], besides=None))
        for kind in cards.LABELS:
            if cleaned.get(kind):
                self._heed(kind, why_not_number(kind, cleaned[kind]))
        return cleaned

    def _heed(self, field: str, reason: Reason | None) -> None:
        if reason is not None:
            self.add_error(field, NotTaken(reason))


class CardForm(NameForm):
    """All that a structure says of itself."""

    short_name = forms.CharField(label=_("Nom court"), max_length=80, required=False)
    categories = RowsField(
        Category.objects.all(),
        label=_("Catégories"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    publics = RowsField(
        Public.objects.all(),
        label=_("Publics accueillis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = RowsField(Territory.objects.all(), label=_("Territoires"), required=False)
    founded = DatedField(label=_("Création"), required=False)
    siren = forms.CharField(label=_("SIREN"), max_length=20, required=False, widget=DIGITS)
    vat_number = forms.CharField(
        label=_("Numéro de TVA intracommunautaire"), max_length=30, required=False
    )
    email = forms.EmailField(label=_("Courriel"), required=False, help_text=INSIDE_ONLY)
    phone = PhoneField(label=_("Téléphone"), whose="work tel", help_text=INSIDE_ONLY)
    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    street = forms.CharField(label=_("Voie"), max_length=200, required=False)
    postcode = PostcodeField(label=_("Code postal"))
    city = forms.CharField(label=_("Commune"), max_length=120, required=False)
    in_public_directory = forms.BooleanField(
        label=_("Dans l’annuaire public"),
        required=False,
        help_text=_(
            "Le public y lit le nom, la présentation, l’activité, les publics, les territoires, "
            "l’adresse, le site et le logo. Pour la joindre, il passe par le pôle."
        ),
    )

    def clean_siren(self) -> str:
        return self._read("siren")

    def clean_vat_number(self) -> str:
        return self._read("vat_number")


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
        help_text=SOURCE,
    )


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label=_("Elle"), choices=LinkKind.choices())
    target = RowField(Organisation.objects.order_by("name"), label=_("Quelle structure"))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    def __init__(self, *args: Any, subject: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].label = subject.name

    def clean_kind(self) -> LinkKind:
        return LinkKind(self.cleaned_data["kind"])


class ClaimForm(forms.Form):
    """A figure it gives of itself."""

    value = forms.CharField(
        label=_("Chiffre"), max_length=40, help_text=_("« 73 », « plus de 30 ».")
    )
    label = forms.CharField(
        label=_("De quoi"), max_length=120, help_text=_("« associations adhérentes ».")
    )
    as_of = DatedField(label=_("À la date de"))
    source = forms.CharField(
        label=_("Où il se lit"), max_length=200, required=False, help_text=SOURCE
    )


HEAVY = _("Cette image pèse %s Mo, 8 Mo au plus. Réduisez-la d’abord.")
"""Said before anything is sent, where there is script; `why_not_weight` says the same after."""


class LogoForm(forms.Form):
    file = forms.FileField(
        label=_("Image"),
        allow_empty_file=True,
        widget=forms.FileInput(
            {
                "accept": "image/png,image/jpeg,image/webp",
                "data-plus-lourd": HEAVIEST,
                "data-trop": HEAVY,
            }
        ),
        help_text=_(
            "PNG, JPEG ou WebP, 8 Mo au plus. Redessinée : le lieu, l’appareil s’effacent."
        ),
    )
