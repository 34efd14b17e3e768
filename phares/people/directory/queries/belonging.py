"""Who belonged, who was there, who came and left."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from phares.common.facts import during, on
from phares.kernel.dating import Dated, Precision
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Presence
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole

_HOUSED = [role.value for role in HOUSED]
_MEMBERS = [role.value for role in MEMBER_ROLES]
_WHOLE = [Precision.DAY.value, Precision.MONTH.value]
_VAGUE = (Precision.SEASON, Precision.EARLY, Precision.YEAR, Precision.DECADE)


def _ours() -> QuerySet[Belonging]:
    return Belonging.objects.filter(pole__is_home=True).select_related("party")


def members_on(day: date) -> QuerySet[Belonging]:
    """Residents, guests and adherents of our pole on a day, present or not."""
    return _ours().filter(on(day), role__in=_MEMBERS)


def adherents_on(day: date) -> QuerySet[Belonging]:
    """Those who are adherents that day without a doubt."""
    sure = _ours().filter(surely_on(day), role=BelongingRole.ADHERENT.value)
    return sure.select_related("area")


def housed_during(year: int) -> QuerySet[Belonging]:
    """Residents and guests who belonged at some moment of the year."""
    return _ours().filter(during(year_period(year)), role__in=_HOUSED)


def residents_present_on(day: date) -> QuerySet[Belonging]:
    """Residents and guests who belong that day and are for sure in the premises.

    The one rule of « habitants », whatever the day: what ended « avant » some day, or came or left
    at a day known only to the season or the year, is unknown then and does not count.
    """
    there = Presence.objects.filter(surely_on(day))
    return _ours().filter(on(day), role__in=_HOUSED, pk__in=there.values("belonging"))


def surely_on(day: date) -> Q:
    """Rows of a Span that hold that day without a doubt: `Span.held_on` in the database."""
    sure = Q(ends_on__isnull=True) | Q(ends_precision__in=_WHOLE)
    for precision in _VAGUE:
        later = Dated(day).of_precision(precision).after
        sure |= Q(ends_precision=precision.value, ends_on__gt=later)
    return on(day) & sure & _surely_begun(day)


def _surely_begun(day: date) -> Q:
    """« Hiver 2015 » has begun for sure on its last day only: `Dated.begun_by` in the database."""
    begun = Q(starts_precision__in=[*_WHOLE, Precision.BEFORE.value])
    for precision in _VAGUE:
        running = Dated(day).of_precision(precision)
        known = Q(starts_on__lte=day) if running.begun <= day else Q(starts_on__lt=running.day)
        begun |= Q(starts_precision=precision.value) & known
    return begun


def goes_on() -> Exists:
    """Of a belonging: once it is over its party is a member all the same; it did not leave."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on"))
    after = Belonging.objects.filter(lasts, pole__is_home=True, role__in=_MEMBERS)
    return Exists(after.filter(party=OuterRef("party"), starts_on__lte=OuterRef("ends_on")))


def member_besides(belonging: Belonging, day: date) -> bool:
    """Whether its party is, or will be, a member by another tie than this one."""
    others = Belonging.objects.filter(party_id=belonging.party_id, pole_id=belonging.pole_id)
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return others.filter(lasts, ~Q(pk=belonging.pk), role__in=_MEMBERS).exists()


def moves_since(start: date, day: date) -> QuerySet[Any]:
    """Members who came or left between two days, the latest first.

    A tie that gave way to another is no departure: the other tells it, with the role `before`.
    """
    came = Q(starts_on__gt=start, starts_on__lte=day)
    left = Q(ends_on__gt=start, ends_on__lte=day)
    stands = Q(ends_on__isnull=True) | Q(ends_on__gt=day) | ~Q(goes_on())
    before = Belonging.objects.filter(
        pole__is_home=True,
        party=OuterRef("party"),
        role__in=_MEMBERS,
        ends_on=OuterRef("starts_on"),
    )
    return (
        _ours()
        .filter(came | left, stands, role__in=_MEMBERS)
        .annotate(before=Subquery(before.values("role")[:1]))
        .order_by(F("ends_on").desc(nulls_last=True), "-starts_on")
    )
