"""Lists of organisations, with what their pages show, in a bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
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
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Category, Declaration, Organisation
from phares.people.directory.queries.belonging import residents_present_on
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole, Declared
from phares.people.directory.rules.names import needles

_MEMBERS = [role.value for role in MEMBER_ROLES]
_HOUSED = [role.value for role in HOUSED]
_LAST = 9000
"""The rank of headings that come after every category."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of pole this is: one that houses, one spread over parts of a territory."""

    houses: bool
    areas: bool


def shape_of_pole() -> Shape:
    """Whether anybody ever lived here, and whether members are told apart by area."""
    found = Belonging.objects.filter(pole__is_home=True).aggregate(
        areas=Count("area"), housed=Count("pk", filter=Q(role__in=_HOUSED))
    )
    return Shape(houses=found["housed"] > 0, areas=found["areas"] > 0)


def found_by(rows: QuerySet[Organisation], query: str) -> QuerySet[Organisation]:
    """Every word is found somewhere in the names, identifiers or place, without accents."""
    for word in needles(query):
        rows = rows.filter(search__contains=word)
    return rows


def _of_row(*conditions: Q, **lookups: object) -> QuerySet[Belonging]:
    """Belongings to our pole of the organisation of the row."""
    return Belonging.objects.filter(
        *conditions, party_id=OuterRef("pk"), pole__is_home=True, **lookups
    )


def organisations_listed(day: date, *, by_area: bool = False) -> QuerySet[Organisation]:
    """Organisations as the list shows them: two queries, whatever their number.

    `heading` groups them: the part of the territory, or the main category, or what they are.
    `there`: for sure in the premises that day. `team`: permanent jobs of the last full year.
    """
    ours = Belonging.objects.filter(pole__is_home=True).order_by("-starts_on")
    said = Declaration.objects.filter(organisation_id=OuterRef("pk"), year=day.year - 1)
    team = said.filter(kind__in=[Declared.PERMANENT_JOBS.value, Declared.JOBS.value])
    present = residents_present_on(day).filter(party_id=OuterRef("pk"))
    rows = Organisation.objects.select_related("main_category").prefetch_related(
        Prefetch("belongings", queryset=ours.select_related("area"), to_attr="ours")
    )
    return headed(rows, by_area=by_area).annotate(
        there=Exists(present),
        team=Subquery(team.order_by("-kind").values("value")[:1]),
    )


def headed(rows: QuerySet[Organisation], *, by_area: bool) -> QuerySet[Organisation]:
    """With the `heading` a list groups them under: part of the territory, or main category."""
    area = _of_row(area__isnull=False).order_by("-starts_on")
    rank = Subquery(area.values("area__rank")[:1]) if by_area else F("main_category__rank")
    name = Subquery(area.values("area__name")[:1]) if by_area else F("main_category__name")
    rows = rows.annotate(own_rank=rank, own_name=name)
    kinds = (
        (BelongingRole.PARTNER, "Partenaires", _LAST + 1),
        (BelongingRole.FUNDER, "Financeurs", _LAST + 2),
    )
    whens = [(Exists(_of_row(role=role.value)), label, place) for role, label, place in kinds]
    return rows.annotate(
        heading=Coalesce(
            "own_name",
            Case(
                *(When(found, then=Value(label)) for found, label, _place in whens),
                default=Value("Autres structures"),
                output_field=CharField(),
            ),
        ),
        heading_rank=Coalesce(
            "own_rank",
            Case(
                *(When(found, then=Value(place)) for found, _label, place in whens),
                default=Value(_LAST),
            ),
        ),
    )


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
        present_on(day) | belonging_on(day, BelongingRole.ADHERENT),
        in_public_directory=True,
        main_category__isnull=False,
    ).select_related("main_category")
    found: dict[int, tuple[Category, list[str]]] = {}
    for one in rows.order_by("main_category__rank", "name"):
        category = one.main_category
        assert category is not None
        found.setdefault(category.pk, (category, []))[1].append(one.short_name or one.name)
    return list(found.values())


def partners_by_kind(year: int) -> QuerySet[Organisation]:
    """Partners of the pole in the year."""
    belongs = Belonging.objects.filter(
        during(year_period(year)), pole__is_home=True, role=BelongingRole.PARTNER.value
    )
    return Organisation.objects.filter(pk__in=belongs.values("party_id")).order_by("name")
