"""How a figure is written: exactly, or as a sentence rounds it."""

from __future__ import annotations

from decimal import Decimal

from phares.kernel.tongue import in_french
from phares.kernel.words import about, rounded, written

__all__ = ["counted_label", "phrase", "rounded", "with_unit", "written"]


def phrase(value: Decimal) -> str:
    """« plus d’une quinzaine » for 16; digits beyond what one rounds aloud."""
    return about(int(value))


def with_unit(number: str, unit: str) -> str:
    """« 1 350 m² », « 16 »; in English the euro stands before: “€1,350”, “€1.2M”."""
    if unit.endswith("€") and not in_french():
        return f"€{number}{unit.removesuffix('€')}"
    return f"{number}\u00a0{unit}" if unit else number


ALWAYS = frozenset("temps dans mois".split())
"""Words that end in s whatever the number."""


def counted_label(label: str, value: Decimal) -> str:
    """« 1 réfectoire », « 7 salles de réunion »: below two, a label loses its plural."""
    if abs(value) >= 2:
        return label
    return " ".join(_singular(word) for word in label.split(" "))


def _singular(word: str) -> str:
    if word in ALWAYS or not word.endswith(("s", "eaux")):
        return word
    return word[:-1]
