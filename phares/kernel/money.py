"""Amounts in euros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from phares.kernel.tongue import in_french


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in euros, exact to the cent. Rounding happens in `times`, nowhere else."""

    cents: int

    @classmethod
    def euros(cls, amount: str) -> Money:
        """Reads "12.50"; a fraction of a cent is a ValueError."""
        cents = Decimal(amount) * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"{amount} is not a whole number of cents")
        return cls(int(cents))

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, factor: Decimal | int) -> Money:
        """Multiplied, rounded half up to the cent."""
        exact = Decimal(self.cents) * Decimal(factor)
        return Money(int(exact.to_integral_value(ROUND_HALF_UP)))

    def split(self, weights: Sequence[int | Fraction]) -> list[Money]:
        """Parts in proportion to the weights, by largest remainder; they add up to the cent.

        A zero weight receives nothing; ties go to the larger weight, then to the first.
        A negative weight or a zero total is a ValueError.
        """
        if any(weight < 0 for weight in weights) or not sum(weights):
            raise ValueError("weights must be positive and not all zero")
        whole, total = abs(self.cents), Fraction(sum(weights))
        exact = [Fraction(weight) * whole / total for weight in weights]
        parts = [share.numerator // share.denominator for share in exact]
        ranks = sorted(
            range(len(weights)), key=lambda n: (exact[n] - parts[n], weights[n], -n), reverse=True
        )
        for n in ranks[: whole - sum(parts)]:
            parts[n] += 1
        sign = -1 if self.cents < 0 else 1
        return [Money(sign * part) for part in parts]

    def __str__(self) -> str:
        sign = "\u2212" if self.cents < 0 else ""
        whole, cents = divmod(abs(self.cents), 100)
        if not in_french():
            return f"{sign}€{whole:,}.{cents:02d}"
        return f"{sign}{whole:,}".replace(",", "\u202f") + f",{cents:02d}\u00a0€"


def total(amounts: Iterable[Money]) -> Money:
    return Money(sum(amount.cents for amount in amounts))
