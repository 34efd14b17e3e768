"""How many belonged and what they said in all, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models import Sum as SumOf

from phares.common.compiled import Among, prepared
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
    found = {name: (number, invented) for name, number, invented in _heads(year)}
    return Headcount(
        housed=found["housed"][0],
        during=Size(*found["during"]),
        present=Size(*found["present"]),
        asked=found["asked"][0],
    )


@prepared
def _heads(year: int) -> QuerySet[Any, Any]:
    """Of each group: its name, its parties, and how many of them are invented where it is told."""
    last = date(year, 12, 31)
    ours = Belonging.objects.filter(during(year_period(year)), pole__is_home=True).order_by()
    housed, organisation = ours.filter(_HOUSED), Q(party__kind=PartyKind.ORGANISATION.value)
    groups = {
        "housed": housed,
        "during": housed.filter(surely_in(year)),
        "present": residents_present_on(last).order_by(),
        "asked": ours.filter(surely_on(last), _MEMBER, organisation),
    }
    invented = Among(housed.filter(illustrative=True).values("party_id"), "party_id")
    told = {"during": invented, "present": invented}
    first, *others = (
        rows.select_related(None)
        .values_list(Value(name))
        .annotate(
            parties=Count("party_id", distinct=True),
            invented=Count("party_id", distinct=True, filter=told.get(name, Q(pk=None))),
        )
        for name, rows in groups.items()
    )
    return first.union(*others, all=True).order_by()


def adherents_by_area(year: int) -> list[tuple[str | None, Size]]:
    """Adherents of the last day by part of the territory, the largest first."""
    rows = adherents_on(date(year, 12, 31)).order_by().values_list("area__name")
    invented = Count("pk", filter=Q(illustrative=True))
    found = rows.annotate(number=Count("pk"), invented=invented, first=Min("party__name"))
    sorted_rows = found.order_by("-number", "first")
    return [(area, Size(number, invented)) for area, number, invented, _ in sorted_rows]


def sums_said(year: int) -> Mapping[str, Sum]:
    """By kind, what was declared for the year by those asked and by others: one query."""
    rows = list(_said(year))
    asked = {
        kind: (total, number, invented) for told, kind, total, number, invented in rows if told
    }
    found = {
        kind: _sum(asked.get(kind, (0, 0, 0)), number)
        for told, kind, _, number, _ in rows
        if not told
    }
    return defaultdict(Sum, found)


def _sum(asked: tuple[int, int, int], everybody: int) -> Sum:
    total, answered, invented = asked
    return Sum(total, answered, invented, others=everybody - answered)


@prepared
def _said(year: int) -> QuerySet[Any, Any]:
    """Of each kind, by those asked (1) and by everybody (0): the total, how many, and invented."""
    asked = Among(asked_in(year).order_by().values("pk"), "organisation_id")
    rows = Declaration.objects.filter(year=year).order_by()
    members, everybody = (
        found.values_list(Value(told), "kind").annotate(
            total=SumOf("value"),
            number=Count("pk"),
            invented=Count("pk", filter=Q(illustrative=True)),
        )
        for told, found in ((1, rows.filter(asked)), (0, rows))
    )
    return members.union(everybody, all=True).order_by()
