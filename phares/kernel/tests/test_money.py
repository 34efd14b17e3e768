from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phares.kernel.money import Money, total


def cents(*amounts: int) -> list[Money]:
    return [Money(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        pytest.param(10000, [1, 1, 1], (3334, 3333, 3333), id="three equal parts"),
        pytest.param(-10000, [1, 1, 1], (-3334, -3333, -3333), id="a credit note"),
        pytest.param(284317, [10, 6, 5], (135389, 81233, 67695), id="by days"),
        pytest.param(284317, [40, 35, 25], (113727, 99511, 71079), id="by percentages"),
        pytest.param(1, [0, 1], (0, 1), id="zero receives nothing"),
        pytest.param(1, [1, 1], (1, 0), id="a tie goes to the first"),
    ],
)
def test_split(amount: int, weights: list[int], parts: tuple[int, ...]) -> None:
    assert Money(amount).split(weights) == cents(*parts)


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.fractions(0, 1000), min_size=1, max_size=30).filter(any),
)
def test_split_always_sums_and_stays_within_a_cent(amount: int, weights: list[Fraction]) -> None:
    parts = Money(amount).split(weights)
    assert total(parts) == Money(amount)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.cents - Fraction(amount) * weight / sum(weights)) < 1
        assert weight or not part
    assert Money(-amount).split(weights) == [-part for part in parts]


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], []])
def test_split_refuses_weights_that_mean_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).split(weights)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Money.euros("1617.20"), "1\u202f617,20\u00a0€"),
        (Money.euros("0"), "0,00\u00a0€"),
        (Money(-5), "\u22120,05\u00a0€"),
    ],
)
def test_shown_in_french(amount: Money, shown: str) -> None:
    assert str(amount) == shown


def test_a_fraction_of_a_cent_is_no_amount() -> None:
    with pytest.raises(ValueError, match="whole number of cents"):
        Money.euros("0.005")


def test_times_rounds_half_up() -> None:
    assert Money(5).times(Decimal("0.5")) == Money(3)
    assert Money(1600).times(28) == Money(44800)
