"""Documents that facts were read in, and how a source names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import listed

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,11}")
CITED = re.compile(r"([a-z0-9][a-z0-9-]{0,11}):\d+(?:-\d+)?")
"""« 002:40 », « 002:95-97 »: a document and its lines."""


def why_not_title(code: str, title: str) -> Reason | None:
    """A document has a short code that sources can carry, and a title that people can read."""
    if not CODE.fullmatch(code.strip()):
        sentence = say("Un code tient en douze lettres ou chiffres sans accent, comme « 002 ».")
        return Reason("code", sentence)
    if not title.strip():
        return Reason("title", "Il manque le titre. Écrivez-le comme le document le porte.")
    return None


def in_words(source: str, titles: Mapping[str, str]) -> str:
    """« 002:95-97, 001:15 » as the titles of these documents; what is no code stays as written."""
    parts = [CITED.fullmatch(part.strip()) for part in source.split(",")]
    known = [found[1] for found in parts if found and found[1] in titles]
    if known and len(known) == len(parts):
        return listed([titles[code] for code in dict.fromkeys(known)])
    return CITED.sub(lambda found: titles.get(found[1], found[0]), source)
