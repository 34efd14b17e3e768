"""The invented house of the bookings, a token for anybody, and a program that asks."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.utils import timezone

from phares.kernel.actor import THE_POLE, Role
from phares.people.accounts.actions import give_key, make_token
from phares.people.accounts.models import User
from phares.people.accounts.rules.tokens import Scope
from phares.people.directory.models import Organisation

API = "/api/v1/"


def token_for(
    role: Role, organisation: Organisation | None = None, scopes: Any = tuple(Scope)
) -> str:
    """Of a new account with that one key."""
    number = 100 + User.objects.count()  # beside the one that the house has under 1
    name = f"{role.value}-{number}"
    user = User.objects.create_user(f"{name}@phares.test", "x", name=name, pk=number)
    now = timezone.now()
    give_key(user, role=role, organisation=organisation, by=THE_POLE, now=now)
    return make_token(user, name="Essai", scopes=scopes, by=THE_POLE, now=now)[1]


class Program:
    """Asks as a program does; `told` is the last answer."""

    def __init__(self, secret: str = "", language: str = "fr") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Accept-Language": language}
        if secret:
            self.headers["Authorization"] = f"Bearer {secret}"

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"{API}{path}", asked, headers=self.headers)

    def post(self, path: str, body: Any, key: str = "", **more: Any) -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        sent = body if isinstance(body, str) else json.dumps(body)
        given = {"content_type": "application/json"} | more
        return self.client.post(f"{API}{path}", sent, headers=headers, **given)

    def delete(self, path: str, key: str = "") -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.delete(f"{API}{path}", headers=headers)
