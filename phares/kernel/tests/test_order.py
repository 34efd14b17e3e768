"""One step at a time in a list that people put in order."""

from __future__ import annotations

import pytest

from phares.kernel.order import shifted, why_not_shift


@pytest.mark.parametrize(
    ("place", "up", "code"),
    [(0, True, "at-the-edge"), (0, False, None), (2, False, "at-the-edge"), (2, True, None)],
)
def test_the_first_does_not_rise_nor_the_last_sink(place: int, up: bool, code: str | None) -> None:
    found = why_not_shift("repas", place, 3, up=up)
    assert (found and found.code) == code


def test_a_place_higher_or_lower() -> None:
    assert shifted([4, 7, 9], 7, up=True) == [7, 4, 9]
    assert shifted([4, 7, 9], 7, up=False) == [4, 9, 7]
