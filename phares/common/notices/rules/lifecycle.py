"""The states of a notice and the moves between them."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled, Moves


class NoticeState(Labelled):
    """How far a letter is."""

    WAITING = "waiting", "attend"
    SENDING = "sending", "part"
    SENT = "sent", "parti"
    FAILED = "failed", "pas passé, sera réessayé"
    GIVEN_UP = "given_up", "abandonné"
    NOT_WANTED = "not_wanted", "pas voulu"


MOVES: Moves[NoticeState] = {
    NoticeState.WAITING: frozenset(
        {NoticeState.SENDING, NoticeState.NOT_WANTED, NoticeState.GIVEN_UP}
    ),
    NoticeState.SENDING: frozenset({NoticeState.SENT, NoticeState.FAILED, NoticeState.GIVEN_UP}),
    NoticeState.SENT: frozenset(),
    NoticeState.FAILED: frozenset(
        {
            NoticeState.SENDING,
            NoticeState.WAITING,
            NoticeState.NOT_WANTED,
            NoticeState.GIVEN_UP,
        }
    ),
    NoticeState.GIVEN_UP: frozenset({NoticeState.WAITING}),
    NoticeState.NOT_WANTED: frozenset(),
}
"""What is being sent when its clock is killed is given up: nobody knows whether it left."""

TO_SEND = (NoticeState.WAITING.value, NoticeState.FAILED.value)
