"""When somebody wants a kind of letter: at once, once a day, not at all; what each kind allows."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from phares.common.notices.rules.kinds import KINDS, Kind
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say


class Rhythm(Labelled):
    """When letters of a kind leave for an address."""

    AT_ONCE = "at_once", "tout de suite"
    DAILY = "daily", "une fois par jour"
    NONE = "none", "pas du tout"


def unless_chosen(kind: Kind) -> Rhythm:
    """How it leaves for whoever chose nothing."""
    return Rhythm.DAILY if kind.grouped else Rhythm.AT_ONCE


def allowed(kind: Kind) -> tuple[Rhythm, ...]:
    """What may be chosen of a kind, in the order of the page."""
    waits = (Rhythm.DAILY,) if kind.may_wait else ()
    refused = (Rhythm.NONE,) if kind.refusable else ()
    return (Rhythm.AT_ONCE, *waits, *refused)


def why_not_choose(kind: Kind, rhythm: Rhythm) -> Reason | None:
    """A compulsory kind says why one may not do without; an urgent one, why it may not wait."""
    if rhythm in allowed(kind):
        return None
    if rhythm is Rhythm.NONE:
        return Reason(
            "compulsory",
            say("Ce courrier ne se refuse pas. {firm}", firm=str(kind.firm)),
        )
    return Reason(
        "urgent", say("Ce courrier n’attend pas le lendemain. {firm}", firm=str(kind.firm))
    )


def in_force(kind: Kind, chosen: Mapping[str, Rhythm]) -> Rhythm:
    """What was chosen, if the kind still allows it."""
    rhythm = chosen.get(kind.code, unless_chosen(kind))
    return rhythm if rhythm in allowed(kind) else unless_chosen(kind)


def concerning(actor: Actor, known: Collection[str]) -> list[Kind]:
    """The kinds somebody may get by their roles, and those they got or chose already."""
    return [
        kind
        for kind in KINDS.values()
        if kind.code in known or not kind.roles or any(actor.is_(role) for role in kind.roles)
    ]
