"""Names as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
# The dot of an acronym: after a single letter, and not before a longer word.
ACRONYM_DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?!\w)")
ALONE = re.compile(r"\b\w(?: \w)+\b")
"""Letters that stand alone, one after the other."""
SIGNS = re.compile(r"[\W_]+")
KNOWN = 32_768
"""How many texts are remembered without their accents: a search looks at every title of the pole,
and what does not fit would be made again each time."""
CLOSE = 0.8
"""How alike two spellings are, from 0 to 1, for one to be meant by the other."""
WORDS = 8
"""How many words of a search are looked at."""


@lru_cache(maxsize=KNOWN)
def normalise(text: str) -> str:
    """Without accents, case, dots, hyphens, apostrophes or double spaces: what search compares.

    « A.C.I.A.E » and « ACIAE » meet, « L’Île-Saint-Denis » and « l'ile saint denis » too.
    """
    plain = _plain(text)
    if "." in plain:
        plain = ACRONYM_DOT.sub("", plain)
    return SIGNS.sub(" ", plain).strip()


def _plain(text: str) -> str:
    """Without accents nor case."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def joined(text: str) -> list[str]:
    """What people type in one piece where a sign or a space stands.

    « L’Île-Saint-Denis » gives « lilesaintdenis »; « A-C-I-A-E » and « A. C. I. A. E. », « aciae ».
    """
    pieces = {re.sub(r"[\W_]+", "", word) for word in _plain(text).split()}
    apart = normalise(text)
    letters = {run.replace(" ", "") for run in ALONE.findall(apart)}
    return sorted((pieces | letters) - {*apart.split(), ""})


def haystack(parts: Iterable[str]) -> str:
    """All that a record may be found by, normalised, then in one piece, in one line."""
    given = list(parts)
    pieces = dict.fromkeys(piece for part in given for piece in joined(part))
    told = filter(None, [*map(normalise, given), " ".join(pieces)])
    return f" {' | '.join(told)} "[:2000]


def near(query: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names that a slip of the finger keeps from being found, whole or by one word."""
    typed, spellings = normalise(query), dict[str, str]()
    for name in names:
        whole = normalise(name)
        for spelling in (whole, *whole.split()):
            spellings.setdefault(spelling, name)
    close = get_close_matches(typed, spellings, n=2 * most, cutoff=CLOSE)
    return list(dict.fromkeys(spellings[spelling] for spelling in close))[:most]


def needles(query: str) -> list[str]:
    """The words that must all be found."""
    return normalise(query).split()[:WORDS]
