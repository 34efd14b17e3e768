"""How often one may try: for one address from one place, from one place, for one account."""

from __future__ import annotations

from django.utils import timezone

from phares.common.parameters.queries import value_of
from phares.people.accounts.actions import count_failure, note_guessing
from phares.people.accounts.models import User
from phares.people.accounts.queries import failures
from phares.people.accounts.rules.passwords import EVERYWHERE, may_go_on, may_try

ANYBODY = "*"
"""Stands for every address: what comes from one place is counted together too."""


def waits(what: str, place: str) -> bool:
    """Whether too many were taken already, for this from there, or from there for anybody."""
    now = timezone.now()
    return not (may_try(failures(what, place, now)) and may_go_on(failures(ANYBODY, place, now)))


def count(what: str, place: str) -> int:
    """One more; how many for this, from there."""
    now = timezone.now()
    count_failure(ANYBODY, place, now=now)
    return count_failure(what, place, now=now)


def is_guessed(email: str) -> bool:
    """Whether too many were tried for this address, wherever from. Who reads its letters does not
    wait: a link for a lost password opens at once."""
    now = timezone.now()
    return failures(email, EVERYWHERE, now) >= value_of("account.guesses", timezone.localdate(now))


def count_guess(email: str) -> None:
    """One more, wherever from; the one that makes the account wait is told to its holder."""
    now = timezone.now()
    found = count_failure(email, EVERYWHERE, now=now)
    if found == value_of("account.guesses", timezone.localdate(now)):
        note_guessing(email, now=now)


def asks_too_often(account: User, what: str) -> bool:
    """Whoever holds a session guesses the password no more often than at the door, and fills
    nobody’s letter box. Counted otherwise."""
    asked, nowhere = f"{what} {account.pk}", ""
    if not may_try(failures(asked, nowhere, timezone.now())):
        return True
    count_failure(asked, nowhere, now=timezone.now())
    return False
