"""Which value of a figure is told outside, and of which year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.steering.reporting.rules.outside import Outside, told_outside

D = Decimal
BEFORE = (2014, D(60))


@pytest.mark.parametrize(
    ("case", "declared", "frozen", "published", "counted", "before", "told"),
    [
        ("frozen", True, 74, 71, 5080, BEFORE, (74, 2015, "figé")),
        ("a sum that moves", True, None, 71, 5080, BEFORE, (71, 2015, "publié")),
        ("a sum nobody published", True, None, None, 5080, BEFORE, (60, 2014, "figé")),
        ("a sum nobody settled", True, None, None, 5080, None, None),
        ("the pole’s own records", False, None, 18, 16, BEFORE, (16, 2015, "compté")),
        ("its own records, frozen", False, 15, 18, 16, None, (15, 2015, "figé")),
        ("nothing to count it on", False, None, 18, None, BEFORE, None),
    ],
)
def test_what_is_told_outside(case, declared, frozen, published, counted, before, told) -> None:
    number = lambda value: None if value is None else D(value)  # noqa: E731
    found = told_outside(
        2015,
        frozen=number(frozen),
        published=number(published),
        counted=number(counted),
        declared_by_structures=declared,
        before=before,
    )
    assert found == (told and Outside(D(told[0]), told[1], told[2])), case
