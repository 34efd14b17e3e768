"""How many wrong passwords are taken before the door waits."""

from __future__ import annotations

from datetime import timedelta

TRIES = 10
FROM_ONE_PLACE = 100
WAIT = timedelta(minutes=15)


def may_try(failures: int) -> bool:
    """Ten wrong passwords for one address from one place, then a quarter of an hour."""
    return failures < TRIES


def may_go_on(failures: int) -> bool:
    """A hundred from one place, whatever the addresses: a few passwords tried on everybody."""
    return failures < FROM_ONE_PLACE
