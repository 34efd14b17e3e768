"""The states of a grant and the moves between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from phares.cooperative.funding.rules.kinds import GrantState
from phares.kernel.lifecycle import Moves
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.rules.names import normalise

MOVES: Moves[GrantState] = {
    GrantState.ENVISAGED: frozenset({GrantState.ASKED}),
    GrantState.ASKED: frozenset({GrantState.NOTIFIED, GrantState.GRANTED, GrantState.REFUSED}),
    GrantState.NOTIFIED: frozenset({GrantState.GRANTED, GrantState.REFUSED}),
    GrantState.GRANTED: frozenset(),
    GrantState.REFUSED: frozenset(),
}
"""A new request after a refusal is a new grant."""


def why_not_correct(state: GrantState) -> Reason | None:
    """What was refused stays as it was asked."""
    if state is not GrantState.REFUSED:
        return None
    sentence = say("Une subvention refusée ne se corrige plus.")
    return Reason("refused", sentence)


def why_not_the_same(changes: Mapping[str, object]) -> Reason | None:
    """A correction changes something."""
    if changes:
        return None
    return Reason("nothing-to-correct", "Rien n’est changé. Corrigez une ligne, ou revenez.")


def why_not_again(purpose: str, known: Iterable[str]) -> Reason | None:
    """A form sent twice notes one grant: same funder, nature, scheme, start and purpose."""
    same = next((other for other in known if normalise(other) == normalise(purpose)), None)
    if same is None:
        return None
    sentence = say(
        "« {same} » est déjà notée pour ce financeur, à cette date et de cette nature. "
        "Ouvrez-la dans la liste, ou précisez l’objet de celle-ci.",
        same=same,
    )
    return Reason("noted", sentence)
