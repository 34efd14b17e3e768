"""The states of an event and of a registration, and the moves between them."""

from __future__ import annotations

from phares.activities.events.rules.kinds import EventState, RegistrationState
from phares.kernel.lifecycle import Moves

MOVES: Moves[EventState] = {
    EventState.DRAFT: frozenset({EventState.ANNOUNCED, EventState.CANCELLED}),
    EventState.ANNOUNCED: frozenset({EventState.HELD, EventState.CANCELLED}),
    EventState.HELD: frozenset({EventState.ANNOUNCED}),
    EventState.CANCELLED: frozenset(),
}
"""What was noted as held by mistake is announced again."""

REGISTRATION_MOVES: Moves[RegistrationState] = {
    RegistrationState.TO_CONFIRM: frozenset(
        {RegistrationState.HELD, RegistrationState.WAITING, RegistrationState.CANCELLED}
    ),
    RegistrationState.WAITING: frozenset({RegistrationState.HELD, RegistrationState.CANCELLED}),
    RegistrationState.HELD: frozenset({RegistrationState.CANCELLED}),
    RegistrationState.CANCELLED: frozenset(),
}
"""Who gave up asks anew, after the others."""
