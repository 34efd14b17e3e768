"""How many wrong passwords are taken before the door waits."""

from __future__ import annotations

from datetime import timedelta

TRIES = 10
WAIT = timedelta(minutes=15)


def may_try(failures: int) -> bool:
    """Ten wrong passwords for one address from one place, then a quarter of an hour."""
    return failures < TRIES
