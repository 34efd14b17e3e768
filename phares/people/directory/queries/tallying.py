"""How many belonged and what they said in all, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, Max, Min, Q, When
from django.db.models import Sum as SumOf

from phares.common.facts import during, surely_in, surely_on
from phares.kernel.figures import Size
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Declaration
from phares.people.directory.queries.belonging import adherents_on, residents_present_on
from phares.people.directory.queries.declarations import asked_in
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, PartyKind

_HOUSED = Q(role__in=[role.value for role in HOUSED])
_MEMBER = Q(role__in=[role.value for role in MEMBER_ROLES])


class Headcount(NamedTuple):
    """Parties housed in the year or perhaps; those surely so; those surely there on its last day;
    members asked to declare."""

    housed: int
    during: Size
    present: Size
    asked: int


class Sum(NamedTuple):
    """What structures gave of one kind: those asked, in all and how many; and how many others."""

    total: int = 0
    answered: int = 0
    invented: int = 0
    others: int = 0

    def plus(self, other: Sum) -> Sum:
        return Sum(*(one + more for one, more in zip(self, other, strict=True)))


def headcount(year: int) -> Headcount:
    """A party counts once, whatever the stays it had in the year: one query."""
    last = date(year, 12, 31)
    there = Q(pk__in=residents_present_on(last).order_by().values("pk"))
    rows = Belonging.objects.filter(during(year_period(year)), pole__is_home=True).order_by()
    parties = rows.values("party").annotate(
        housed=_any(_HOUSED),
        during=_any(surely_in(year) & _HOUSED),
        present=_any(there),
        asked=_any(surely_on(last) & _MEMBER & Q(party__kind=PartyKind.ORGANISATION.value)),
        invented=_any(_HOUSED & Q(illustrative=True)),
    )
    found = parties.aggregate(
        all_housed=SumOf("housed", default=0),
        all_present=SumOf("present", default=0),
        all_asked=SumOf("asked", default=0),
        all_during=SumOf("during", default=0),
        during_invented=Count("party", filter=Q(during=1, invented=1)),
        present_invented=Count("party", filter=Q(present=1, invented=1)),
    )
    return Headcount(
        housed=found["all_housed"],
        during=Size(found["all_during"], found["during_invented"]),
        present=Size(found["all_present"], found["present_invented"]),
        asked=found["all_asked"],
    )


def _any(condition: Q) -> Max:
    """1 when one of the grouped rows is so, else 0."""
    return Max(Case(When(condition, then=1), default=0))


def adherents_by_area(year: int) -> list[tuple[str | None, Size]]:
    """Adherents of the last day by part of the territory, the largest first."""
    rows = adherents_on(date(year, 12, 31)).order_by().values_list("area__name")
    invented = Count("pk", filter=Q(illustrative=True))
    found = rows.annotate(number=Count("pk"), invented=invented, first=Min("party__name"))
    sorted_rows = found.order_by("-number", "first")
    return [(area, Size(number, invented)) for area, number, invented, _ in sorted_rows]


def sums_said(year: int) -> Mapping[str, Sum]:
    """By kind, what was declared for the year by those asked and by others: one query."""
    members = asked_in(year).order_by().values("pk")
    asked = Case(When(organisation__in=members, then=True), default=False)
    rows = Declaration.objects.filter(year=year).order_by().annotate(asked=asked)
    found = rows.values_list("kind", "asked").annotate(
        total=SumOf("value"), number=Count("pk"), invented=Count("pk", filter=Q(illustrative=True))
    )
    sums: dict[str, Sum] = defaultdict(Sum)
    for kind, is_asked, total, number, invented in found:
        one = Sum(total, number, invented) if is_asked else Sum(others=number)
        sums[kind] = sums[kind].plus(one)
    return sums
