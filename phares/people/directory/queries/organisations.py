"""Lists of organisations, with what their pages show, in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from phares.common.compiled import Among
from phares.common.facts import during, on
from phares.kernel.actor import Actor
from phares.kernel.time import year_period
from phares.kernel.tongue import french
from phares.people.directory.models import Belonging, Category, Declaration, Organisation, Presence
from phares.people.directory.queries.belonging import (
    goes_on,
    residents_present_on,
)
from phares.people.directory.queries.together import read_together
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole, Declared
from phares.people.directory.rules.names import near, needles
from phares.people.directory.rules.permissions import may_read_all_declarations

_HOUSED = [role.value for role in HOUSED]
_MEMBERS = [role.value for role in MEMBER_ROLES]
LAST = 9000
"""The rank of headings that come after every category."""
HEADING = ("heading_rank", "heading_name")
OTHERS = {
    LAST: french("Autres structures"),
    LAST + 1: french("Partenaires"),
    LAST + 2: french("Financeurs"),
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
    """Organisations as the list shows them, read together: see `ties_of` for how they belong.

    `heading_of` says under which heading each stands, in the order of `HEADING`.
    `team`: permanent jobs of the last full year, for those who read what everybody declares.
    """
    return _listed(day, may_read_all_declarations(actor), by_area).all()


@lru_cache(maxsize=16)
def _listed(day: date, with_team: bool, by_area: bool) -> QuerySet[Any]:
    rows = read_together(Organisation.objects.select_related("logo"))
    name, rank = _area() if by_area else (F("main_category__name"), F("main_category__rank"))
    found: QuerySet[Any] = rows.annotate(
        heading_name=name, heading_rank=Coalesce(rank, _otherwise())
    )
    return found.annotate(team=_team(day)) if with_team else found


def _team(day: date) -> Subquery:
    """The permanent jobs that the organisation of the row declared for the last full year."""
    said = Declaration.objects.filter(organisation_id=OuterRef("pk"), year=day.year - 1)
    jobs = said.filter(kind__in=[Declared.PERMANENT_JOBS.value, Declared.JOBS.value])
    return Subquery(jobs.order_by("-kind").values("value")[:1])


def _area() -> tuple[Subquery, Subquery]:
    """Name and rank of the part of the territory where the organisation of the row last was."""
    areas = _of_row(area__isnull=False).order_by("-starts_on")
    return Subquery(areas.values("area__name")[:1]), Subquery(areas.values("area__rank")[:1])


def _otherwise() -> Case:
    """The rank of the heading of a structure that has neither category nor area."""
    return Case(
        When(Exists(_of_row(role=BelongingRole.PARTNER.value)), then=Value(LAST + 1)),
        When(Exists(_of_row(role=BelongingRole.FUNDER.value)), then=Value(LAST + 2)),
        default=Value(LAST),
    )


def heading_of(row: Any) -> str:
    """What the list groups the structure under: part of the territory, category, or what it is."""
    return row.heading_name or OTHERS[row.heading_rank]


@lru_cache(maxsize=64)
def belonging_on(day: date, *roles: BelongingRole) -> Among:
    """Organisations that belong to our pole that day in one of these roles."""
    wanted = [role.value for role in roles]
    rows = Belonging.objects.filter(on(day), pole__is_home=True, role__in=wanted)
    return Among(rows.values("party_id"))


GONE = french("Plus au pôle")
NEARNESS = (
    french("Au pôle"),
    french("Bientôt au pôle"),
    french("Partenaires et financeurs"),
    french("Autres"),
    GONE,
)
"""What one chooses a structure among, in this order."""


def members_first(rows: QuerySet[Organisation], day: date) -> QuerySet[Any]:
    """To choose among: members of the day, those to come, the others; see `pole_or_other`."""
    allies = [BelongingRole.PARTNER.value, BelongingRole.FUNDER.value]
    near = (
        belonging_on(day, *MEMBER_ROLES),
        Exists(_of_row(role__in=_MEMBERS, starts_on__gt=day)),
        Exists(_of_row(on(day), role__in=allies)),
        ~Exists(_of_row(role__in=_MEMBERS)),
    )
    ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate(near)]
    found = Case(*ranks, default=Value(NEARNESS.index(GONE)))
    return rows.annotate(nearness=found).order_by("nearness", "name")


def without_the_gone(rows: QuerySet[Any]) -> QuerySet[Any]:
    """For what makes no sense with who has left: of `members_first`."""
    return rows.exclude(nearness=NEARNESS.index(GONE))


def pole_or_other(row: Any) -> str:
    return NEARNESS[row.nearness]


@lru_cache(maxsize=64)
def present_on(day: date) -> Among:
    return Among(residents_present_on(day).values("party_id"))


@lru_cache(maxsize=64)
def housed_elsewhere(day: date) -> Among:
    """Residents and guests who belong that day and are for sure out of the premises."""
    housed = Belonging.objects.filter(on(day), pole__is_home=True, role__in=_HOUSED)
    there = Presence.objects.filter(on(day))
    return Among(housed.exclude(pk__in=there.values("belonging")).values("party_id"))


@lru_cache(maxsize=64)
def left_within_a_year(day: date) -> Among:
    """Members that left in the year that ends that day; who goes on as a member did not leave."""
    rows = Belonging.objects.filter(
        ~Q(goes_on()),
        ends_on__gt=day - timedelta(days=366),
        ends_on__lte=day,
        pole__is_home=True,
        role__in=_MEMBERS,
    )
    return Among(rows.values("party_id"))


def public_organisations(day: date) -> QuerySet[Organisation]:
    """Members of the day who agreed to be shown to everybody.

    `elsewhere`: whether it is housed, and not for sure in the premises: no figure counts it.
    """
    belongs = Belonging.objects.filter(on(day), pole__is_home=True, role__in=_MEMBERS)
    found = Organisation.objects.filter(in_public_directory=True, pk__in=belongs.values("party_id"))
    elsewhere = ExpressionWrapper(housed_elsewhere(day), output_field=BooleanField())
    return found.select_related("main_category", "logo").annotate(elsewhere=elsewhere)


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
