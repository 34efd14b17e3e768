"""Who belonged, who was there, who came and left."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from phares.common.facts import during, on
from phares.kernel.dating import Precision
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Presence
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole

_HOUSED = [role.value for role in HOUSED]
_MEMBERS = [role.value for role in MEMBER_ROLES]
_CERTAIN = [one.value for one in Precision if one is not Precision.BEFORE]


def _ours() -> QuerySet[Belonging]:
    return Belonging.objects.filter(pole__is_home=True).select_related("party")


def members_on(day: date) -> QuerySet[Belonging]:
    """Residents, guests and adherents of our pole on a day, present or not."""
    return _ours().filter(on(day), role__in=_MEMBERS)


def adherents_on(day: date) -> QuerySet[Belonging]:
    return _ours().filter(on(day), role=BelongingRole.ADHERENT.value).select_related("area")


def housed_during(year: int) -> QuerySet[Belonging]:
    """Residents and guests who belonged at some moment of the year."""
    return _ours().filter(during(year_period(year)), role__in=_HOUSED)


def residents_present_on(day: date) -> QuerySet[Belonging]:
    """Residents and guests who belong that day and are for sure in the premises.

    The one rule of « habitants », whatever the day: a presence that ended « avant » some day is
    unknown before it, and does not count.
    """
    there = Presence.objects.filter(_surely_on(day))
    return _ours().filter(on(day), role__in=_HOUSED, pk__in=there.values("belonging"))


def is_resident_on(day: date, party: OuterRef) -> Exists:
    """The same rule asked of one party of an outer query."""
    lived = Belonging.objects.filter(on(day), pole__is_home=True, role__in=_HOUSED, party=party)
    there = Presence.objects.filter(_surely_on(day), belonging=OuterRef("pk"))
    return Exists(lived.filter(Exists(there)))


def _surely_on(day: date) -> Q:
    return on(day) & (Q(ends_on__isnull=True) | Q(ends_precision__in=_CERTAIN))


def moves_since(start: date, day: date) -> QuerySet[Belonging]:
    """Members who came or left between two days, the latest first."""
    came = Q(starts_on__gt=start, starts_on__lte=day)
    left = Q(ends_on__gt=start, ends_on__lte=day)
    return (
        _ours()
        .filter(came | left, role__in=_MEMBERS)
        .order_by(F("ends_on").desc(nulls_last=True), "-starts_on")
    )
