"""A figure printed and the same figure kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from phares.steering.reporting.rules.presence import heads_told
from phares.steering.reporting.rules.printed import why_not_as_printed


@pytest.mark.parametrize(
    ("case", "text", "rows", "value", "said"),
    [
        ("the same", "1\u202f350", 3, "1350.0000", ""),
        ("with decimals", "2,5", 3, "2.5000", ""),
        ("below zero", "\u22123", 3, "-3", ""),
        ("another value", "16", 3, "17", "16 est imprimé, 17 est gardé."),
        ("another sign", "\u22123", 3, "3", "\u22123 est imprimé, 3 est gardé."),
        ("nothing kept", "16", 3, None, "16 est imprimé, rien est gardé."),
        ("other rows", "16", 4, "16", "4 enregistrements sont imprimés, 3 sont gardés."),
        ("not told outside", "–", 0, "16", ""),
    ],
)
def test_they_are_the_same(case, text, rows, value, said):
    kept = None if value is None else Decimal(value)
    assert why_not_as_printed(text, rows, kept, 3) == said, case


def test_a_sentence_does_not_mix_figures_and_words() -> None:
    day = date(2015, 12, 31)
    assert heads_told(20, 16, day).startswith("Vingt structures ont été présentes en 2015 ; seize")
    told = heads_told(21, 17, day, 2)
    assert told.startswith("21 structures, et peut-être 2 autres, ont été présentes")
    assert "17 le sont encore" in told
