"""The shape of what is typed on the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phares.common.web.forms import RowField
from phares.kernel.actor import Role
from phares.people.accounts.models import ROLE_CHOICES, User
from phares.people.accounts.queries import organisations_to_choose

UNKNOWN = _(
    "Adresse ou mot de passe inconnus. Vérifiez les deux, majuscules comprises ; "
    "si cela ne va pas, demandez un nouveau mot de passe plus bas."
)
PASSWORD_HELP = _("Douze caractères au moins. Une phrase se retient mieux qu’un code.")


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
    refused_title = _("Vous n’êtes pas entré.")

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

    role = forms.ChoiceField(label=_("Rôle"), choices=ROLE_CHOICES)
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

    field_order = ("name", "email", "role", "organisation")

    name = forms.CharField(label=_("Prénom et nom"), max_length=200)
    email = forms.EmailField(
        label=_("Adresse électronique"), widget=forms.EmailInput({"autocomplete": "off"})
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
