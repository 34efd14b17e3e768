"""What the place has in the calendar: agreements that end, works that begin and end, closures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from phares.common.facts import begins_in, during, ends_in, first_day_of, last_day_of
from phares.cooperative.premises.models import Closure, Works
from phares.cooperative.premises.queries.leases import visible_to
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.cooperative.premises.rules.permissions import SEES_THE_PLAN, may_read_all_leases
from phares.kernel.actor import MEMBERS, Actor, Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.kernel.words import of


def within(period: Period, actor: Actor) -> list[Happening]:
    """Agreements for those who read them, works for the team, closures for the house."""
    if not actor.is_(*SEES_THE_PLAN):
        return []
    works = _works(period) if may_read_all_leases(actor) else ()
    return [*_agreements(period, actor), *works, *_closures(period)]


def _agreements(period: Period, actor: Actor) -> Iterator[Happening]:
    rows = visible_to(actor).exclude(state=LeaseState.CANCELLED.value).filter(ends_in(period))
    own = actor.parties_as(*MEMBERS)
    for lease in rows.select_related("occupant").order_by("ends_on", "number"):
        yield Happening(
            key=f"lease-end:{lease.pk}",
            theme=Theme.AGREEMENT,
            title=say("Fin de la convention {of_whom}", of_whom=of(lease.occupant.name)),
            days=last_day_of(lease),
            detail=lease.number,
            url=reverse("premises:lease", args=[lease.pk]),
            parties=(Named(lease.occupant_id, lease.occupant.name),),
            mine=lease.occupant_id in own,
        )


def _works(period: Period) -> Iterator[Happening]:
    """A line when they begin and one when they end: they last for months."""
    rows = Works.objects.filter(begins_in(period) | ends_in(period)).select_related("building")
    for works in rows.order_by("starts_on", "pk"):
        told: dict[str, Any] = {
            "theme": Theme.WORKS,
            "detail": works.description,
            "place": works.building.name,
            "url": reverse("premises:works_page", args=[works.pk]),
        }
        if _meets(begun := first_day_of(works), period):
            title = say("Début des travaux : {name}", name=works.name)
            yield Happening(key=f"works-start:{works.pk}", title=title, days=begun, **told)
        if works.ends_on and _meets(over := last_day_of(works), period):
            title = say("Fin des travaux : {name}", name=works.name)
            yield Happening(key=f"works-end:{works.pk}", title=title, days=over, **told)


def _meets(day: Period, period: Period) -> bool:
    return day.overlaps(period)


def _closures(period: Period) -> Iterator[Happening]:
    rows = Closure.objects.filter(during(period)).select_related("space")
    for one in rows.order_by("starts_on", "pk"):
        yield Happening(
            key=one.key,
            theme=Theme.CLOSURE,
            title=say("Fermé : {label}", label=one.reason),
            days=one.period,
            place=one.space.name,
            url=reverse("premises:space", args=[one.space_id]),
        )
