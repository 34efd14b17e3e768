"""One associate, one vote."""

from __future__ import annotations

from collections.abc import Iterable


def weight(shares: int) -> int:
    """One vote, whatever the number of shares held and the size of the structure."""
    if shares < 1:
        raise ValueError("an associate holds at least one share")
    return 1


def voices(party_ids: Iterable[int]) -> int:
    """As many votes as there are associates: one who is written twice votes once."""
    return len(set(party_ids))
