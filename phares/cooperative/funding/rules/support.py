"""A grant as the rules see it, and sums that never take an unknown amount for zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from phares.cooperative.funding.rules.kinds import SECURE, FunderLevel, GrantState, SupportKind
from phares.kernel.money import Money
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import in_french, say
from phares.kernel.words import listed, plural, thousands


@dataclass(frozen=True, slots=True)
class Support:
    """Money or help from a funder, for a while; the amount may be unknown."""

    key: int
    funder: str
    purpose: str
    period: Period
    kind: SupportKind = SupportKind.OPERATING
    state: GrantState = GrantState.GRANTED
    amount: Money | None = None
    level: FunderLevel = FunderLevel.STATE
    end_known: bool = True
    illustrative: bool = False

    @property
    def secure(self) -> bool:
        return self.state in SECURE

    @property
    def last_day(self) -> date | None:
        """The last day that is funded; None when nobody knows it."""
        return self.period.last_day


@dataclass(frozen=True, slots=True)
class Total:
    """What is known of a sum, and how many amounts are missing in it."""

    known: Money
    unknown: int

    @property
    def exact(self) -> bool:
        return self.unknown == 0

    def __str__(self) -> str:
        missing = plural(self.unknown, "montant inconnu", "montants inconnus")
        if self.exact:
            return euros(self.known)
        return listed([euros(self.known), missing]) if self.known else missing


def total_of(amounts: Iterable[Money | None]) -> Total:
    """The known amounts added up; the unknown ones are counted, never taken for zero."""
    listed = list(amounts)
    known = [amount for amount in listed if amount is not None]
    return Total(Money(sum(amount.cents for amount in known)), len(listed) - len(known))


def euros(amount: Money) -> str:
    """« 45 000 € »: grants are written without cents, unless there are some."""
    if amount.cents % 100:
        return str(amount)
    whole = thousands(amount.cents // 100)
    return f"{whole}\u00a0€" if in_french() else f"€{whole}"


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """What a correction changes, as the journal writes it: « 45000 → 60000 »."""
    return {key: f"{before[key]} → {after[key]}" for key in after if before.get(key) != after[key]}


def why_not_amount(amount: Money | None) -> Reason | None:
    """An amount is positive or unknown."""
    if amount is not None and amount.cents <= 0:
        sentence = say("Écrivez un montant positif, ou laissez vide s’il n’est pas connu.")
        return Reason("amount", sentence)
    return None
