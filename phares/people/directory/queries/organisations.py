"""Lists of organisations, with what their pages show, in a bounded number of queries."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from phares.common.facts import during, on
from phares.kernel.time import year_period
from phares.people.directory.models import Belonging, Category, Organisation, Presence
from phares.people.directory.queries.belonging import residents_present_on
from phares.people.directory.rules.kinds import MEMBER_ROLES, BelongingRole
from phares.people.directory.rules.names import needles

_MEMBERS = [role.value for role in MEMBER_ROLES]


def found_by(rows: QuerySet[Organisation], query: str) -> QuerySet[Organisation]:
    """Every word is found somewhere in the names, identifiers or place, without accents."""
    for word in needles(query):
        rows = rows.filter(search__contains=word)
    return rows


def organisations_listed() -> QuerySet[Organisation]:
    """Organisations with their category, belongings and presences: three queries a page."""
    presences = Prefetch("presences", queryset=Presence.objects.order_by("-starts_on"))
    belongings = Belonging.objects.filter(pole__is_home=True).prefetch_related(presences)
    return Organisation.objects.select_related("main_category").prefetch_related(
        Prefetch("belongings", queryset=belongings.order_by("-starts_on"), to_attr="ours")
    )


def public_organisations(day: date) -> QuerySet[Organisation]:
    """Members of the day who agreed to be shown to everybody."""
    belongs = Belonging.objects.filter(on(day), pole__is_home=True, role__in=_MEMBERS)
    found = Organisation.objects.filter(in_public_directory=True, belongings__in=belongs)
    return found.distinct().select_related("main_category")


def categories_with_members(day: date) -> list[tuple[Category, list[str]]]:
    """Each field of activity with the names of the structures that are there that day."""
    housed = Q(pk__in=residents_present_on(day).values("party_id"))
    adherent = Q(
        pk__in=Belonging.objects.filter(
            on(day), pole__is_home=True, role=BelongingRole.ADHERENT.value
        ).values("party_id")
    )
    rows = Organisation.objects.filter(
        housed | adherent, in_public_directory=True, main_category__isnull=False
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
    return Organisation.objects.filter(belongings__in=belongs).distinct().order_by("name")
