"""The shape of what is typed on the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import RowField
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.tongue import FRENCH, LANGUAGES
from phares.people.accounts.models import ROLE_CHOICES, User
from phares.people.accounts.queries import organisations_to_choose, persons_to_join
from phares.people.accounts.rules.requests import ASKED_FOR
from phares.people.accounts.rules.tokens import Scope
from phares.people.directory.models import Organisation, Person

UNKNOWN = _(
    "Adresse ou mot de passe inconnus. Vérifiez les deux, majuscules comprises ; "
    "si cela ne va pas, demandez un nouveau mot de passe plus bas."
)
PASSWORD_HELP = _(
    "Douze caractères au moins, ni votre nom ni une suite de touches. Une phrase se retient mieux "
    "qu’un code."
)


class SignInForm(forms.Form):
    """An address and a password; what is wrong is never said, so nobody can guess who is known."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput({"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    user: User | None = None
    refused_title = _("L’entrée est restée fermée.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"email", "password"} <= given.keys():
            email = given["email"].lower()
            found = authenticate(None, username=email, password=given["password"])
            if not isinstance(found, User):
                raise ValidationError(UNKNOWN, code="unknown")
            self.user = found
        return given


class KeyForm(forms.Form):
    """A role, and the organisation it is for."""

    role = forms.ChoiceField(
        label=_("Rôle"), choices=[("", _("Choisissez un rôle")), *ROLE_CHOICES]
    )
    organisation = RowField(
        queryset=organisations_to_choose(),
        required=False,
        label=_("Structure"),
        empty_label=_("Tout le pôle"),
        help_text=_("Seulement pour un contact, une équipe de structure ou un financeur."),
    )

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, the role as a Role."""
        return self.cleaned_data | {"role": Role(self.cleaned_data["role"])}


class AccountForm(KeyForm):
    """Someone new: who they are, their first password, their first key."""

    field_order = ("name", "email", "password", "role", "organisation")

    name = forms.CharField(label=_("Prénom et nom"), max_length=200)
    email = forms.EmailField(
        label=_("Adresse électronique"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    password = forms.CharField(
        label=_("Premier mot de passe"),
        strip=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Douze caractères au moins. Remettez-le de vive voix : il se change ensuite."),
    )


class InvitationForm(KeyForm):
    """Someone new, who will choose their own password."""

    field_order = ("name", "email", "language", "role", "organisation")

    name = forms.CharField(label=_("Prénom et nom"), max_length=200)
    email = forms.EmailField(
        label=_("Adresse électronique"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    language = forms.ChoiceField(
        label=_("Langue"),
        choices=list(LANGUAGES.items()),
        required=False,
        initial=FRENCH,
        help_text=_(
            "Celle de ses courriers et de ses pages ; cette personne en change à sa guise."
        ),
    )


class KeyRequestForm(forms.Form):
    """A colleague, what she should open, and why."""

    name = forms.CharField(label=_("Son prénom et son nom"), max_length=200)
    email = forms.EmailField(
        label=_("Son adresse électronique"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Rôle"),
        choices=[(role.value, ROLE_LABELS[role]) for role in ASKED_FOR],
        help_text=_("Le contact engage la structure et répond pour elle ; l’équipe consulte."),
    )
    words = forms.CharField(label=_("Pourquoi"), max_length=300, widget=forms.Textarea({"rows": 3}))


class KeyRefusalForm(forms.Form):
    """Why no key is given."""

    answer = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Qui a demandé la clé le lira dans un courrier et dans « Mon espace »."),
    )


class LostPasswordForm(forms.Form):
    """An address; whether it is known is never said."""

    email = forms.EmailField(
        label=_("Adresse électronique"), widget=forms.EmailInput({"autocomplete": "username"})
    )


class AddressForm(forms.Form):
    """Another address to sign in with, by whoever knows the password."""

    address = forms.EmailField(
        label=_("Nouvelle adresse"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    current = forms.CharField(
        label=_("Mot de passe actuel"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class JoinForm(forms.Form):
    """The card of the directory that this account is of."""

    person = RowField(
        queryset=Person.objects.none(),
        required=False,
        label=_("Fiche"),
        empty_label=_("Aucune"),
        help_text=_(
            "Quand sa fonction dans une structure prend fin, la clé de celle-ci n’ouvre plus."
        ),
    )

    def __init__(self, *args: Any, account: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["person"] = account.person_id
        self.fields["person"].queryset = persons_to_join(account)  # type: ignore[attr-defined]


class ViewingForm(forms.Form):
    """Why one wants to see the house as somebody else."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("La personne le lira sur la page de son compte ; le journal le garde."),
    )


class GivenPasswordForm(forms.Form):
    """A new password for somebody who lost theirs."""

    password = forms.CharField(
        label=_("Nouveau mot de passe"),
        strip=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Douze caractères au moins. Remettez-le de vive voix : il se change ensuite."),
    )


class ChosenPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    new = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )
    again = forms.CharField(
        label=_("Le même, une seconde fois"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new", again):
            raise ValidationError(_("Les deux saisies diffèrent. Tapez-les de nouveau."))
        return again


class PasswordForm(ChosenPasswordForm):
    """One's own password, the present one first."""

    field_order = ("current", "new", "again")

    current = forms.CharField(
        label=_("Mot de passe actuel"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["new"].label = _("Nouveau mot de passe")
        self.fields["again"].label = _("Le nouveau, une seconde fois")


def _own_password() -> forms.CharField:
    return forms.CharField(
        label=_("Votre mot de passe"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=_("Pour vérifier que c’est bien vous."),
    )


def _factor_name(example: Any) -> forms.CharField:
    return forms.CharField(label=_("Nom"), max_length=80, help_text=example)


class OneTimeCodeField(forms.CharField):
    """Six digits; a telephone shows digits to type them, a browser may fill them in."""

    def __init__(self, **options: Any) -> None:
        told = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(max_length=12, widget=forms.TextInput(told), **options)


class CodeForm(forms.Form):
    """The second step of signing in."""

    code = OneTimeCodeField(label=_("Code à six chiffres de votre application"))
    refused_title = _("Il reste une étape pour entrer.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs["autofocus"] = True


class RecoveryCodeForm(forms.Form):
    """The day when the telephone is lost."""

    code = forms.CharField(
        label=_("Un de vos codes de secours"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        help_text=_("Douze lettres et chiffres, comme ABCD-EFGH-JKMN. Chacun sert une seule fois."),
    )
    refused_title = _("Il reste une étape pour entrer.")


class PasskeyForm(forms.Form):
    """What the browser answers for a passkey; a script fills it in."""

    answer = forms.CharField(
        max_length=20_000,
        widget=forms.HiddenInput,
        error_messages={"required": _("Le navigateur n’a rien répondu. Recommencez.")},
    )
    refused_title: Any = _("Il reste une étape pour entrer.")


class NewAuthenticatorForm(forms.Form):
    """An application of codes, proved by its first code."""

    code = OneTimeCodeField(label=_("Code à six chiffres que montre l’application"))
    name = _factor_name(_("Pour le reconnaître : « Mon téléphone »."))
    current = _own_password()


class NewPasskeyForm(PasskeyForm):
    """A passkey, made by the browser."""

    field_order = ("name", "current", "answer")

    name = _factor_name(_("Pour la reconnaître : « Ordinateur du bureau »."))
    current = _own_password()
    refused_title: Any = ""


class OwnPasswordForm(forms.Form):
    """Nothing but the proof that it is oneself."""

    current = _own_password()


class FactorNameForm(forms.Form):
    """What one calls it."""

    name = _factor_name(_("Pour le reconnaître : « Mon téléphone »."))


class TokenForm(forms.Form):
    """What a program may do, and in whose name."""

    name = forms.CharField(
        label=_("Pour quel programme"),
        max_length=80,
        help_text=_("Le nom qui vous dira, dans un an, à quoi il sert."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Ce qu’il peut faire"),
        choices=Scope.choices(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Jamais plus que vous-même."),
    )
    organisation = RowField(
        queryset=Organisation.objects.none(),
        required=False,
        label=_("Au nom de"),
        empty_label=_("Toutes mes clés"),
    )

    def __init__(self, *typed: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*typed, **more)
        houses = [house.pk for house in actor.houses]
        mine = organisations_to_choose().filter(pk__in=houses)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        if not houses:
            del self.fields["organisation"]

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, the scopes as such."""
        scopes = [Scope(one) for one in self.cleaned_data["scopes"]]
        return self.cleaned_data | {"scopes": scopes}


class OwnCardForm(forms.Form):
    """How I am called, and where to call me."""

    given_name = forms.CharField(
        label=_("Prénom"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Nom de famille"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


class OwnNameForm(forms.Form):
    """The name of an account that is joined to nobody's card."""

    name = forms.CharField(
        label=_("Nom affiché"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
