"""Text that no spreadsheet takes for a formula, and back."""

from __future__ import annotations

import re

from phares.kernel.tongue import say

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LIKE_A_FORMULA = re.compile(f"'*[{re.escape(''.join(FORMULA))}]")
"""Behind any apostrophes: one is added on the way out, and taken off on the way in."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML refuses, and with it the sheets."""
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALEUR!", "#NOM?"}


def harmless(value: object) -> object:
    """« =1+1 » becomes « '=1+1 »: no program reads it as a formula."""
    if not isinstance(value, str):
        return value
    text = CONTROLS.sub("", value)
    return f"'{text}" if value.startswith(FORMULA) or LIKE_A_FORMULA.match(text) else text


def as_typed(cell: str) -> str:
    """A cell without what surrounds it, nor the apostrophe that made it harmless."""
    text = CONTROLS.sub("", cell.replace("\r\n", "\n")).strip()
    return text[1:] if text.startswith("'") and LIKE_A_FORMULA.match(text) else text


def why_not_cell(cell: str) -> str:
    """What is wrong with a raw cell that no column could read; nothing when it may be read."""
    if cell.startswith("="):
        return say(
            "cette cellule contient une formule ({cell}). Recopiez sa valeur à la place",
            cell=cell[:40],
        )
    if cell in ERRORS:
        return say("cette cellule contient une erreur de calcul ({cell}). Corrigez-la", cell=cell)
    return ""
