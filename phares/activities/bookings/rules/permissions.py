"""Who may do what about bookings."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, TEAM, Actor, Role
from phares.kernel.refusal import Reason

SEES_THE_CALENDAR = tuple(sorted(INSIDE))
BOOKS_FOR_ANYBODY = (Role.ADMINISTRATOR, Role.ANIMATOR, Role.RECEPTIONIST, Role.TECHNICIAN)
BOOKS_FOR_ITS_OWN = (Role.MEMBER_CONTACT, Role.MEMBER_STAFF)
BOOKS = (*BOOKS_FOR_ANYBODY, *BOOKS_FOR_ITS_OWN)
APPROVES = (Role.ADMINISTRATOR, Role.ANIMATOR, Role.RECEPTIONIST)
OVERBOOKS = (Role.ADMINISTRATOR, Role.ANIMATOR)
ARRANGES = (Role.ADMINISTRATOR, Role.ANIMATOR)
"""Offers, hours, days off and caps."""

NOT_YOURS = Reason(
    "forbidden", "Votre rôle au pôle ne le permet pas. Demandez-le à l’animation du pôle."
)
NOT_FOR_THEM = Reason("forbidden", "Vous réservez pour votre structure. Choisissez-la.")


def leads(actor: Actor) -> bool:
    """The team books for anybody, at once, and is not bound by delays."""
    return actor.is_(*BOOKS_FOR_ANYBODY)


def why_not_book_for(actor: Actor, party_id: int) -> Reason | None:
    if leads(actor) or actor.may_commit(party_id, *BOOKS_FOR_ITS_OWN):
        return None
    return NOT_FOR_THEM if actor.is_(*BOOKS_FOR_ITS_OWN) else NOT_YOURS


def may_change(actor: Actor, party_id: int) -> bool:
    """Move, correct or cancel: the team, and those of the organisation it is for."""
    return why_not_book_for(actor, party_id) is None


def reads_all(actor: Actor) -> bool:
    """What is asked for, by whom, and why it was refused: the team and the co-managers."""
    return actor.is_(*(TEAM | {Role.CO_MANAGER}))


def may_read(actor: Actor, party_id: int) -> bool:
    """A series with its reasons: who reads all that is asked for, and those it is for."""
    return reads_all(actor) or may_change(actor, party_id)


def may_see_names(actor: Actor) -> bool:
    """Who has a place: those of the house; others know that it is taken."""
    return actor.is_(*INSIDE)


def may_approve(actor: Actor) -> bool:
    return actor.is_(*APPROVES)


def may_overbook(actor: Actor) -> bool:
    """Two in one place, knowingly: the animation alone, with a reason."""
    return actor.is_(*OVERBOOKS)


def may_arrange(actor: Actor) -> bool:
    return actor.is_(*ARRANGES)


def why_not(allowed: bool) -> Reason | None:
    return None if allowed else NOT_YOURS


def why_not_forget(actor: Actor) -> Reason | None:
    """What was typed long ago: whoever answers for personal data, and the clock."""
    return None if actor.is_(Role.ADMINISTRATOR) else NOT_YOURS
