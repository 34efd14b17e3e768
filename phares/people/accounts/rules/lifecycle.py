"""The states of a key that is asked for, and the moves between them."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled, Moves


class KeyRequestState(Labelled):
    """How far a key asked for a colleague is."""

    WAITING = "waiting", "en attente"
    ACCEPTED = "accepted", "acceptée"
    REFUSED = "refused", "refusée"


MOVES: Moves[KeyRequestState] = {
    KeyRequestState.WAITING: frozenset({KeyRequestState.ACCEPTED, KeyRequestState.REFUSED}),
    KeyRequestState.ACCEPTED: frozenset(),
    KeyRequestState.REFUSED: frozenset(),
}
