"""French spacing. People type plain spaces and apostrophes, the page has the right ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from phares.kernel.tongue import in_french

NO_BREAK, FINE, HYPHEN = "\u00a0", "\u202f", "\u2011"
UNITS = (
    "€|%|m²|k€|M€|ETP|h|ans?|mois|jours?|parts?|voix|associés?|pages?|kg|mm|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w)'(?=[\w«])", "’"),
        (r"' ?!", f"’{FINE}!"),
        (r"\.\.\.", "…"),
        (rf"«[ {NO_BREAK}{FINE}]*", f"«{NO_BREAK}"),
        (rf"[ {NO_BREAK}{FINE}]*»", f"{NO_BREAK}»"),
        (r" ([;!?])", rf"{FINE}\1"),
        (r" :", f"{NO_BREAK}:"),
        (r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))", rf"\1{FINE}"),
        (rf"(?<=\d) (?=(?:{UNITS})(?!\w))", NO_BREAK),
        (r"(?<=\d h) (?=\d)", NO_BREAK),
        (r"(?<=1er) (?=\w)", NO_BREAK),
        (r"\b(n°|art\.|M\.|Mme|p\.|L\.|R\.) (?=\w)", rf"\1{NO_BREAK}"),
        (r" – ", f"{NO_BREAK}– "),
        (r"€ le m²", f"€{NO_BREAK}le{NO_BREAK}m²"),
        (r"(?<= [àÀô]) (?=\w)", NO_BREAK),
        (r"(\S{40})(?=\S)", "\\1\u200b"),
        (r"\b(Saint|Sainte|Île)-(?=[A-ZÉ])", rf"\1{HYPHEN}"),
    )
]
BREAKS = re.compile(r"[\t\x0b\x0c\x85\u2028\u2029]")
"""What a word processor breaks a line with: a space in a printed line."""
# What has no drawing of its own: controls, joiners, direction marks, variation selectors, and what
# is no character at all, which XML refuses.
UNDRAWN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufe00-\ufe0f\ufeff"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def typo(text: str) -> str:
    """The same text with the spaces, apostrophes and hyphens a printed French page has.

    English takes none of them: only what cannot be drawn is taken out.
    """
    text = str(text)
    text = BREAKS.sub(" ", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    text = UNDRAWN.sub("", text.replace("\r", " "))
    for pattern, replacement in RULES if in_french() else ():
        text = pattern.sub(replacement, text)
    return text


def typo_all[T](value: T, raw: frozenset[str] = frozenset()) -> T:
    """`typo` on every text of a tree of lists and mappings, save under the keys in `raw`."""
    return _walk(value, raw)


def _walk(value: Any, raw: frozenset[str]) -> Any:
    if isinstance(value, str):
        return typo(value)
    if isinstance(value, Mapping):
        return {k: v if k in raw else _walk(v, raw) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(item, raw) for item in value]
    return value
