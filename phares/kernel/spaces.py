"""French spaces: what is typed with plain ones keeps to its word on the page.

Whoever writes a template or a sentence types plain spaces; they are made once, here, in the words
between tags. Attributes, what one types and code stay as they are.
"""

from __future__ import annotations

import re

from phares.kernel.tongue import in_french

NO_BREAK, FINE = "\u00a0", "\u202f"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
KEPT = re.compile(r"(<(?P<tag>textarea|pre|code|script|style)\b.*?</(?P=tag)>)", re.DOTALL)
WORDS = re.compile(r">[^<>]* [^<>]*(?=<)")
SPACED = re.compile(
    rf" (?P<wide>[:»])|(?P<open>«) | (?P<fine>[;!?])(?=[\s»]|$)"
    rf"|(?P<number>\d|1er) (?=(?:€|%|m²|ETP|h|{MONTHS})(?!\w))|(?P<hour>(?<=\d[ \u00a0]h)) (?=\d)"
)


def spaced(html: str) -> str:
    """The same page with no-break spaces where French has them; English has none."""
    if not in_french():
        return html
    if not KEPT.search(html):
        return WORDS.sub(_words, html)
    pieces = KEPT.split(html)  # words, what is kept, the name of its tag, words…
    told = [WORDS.sub(_words, piece) for piece in pieces[::3]]
    kept = [*pieces[1::3], ""]
    return "".join(part for pair in zip(told, kept, strict=True) for part in pair)


def spaced_text(text: str) -> str:
    """The same for words without tags: a letter, a subject."""
    if not in_french():
        return text
    return SPACED.sub(_space, text)


def _words(found: re.Match[str]) -> str:
    return SPACED.sub(_space, found[0])


def _space(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "wide":
            return f"{NO_BREAK}{found[1]}"
        case "fine":
            return f"{FINE}{found['fine']}"
    return f"{found[found.lastgroup or 0]}{NO_BREAK}"
