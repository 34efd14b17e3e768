"""Names as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def normalise(text: str) -> str:
    """Without accents, case, dots, hyphens, apostrophes or double spaces: what search compares.

    « A.C.I.A.E » and « ACIAE » meet, « L’Île-Saint-Denis » and « l'ile saint denis » too.
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?!\w)", "", plain)
    return " ".join(re.sub(r"[^\w]+", " ", plain).replace("_", " ").split())


def haystack(parts: Iterable[str]) -> str:
    """All that a record may be found by, normalised, in one line."""
    return f" {' | '.join(filter(None, map(normalise, parts)))} "[:2000]


def needles(query: str) -> list[str]:
    """The words that must all be found."""
    return normalise(query).split()[:8]
