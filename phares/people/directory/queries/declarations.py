"""Who was asked, who answered, what the silent ones last said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phares.common.facts import on
from phares.people.directory.models import Belonging, Declaration, Organisation
from phares.people.directory.rules.kinds import MEMBER_ROLES


@dataclass(frozen=True, slots=True)
class Answers:
    """The response of a year. Structures that did not answer are named, never guessed."""

    year: int
    asked: int
    answered: int
    silent: tuple[Organisation, ...]


def asked_in(year: int) -> QuerySet[Organisation]:
    """Organisations that belong to our pole as members on 31 December."""
    last_day = date(year, 12, 31)
    roles = [role.value for role in MEMBER_ROLES]
    lasting = Organisation.objects.filter(
        belongings__in=Belonging.objects.filter(on(last_day), pole__is_home=True, role__in=roles)
    )
    return lasting.distinct().order_by("name")


def declarations_of(year: int) -> QuerySet[Declaration]:
    return Declaration.objects.filter(year=year).select_related("organisation")


def silent_in(year: int) -> QuerySet[Organisation]:
    """Asked, and no figure at all for the year."""
    said = Declaration.objects.filter(year=year).values("organisation_id")
    return asked_in(year).exclude(pk__in=said)


def answers_of(year: int) -> Answers:
    """Asked and silent, in two queries."""
    asked = asked_in(year).count()
    silent = tuple(silent_in(year))
    return Answers(year, asked, asked - len(silent), silent)


def last_known(organisation_ids: list[int], year: int) -> dict[tuple[int, str], Declaration]:
    """What each said last before the year, by organisation and kind: shown apart, never summed."""
    found: dict[tuple[int, str], Declaration] = {}
    before = Declaration.objects.filter(organisation_id__in=organisation_ids, year__lt=year)
    for one in before.order_by("year"):
        found[one.organisation_id, one.kind] = one
    return found
