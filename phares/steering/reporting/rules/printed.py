"""A figure as it was printed beside the same figure as it was kept."""

from __future__ import annotations

import re
from decimal import Decimal

from phares.kernel.tongue import say
from phares.kernel.words import written

NUMBER = re.compile(r"\u2212?\d[\d\u202f\u00a0 ]*(?:,\d+)?")
SPACES = re.compile(r"[\u202f\u00a0 ]")


def why_not_as_printed(text: str, rows: int, value: Decimal | None, kept_rows: int) -> str:
    """A sentence when they differ. What is printed as no number was not told: it says nothing."""
    if not NUMBER.fullmatch(text):
        return ""
    kept = "rien" if value is None else written(value, 4)
    if SPACES.sub("", kept) != SPACES.sub("", text):
        return say("{text} est imprimé, {kept} est gardé.", text=text, kept=kept)
    if kept_rows != rows:
        return say(
            "{rows} enregistrements sont imprimés, {kept_rows} sont gardés.",
            rows=rows,
            kept_rows=kept_rows,
        )
    return ""
