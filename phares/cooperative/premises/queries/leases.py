"""Agreements, as each may see them."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet, Sum

from phares.common.facts import on
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.cooperative.premises.rules.lifecycle import Situation, ending_before, situation
from phares.cooperative.premises.rules.permissions import may_read_all_leases
from phares.kernel.actor import Actor, Role
from phares.people.directory.rules.names import needles

NOTICES = range(13)
"""Months of notice an agreement may have."""


def visible_to(actor: Actor) -> QuerySet[Lease]:
    """The team and the co-managers see all; a member contact, those of its organisations."""
    leases = Lease.objects.all()
    if may_read_all_leases(actor):
        return leases
    return leases.filter(occupant_id__in=actor.parties_as(Role.MEMBER_CONTACT))


def listed(leases: QuerySet[Lease]) -> QuerySet[Lease]:
    """With what a row shows, in two queries whatever their number."""
    lines = LeaseLine.objects.select_related("space__floor").order_by(
        "space__floor__level", "space__code"
    )
    return (
        leases.annotate(m2=Sum("lines__surface_m2"))
        .select_related("occupant", "renewal")
        .prefetch_related(Prefetch("lines", lines))
        .order_by("-number")
    )


def searched(leases: QuerySet[Lease], text: str) -> QuerySet[Lease]:
    """By number, occupant or space, without accents."""
    for word in needles(text):
        leases = leases.filter(
            Q(number__icontains=word)
            | Q(occupant__search__contains=word)
            | Q(occupant__name__icontains=word)
            | Q(pk__in=LeaseLine.objects.filter(space__name__icontains=word).values("lease"))
        )
    return leases


def running(day: date) -> Q:
    return on(day) & ~Q(state=LeaseState.CANCELLED.value)


def ending_soon(today: date) -> Q:
    """Running, not renewed, and ending within the notice and three months more."""
    soon = (Q(notice_months=n, ends_on__lte=ending_before(today, n)) for n in NOTICES)
    return running(today) & Q(renewal__isnull=True) & reduce(or_, soon)


def over(today: date) -> Q:
    return Q(ends_on__lte=today) & ~Q(state=LeaseState.CANCELLED.value)


def situation_of(lease: Lease, today: date) -> Situation:
    return situation(
        LeaseState(lease.state), lease.period, lease.notice_months, renewed(lease), today
    )


def renewed(lease: Lease) -> bool:
    return hasattr(lease, "renewal")
