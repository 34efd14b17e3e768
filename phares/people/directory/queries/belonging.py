"""Who belonged, who was there, who came and left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from phares.common.facts import on, surely_on
from phares.people.directory.models import Belonging, Presence
from phares.people.directory.rules.belonging import HANDOVER
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole

_HOUSED = [role.value for role in HOUSED]
_MEMBERS = [role.value for role in MEMBER_ROLES]


def _ours() -> QuerySet[Belonging]:
    return Belonging.objects.filter(pole__is_home=True).select_related("party")


def adherents_on(day: date) -> QuerySet[Belonging]:
    """Those who are adherents that day without a doubt."""
    sure = _ours().filter(surely_on(day), role=BelongingRole.ADHERENT.value)
    return sure.select_related("area")


def residents_present_on(day: date) -> QuerySet[Belonging]:
    """Residents and guests who belong that day and are for sure in the premises.

    The one rule of « habitants », whatever the day: what ended « avant » some day, or came or left
    at a day known only to the season or the year, is unknown then and does not count.
    """
    there = Presence.objects.filter(surely_on(day))
    return _ours().filter(on(day), role__in=_HOUSED, pk__in=there.values("belonging"))


def goes_on() -> Exists:
    """Of a belonging: its party is a member all the same once it is over, or a week later."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on"))
    after = Belonging.objects.filter(lasts, pole__is_home=True, role__in=_MEMBERS)
    return Exists(after.filter(party=OuterRef("party"), starts_on__lte=_moved("ends_on", HANDOVER)))


def _moved(column: str, by: timedelta) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(OuterRef(column) + by, output_field=DateField())


def member_besides(belonging: Belonging, day: date) -> bool:
    """Whether its party is, or will be, a member by another tie than this one."""
    others = Belonging.objects.filter(party_id=belonging.party_id, pole_id=belonging.pole_id)
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return others.filter(lasts, ~Q(pk=belonging.pk), role__in=_MEMBERS).exists()


def moves_since(start: date, day: date) -> QuerySet[Any]:
    """Members who came or left between two days, the latest first.

    A tie that gave way to another is no departure: the other tells it, with the role `before`;
    in the same role, nothing moved.
    """
    return _judged(_touched(start, day), start, day).filter(is_move=True)


def latest_moves(start: date, day: date, number: int) -> list[Any]:
    """The first of `moves_since`: what ties became is looked up for the latest ones only."""
    few = 12 * number
    latest = _ours().filter(pk__in=_touched(start, day).values("pk")[:few])
    judged = list(_judged(latest, start, day))
    found = [one for one in judged if one.is_move][:number]
    enough = len(found) == number or len(judged) < few
    return found if enough else list(moves_since(start, day)[:number])


_LATEST = (F("ends_on").desc(nulls_last=True), "-starts_on", "pk")


def _touched(start: date, day: date) -> QuerySet[Belonging]:
    """Ties of members that begin or end between two days, in the order of moves."""
    came = Q(starts_on__gt=start, starts_on__lte=day)
    left = Q(ends_on__gt=start, ends_on__lte=day)
    return _ours().filter(came | left, role__in=_MEMBERS).order_by(*_LATEST)


def _judged(rows: QuerySet[Belonging], start: date, day: date) -> QuerySet[Any]:
    """Whether each is a move, by what its party was before and is after."""
    left = Q(ends_on__gt=start, ends_on__lte=day)
    stands = Q(ends_on__isnull=True) | Q(ends_on__gt=day) | ~Q(goes_on())
    moved = Q(before__isnull=True) | ~Q(before=F("role")) | left
    is_move = ExpressionWrapper(stands & moved, output_field=BooleanField())
    judged: QuerySet[Any] = _after_another(rows).annotate(is_move=is_move)
    return judged.order_by(*_LATEST)


def arrivals_after(day: date) -> QuerySet[Any]:
    """Members who are to come, the first to come first; in another role, with the one `before`."""
    rows = _after_another(_ours().filter(starts_on__gt=day, role__in=_MEMBERS))
    moved = Q(before__isnull=True) | ~Q(before=F("role"))
    return rows.filter(moved).order_by("starts_on", "pk")


def _after_another(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the role `before`, of the tie that gave way to this one."""
    before = Belonging.objects.filter(
        pole__is_home=True,
        party=OuterRef("party"),
        role__in=_MEMBERS,
        ends_on__lte=OuterRef("starts_on"),
        ends_on__gte=_moved("starts_on", -HANDOVER),
    )
    last = before.order_by("-ends_on").values("role")[:1]
    followed: QuerySet[Any] = rows.annotate(before=Subquery(last))
    return followed
