"""Reading the account of a session together with its keys."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from phares.people.accounts.models import Key, User
from phares.people.accounts.queries import with_factor
from phares.people.accounts.queries.leaving import keys_with_departures

READ_WITH = ("user", "organisation")


class KeyringBackend(ModelBackend):
    """E-mail and password; one query gives the account, every key it ever had, and whether a
    second step guards it."""

    def get_user(self, user_id: Any) -> User | None:
        rows = Key.objects.filter(user_id=user_id).select_related(*READ_WITH)
        keyring: list[Any] = list(with_factor(keys_with_departures(rows), "user_id"))
        user = keyring[0].user if keyring else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.keyring, user.has_factor = keyring, keyring[0].guarded if keyring else None
        return user
