"""What a password must not be, told in our words: Django asks each of these of every new one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    NumericPasswordValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from phares.people.accounts.rules.passwords import is_a_sequence, is_near


class NotCommon(CommonPasswordValidator):
    """None of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        return _("Ce mot de passe est trop courant : on l’essaierait d’abord. Prenez une phrase.")


class NotNumeric(NumericPasswordValidator):
    """Digits alone are counted through in no time."""

    def get_error_message(self) -> str:
        return _("Des chiffres seuls se devinent : ajoutez des mots.")


class NotOneself:
    """Neither the name nor the address of whoever chooses it."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is not None and is_near(password, f"{user.name} {user.email}"):
            raise ValidationError(self.get_error_message(), code="password_near")

    def get_error_message(self) -> str:
        return _("Ce mot de passe ressemble à votre nom ou à votre adresse. Prenez-en un autre.")

    def get_help_text(self) -> str:
        return self.get_error_message()


class NotASequence:
    """No run of the alphabet or the keyboard, and no few letters over and over."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_a_sequence(password):
            raise ValidationError(self.get_error_message(), code="password_sequence")

    def get_error_message(self) -> str:
        return _("Une suite de touches ou de lettres se devine. Prenez une phrase.")

    def get_help_text(self) -> str:
        return self.get_error_message()
