"""How a figure is written: exactly, or as a sentence rounds it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from phares.kernel.words import about, thousands


def rounded(value: Decimal, decimals: int) -> Decimal:
    """2.4951 to one decimal is 2.5; a half goes up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal, decimals: int = 0) -> str:
    """« 1 350 », « 2,5 », « −3 »: no useless zero."""
    exact = rounded(value, decimals)
    whole = int(exact)
    digits = f"{abs(exact - whole):f}".partition(".")[2].rstrip("0")
    sign = "\u2212" if exact < 0 and not whole else ""
    return sign + thousands(whole) + (f",{digits}" if digits else "")


def phrase(value: Decimal) -> str:
    """« plus d’une quinzaine » for 16; digits beyond what one rounds aloud."""
    return about(int(value))


def with_unit(number: str, unit: str) -> str:
    """« 1 350 m² », « 16 »."""
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
