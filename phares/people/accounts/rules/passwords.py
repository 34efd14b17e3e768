"""How many wrong passwords are taken before the door waits, and which are no passwords."""

from __future__ import annotations

import re
from unicodedata import normalize

TRIES = 10
FROM_ONE_PLACE = 100
EVERYWHERE = "partout"
"""Stands for every place: what is tried for one account is counted together too."""


def may_try(failures: int) -> bool:
    """Ten wrong passwords for one address from one place, then a wait."""
    return failures < TRIES


def may_go_on(failures: int) -> bool:
    """A hundred from one place, whatever the addresses: a few passwords tried on everybody."""
    return failures < FROM_ONE_PLACE


RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1234567890",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
)
"""The alphabet, the digits, and the rows of the keyboards of here."""
DISTINCT = 5
"""Fewer different signs than this are the same ones over and over."""
APART = 4
"""Pieces of a run that a password may still be cut into and be one: « azerty123456 » has two."""


def is_a_sequence(password: str) -> bool:
    """« abcdefghijkl », « azerty123456 », « aaaaaaaaaaaa », « abcabcabcabc », forwards or back."""
    signs = "".join(sign for sign in password.lower() if sign.isalnum())
    if len(set(signs)) < DISTINCT:
        return True
    pieces = 0
    while signs:
        length = _run(signs)
        if length < 3 and len(signs) >= 3:
            return False
        signs, pieces = signs[length:], pieces + 1
    return pieces < APART


def _run(signs: str) -> int:
    """How many of the first signs go along a run, or repeat the first."""
    runs = [*RUNS, *(run[::-1] for run in RUNS), signs[0] * len(signs)]
    return max(_along(signs, run) for run in runs)


def _along(signs: str, run: str) -> int:
    length = 1
    while length < len(signs) and signs[: length + 1] in run:
        length += 1
    return length


REST = 6
"""Signs that a password must have beside one’s name and address."""


def is_near(password: str, about: str) -> bool:
    """« ines-caron-1984 » of Inès Caron: little is left without the words of who chooses it."""
    rest = _plain(password)
    words = re.findall(r"[a-z0-9]{3,}", _plain(about))
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != _plain(password) and sum(sign.isalnum() for sign in rest) < REST


def _plain(text: str) -> str:
    """Without accents nor capitals."""
    return normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
