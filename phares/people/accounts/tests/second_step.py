"""What tests of the second step share: an account that has one, and the code it shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from pyotp import TOTP

from phares.people.accounts import actions
from phares.people.accounts.formats.passkeys import Site, asked_to_make
from phares.people.accounts.models import Factor, RecoveryCode, User
from phares.people.accounts.queries import actor_of
from tests.cast import PASSWORD
from tests.passkeys import Device

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2016, 1, 4, 9, 30, 10, tzinfo=UTC)
ORIGIN = "http://testserver"
SITE = Site("Pôle des Phares", "testserver", ORIGIN)


def code_at(now: datetime, *, steps: int = 0, secret: str = SECRET) -> str:
    return TOTP(secret).generate_otp(int(now.timestamp()) // 30 + steps)


def with_application(
    user: User, *, now: datetime = NOW, name: str = "Mon téléphone", secret: str = SECRET
) -> list[str]:
    """Gives the recovery codes."""
    return actions.add_authenticator(
        user,
        secret=secret,
        code=code_at(now, secret=secret),
        name=name,
        current=PASSWORD,
        by=actor_of(user, now.date()),
        now=now,
    )


def with_passkey(user: User, device: Device, *, now: datetime = NOW) -> list[str]:
    question, challenge = asked(user)
    return actions.add_passkey(
        user,
        answer=device.make(question, origin=ORIGIN),
        challenge=challenge,
        site=SITE,
        name="Ordinateur du bureau",
        current=PASSWORD,
        by=actor_of(user, now.date()),
        now=now,
    )


def asked(user: User) -> tuple[str, str]:
    question = asked_to_make(SITE, account=user.pk, email=user.email, name=user.name, held=())
    return question, json.loads(question)["challenge"]


def kept() -> list[dict[str, object]]:
    """All that the two tables hold."""
    return [dict(row) for table in (Factor, RecoveryCode) for row in table.objects.values()]
