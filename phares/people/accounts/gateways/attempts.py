"""Wrong passwords, counted for an address and the place they came from.

Each server process counts for itself: the wait is a brake, not a lock.
"""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache

from phares.people.accounts.rules.passwords import WAIT


def failures(email: str, place: str) -> int:
    return int(cache.get(_name(email, place), 0))


def count_failure(email: str, place: str) -> None:
    name = _name(email, place)
    cache.set(name, int(cache.get(name, 0)) + 1, WAIT.total_seconds())


def forget_failures(email: str, place: str) -> None:
    cache.delete(_name(email, place))


def _name(email: str, place: str) -> str:
    return "sign-in:" + sha256(f"{email.strip().lower()} {place}".encode()).hexdigest()
