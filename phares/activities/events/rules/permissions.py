"""Who plans events, who registers somebody, who reads who comes."""

from __future__ import annotations

from phares.activities.events.rules.kinds import Comers, EventState
from phares.kernel.actor import INSIDE, KEEPERS, TEAM, Actor, Role
from phares.kernel.refusal import Reason

READERS = tuple(sorted(INSIDE))
PLANS = tuple(sorted(KEEPERS))
WELCOMES = tuple(sorted(KEEPERS | {Role.RECEPTIONIST}))
"""Who registers others, ticks who came, and reads the list of names."""

NOT_YOURS = Reason("forbidden", "Les rendez-vous sont tenus par l’animation du pôle.")
NOT_AT_THE_DOOR = Reason(
    "forbidden", "Les inscriptions des autres sont tenues par l’accueil et l’animation du pôle."
)
ON_INVITATION = Reason(
    "forbidden", "On vient à ce rendez-vous sur invitation. Demandez-la à l’animation du pôle."
)


def why_not_plan(actor: Actor) -> Reason | None:
    """The administrator and the animator plan."""
    return None if actor.is_(*PLANS) else NOT_YOURS


def why_not_welcome(actor: Actor) -> Reason | None:
    """They and the reception desk register others and note who came."""
    return None if actor.is_(*WELCOMES) else NOT_AT_THE_DOOR


def why_not_come(actor: Actor, comers: Comers) -> Reason | None:
    """Everyone of the house comes to what is theirs; the invited are registered by the desk."""
    if actor.is_(*WELCOMES):
        return None
    if comers is Comers.INVITED:
        return ON_INVITATION
    return None if actor.is_(*INSIDE) else NOT_AT_THE_DOOR


def may_plan(actor: Actor) -> bool:
    return why_not_plan(actor) is None


def may_welcome(actor: Actor) -> bool:
    return why_not_welcome(actor) is None


def may_see_costs(actor: Actor) -> bool:
    """What it cost is for the team and the co-managers."""
    return actor.is_(*(TEAM | {Role.CO_MANAGER}))


def states_seen(actor: Actor) -> tuple[EventState, ...]:
    """A draft is seen by those who plan."""
    told = (EventState.ANNOUNCED, EventState.HELD, EventState.CANCELLED)
    return (EventState.DRAFT, *told) if may_plan(actor) else told
