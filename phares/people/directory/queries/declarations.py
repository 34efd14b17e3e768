"""Who was asked, who answered, what the silent ones last said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from phares.common.compiled import prepared
from phares.common.facts import on, surely_on
from phares.kernel.actor import MEMBERS, Actor
from phares.kernel.dating import Precision
from phares.people.directory.models import Belonging, Declaration, Organisation
from phares.people.directory.rules.declarations import ASKED
from phares.people.directory.rules.doubts import Usual
from phares.people.directory.rules.kinds import MEMBER_ROLES, Declared
from phares.people.directory.rules.permissions import may_read_all_declarations

_MEMBERS = [role.value for role in MEMBER_ROLES]


def asked_in(year: int) -> QuerySet[Organisation]:
    """Organisations that belong to our pole as members on 31 December without a doubt."""
    return _houses(surely_on(date(year, 12, 31))).order_by("name")


def asked_or_perhaps(year: int) -> QuerySet[Any]:
    """Those, and those of which nobody knows whether they were members: not `surely` so."""
    sure = Q(pk__in=asked_in(year).order_by().values("pk"))
    found: QuerySet[Any] = _houses(on(date(year, 12, 31))).annotate(
        surely=ExpressionWrapper(sure, output_field=BooleanField())
    )
    return found.order_by("name")


def _houses(when: Q) -> QuerySet[Organisation]:
    members = Belonging.objects.filter(when, pole__is_home=True, role__in=_MEMBERS)
    return Organisation.objects.filter(pk__in=members.values("party_id"))


def declarations_of(year: int) -> QuerySet[Declaration]:
    return Declaration.objects.filter(year=year).select_related("organisation")


def years_there(organisation_id: int) -> list[tuple[int | None, int | None]]:
    """The first and the last year of each belonging; None where it is open or not sure."""
    rows = Belonging.objects.filter(party_id=organisation_id, pole__is_home=True)
    return [(_first(row), row.ends_on.year if row.ends_on else None) for row in rows]


def _first(row: Belonging) -> int | None:
    unsure = row.beginning.precision in (Precision.BEFORE, Precision.DECADE)
    return None if unsure else row.starts_on.year


def silent_in(year: int) -> QuerySet[Organisation]:
    """Asked, and no figure at all for the year."""
    said = Declaration.objects.filter(organisation_id=OuterRef("pk"), year=year)
    return asked_in(year).filter(~Exists(said))


def waiting_in(year: int) -> QuerySet[Any]:
    """Asked, and not every question answered: how many are `given`."""
    said = Declaration.objects.filter(organisation_id=OuterRef("pk"), year=year).order_by()
    count = said.values("organisation_id").annotate(many=Count("pk")).values("many")
    given = Coalesce(Subquery(count), 0)
    found: QuerySet[Any] = asked_in(year).annotate(given=given)
    return found.filter(given__lt=ASKED)


def names_of_silent(year: int) -> list[str]:
    """How those asked that said nothing are called, by name."""
    return [short or name for name, short in _called(year)]


@prepared
def _called(year: int) -> QuerySet[Any, Any]:
    return silent_in(year).values_list("name", "short_name")


def last_known(organisation_ids: list[int], year: int) -> dict[tuple[int, str], Declaration]:
    """What each said last before the year, by organisation and kind: shown apart, never summed."""
    found: dict[tuple[int, str], Declaration] = {}
    before = Declaration.objects.filter(organisation_id__in=organisation_ids, year__lt=year)
    for one in before.select_related("organisation").order_by("year"):
        found[one.organisation_id, one.kind] = one
    return found


def usual_for(organisation_id: int, year: int) -> dict[Declared, Usual]:
    """By kind, what its answer for the year is to be compared with: two queries."""
    others = Declaration.objects.filter(year=year).exclude(organisation_id=organisation_id)
    largest = others.order_by().values_list("kind").annotate(largest=Max("value"))
    usual = {Declared(kind): Usual(value) for kind, value in largest}
    own = last_known([organisation_id], year)
    return usual | {Declared(kind): Usual(one.value, one.year) for (_, kind), one in own.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one structure said anything at all of the year."""

    organisation_id: int
    name: str
    answered: bool


@dataclass(frozen=True, slots=True)
class YearOfAnswers:
    """The answers of a year that this person may know of."""

    year: int
    answers: list[Answer]

    @property
    def answered(self) -> int:
        return sum(answer.answered for answer in self.answers)

    @property
    def silent(self) -> list[Answer]:
        return [answer for answer in self.answers if not answer.answered]


def answers_of(year: int, actor: Actor) -> YearOfAnswers:
    """Everybody's for the team and the co-managers, one's own for a member: one query."""
    asked = asked_in(year)
    if not may_read_all_declarations(actor):
        asked = asked.filter(pk__in=actor.parties_as(*MEMBERS))
    said = Q(pk__in=Declaration.objects.filter(year=year).values("organisation_id"))
    answered = ExpressionWrapper(said, output_field=BooleanField())
    rows = asked.annotate(answered=answered).values_list("pk", "name", "answered")
    return YearOfAnswers(year, [Answer(*row) for row in rows])
