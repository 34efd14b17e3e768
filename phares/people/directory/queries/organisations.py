"""Lists of organisations, with what their pages show, in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from phares.common.facts import during, on
from phares.kernel.actor import Actor
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Category, Declaration, Organisation
from phares.people.directory.queries.belonging import is_resident_on, residents_present_on
from phares.people.directory.rules.kinds import MEMBER_ROLES, BelongingRole, Declared
from phares.people.directory.rules.names import near, needles
from phares.people.directory.rules.permissions import may_read_all_declarations

_MEMBERS = [role.value for role in MEMBER_ROLES]
LAST = 9000
"""The rank of headings that come after every category."""
OTHERS = {
    BelongingRole.PARTNER: ("Partenaires", LAST + 1),
    BelongingRole.FUNDER: ("Financeurs", LAST + 2),
}


def found_by(rows: QuerySet[Organisation], query: str) -> QuerySet[Organisation]:
    """Every word is found somewhere in the names, identifiers or place, without accents."""
    for word in needles(query):
        rows = rows.filter(search__contains=word)
    return rows


def names_near(rows: QuerySet[Organisation], query: str) -> list[str]:
    """Names among these that were perhaps meant: asked only when nothing is found."""
    known = rows.order_by("name").values_list("name", "short_name")
    return near(query, (name for both in known for name in both if name))


def _of_row(*conditions: Q, **lookups: object) -> QuerySet[Belonging]:
    """Belongings to our pole of the organisation of the row."""
    return Belonging.objects.filter(
        *conditions, party_id=OuterRef("pk"), pole__is_home=True, **lookups
    )


def organisations_listed(day: date, actor: Actor, *, by_area: bool = False) -> QuerySet[Any]:
    """Organisations as the list shows them: two queries, whatever their number.

    `heading` groups them: the part of the territory, or the main category, or what they are.
    `there`: for sure in the premises that day. `team`: permanent jobs of the last full year, for
    those who read what everybody declares.
    """
    ours = Belonging.objects.filter(pole__is_home=True).order_by("-starts_on")
    rows = Organisation.objects.select_related("main_category").prefetch_related(
        Prefetch("belongings", queryset=ours.select_related("area"), to_attr="ours")
    )
    found: QuerySet[Any] = _headed(rows, by_area=by_area).annotate(
        there=is_resident_on(day, OuterRef("pk")),
    )
    return found.annotate(team=_team(day)) if may_read_all_declarations(actor) else found


def _team(day: date) -> Subquery:
    """The permanent jobs that the organisation of the row declared for the last full year."""
    said = Declaration.objects.filter(organisation_id=OuterRef("pk"), year=day.year - 1)
    jobs = said.filter(kind__in=[Declared.PERMANENT_JOBS.value, Declared.JOBS.value])
    return Subquery(jobs.order_by("-kind").values("value")[:1])


def _headed(rows: QuerySet[Any], *, by_area: bool) -> QuerySet[Any]:
    """With the `heading` a list groups them under: part of the territory, or main category."""
    area = _of_row(area__isnull=False).order_by("-starts_on")
    rank = Subquery(area.values("area__rank")[:1]) if by_area else F("main_category__rank")
    name = Subquery(area.values("area__name")[:1]) if by_area else F("main_category__name")
    headed: QuerySet[Any] = rows.annotate(
        heading=Coalesce(name, _otherwise(0, "Autres structures")),
        heading_rank=Coalesce(rank, _otherwise(1, LAST)),
    )
    return headed


def _otherwise(place: int, default: str | int) -> Case:
    """The heading, or its rank, of a structure that has neither category nor area."""
    whens = (
        When(Exists(_of_row(role=role.value)), then=Value(told[place]))
        for role, told in OTHERS.items()
    )
    return Case(*whens, default=Value(default))


def belonging_on(day: date, *roles: BelongingRole) -> Q:
    """Organisations that belong to our pole that day in one of these roles."""
    wanted = [role.value for role in roles]
    rows = Belonging.objects.filter(on(day), pole__is_home=True, role__in=wanted)
    return Q(pk__in=rows.values("party_id"))


def present_on(day: date) -> Q:
    return Q(pk__in=residents_present_on(day).values("party_id"))


def left_within_a_year(day: date) -> Q:
    """Members that left in the year that ends that day."""
    rows = Belonging.objects.filter(
        ends_on__gt=day - timedelta(days=366),
        ends_on__lte=day,
        pole__is_home=True,
        role__in=_MEMBERS,
    )
    return Q(pk__in=rows.values("party_id"))


def public_organisations(day: date) -> QuerySet[Organisation]:
    """Members of the day who agreed to be shown to everybody."""
    belongs = Belonging.objects.filter(on(day), pole__is_home=True, role__in=_MEMBERS)
    found = Organisation.objects.filter(in_public_directory=True, pk__in=belongs.values("party_id"))
    return found.select_related("main_category")


def categories_with_members(day: date) -> list[tuple[Category, list[str]]]:
    """Each field of activity with the names of the structures that are there that day."""
    rows = Organisation.objects.filter(
        present_on(day) | belonging_on(day, BelongingRole.ADHERENT), in_public_directory=True
    )
    found: dict[int, list[str]] = defaultdict(list)
    for category, short_name, name in rows.order_by("name").values_list(
        "main_category_id", "short_name", "name"
    ):
        found[category].append(short_name or name)
    return [(one, found[one.pk]) for one in Category.objects.all() if one.pk in found]


def partners_by_kind(year: int) -> QuerySet[Organisation]:
    """Partners of the pole in the year."""
    belongs = Belonging.objects.filter(
        during(year_period(year)), pole__is_home=True, role=BelongingRole.PARTNER.value
    )
    return Organisation.objects.filter(pk__in=belongs.values("party_id")).order_by("name")
