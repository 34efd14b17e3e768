"""Where somebody lands who comes in."""

from __future__ import annotations

from phares.kernel.actor import MEMBERS, TEAM, Actor, Role

THE_DAY, ONES_OWN = "portal:today", "portal:mine"


def first_page(actor: Actor) -> str:
    """The day of the house for its team, those who steer it and those who fund it; one’s own
    structures for its members, and for who holds no key."""
    runs = actor.is_(*TEAM, Role.CO_MANAGER)
    funds_only = actor.is_(Role.FUNDER) and not actor.is_(*MEMBERS)
    return THE_DAY if runs or funds_only else ONES_OWN


def has_own(actor: Actor) -> bool:
    """Whether « Mon espace » is a page of theirs; the others find their account elsewhere."""
    return actor.is_(*MEMBERS) or first_page(actor) == ONES_OWN
