"""The states of a grant and the moves between them."""

from __future__ import annotations

from phares.cooperative.funding.rules.kinds import GrantState
from phares.kernel.lifecycle import Moves

MOVES: Moves[GrantState] = {
    GrantState.ENVISAGED: frozenset({GrantState.ASKED}),
    GrantState.ASKED: frozenset({GrantState.NOTIFIED, GrantState.GRANTED, GrantState.REFUSED}),
    GrantState.NOTIFIED: frozenset({GrantState.GRANTED, GrantState.REFUSED}),
    GrantState.GRANTED: frozenset(),
    GrantState.REFUSED: frozenset(),
}
"""A new request after a refusal is a new grant."""
