"""Names as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
# The dot of an acronym: after a single letter, and not before a longer word.
ACRONYM_DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?!\w)")
WORDS = 8
"""How many words of a search are looked at."""


def normalise(text: str) -> str:
    """Without accents, case, dots, hyphens, apostrophes or double spaces: what search compares.

    « A.C.I.A.E » and « ACIAE » meet, « L’Île-Saint-Denis » and « l'ile saint denis » too.
    """
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    plain = ACRONYM_DOT.sub("", plain)
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def haystack(parts: Iterable[str]) -> str:
    """All that a record may be found by, normalised, in one line."""
    return f" {' | '.join(filter(None, map(normalise, parts)))} "[:2000]


def needles(query: str) -> list[str]:
    """The words that must all be found."""
    return normalise(query).split()[:WORDS]
