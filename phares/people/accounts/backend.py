"""Reading the account of a session together with its keys."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from phares.people.accounts.models import Key, User


class KeyringBackend(ModelBackend):
    """E-mail and password; one query gives the account and every key it ever had."""

    def get_user(self, user_id: Any) -> User | None:
        keyring = list(Key.objects.filter(user_id=user_id).select_related("user"))
        user = keyring[0].user if keyring else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.keyring = keyring
        return user
