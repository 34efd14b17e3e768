"""What the pages of the directory show, in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)

from phares.common.compiled import prepared
from phares.common.facts import on
from phares.kernel.tongue import each_french
from phares.people.directory.models import (
    Belonging,
    Declaration,
    Function,
    Organisation,
    Person,
    Pole,
    Statement,
)
from phares.people.directory.queries.declarations import (
    asked_or_perhaps,
    declarations_of,
    last_known,
)
from phares.people.directory.queries.pole import statements_on
from phares.people.directory.rules.declarations import is_partial
from phares.people.directory.rules.kinds import (
    HOUSED,
    MEMBER_ROLES,
    BelongingRole,
    Declared,
    StatementKey,
)
from phares.people.directory.rules.names import needles, normalise

_MEMBERS = [role.value for role in MEMBER_ROLES]
_HOUSED = [role.value for role in HOUSED]


@dataclass(frozen=True, slots=True)
class PoleOnDay:
    """What kind of pole it is: whether somebody belongs, it ever housed anybody, it has areas."""

    members: bool
    adherents: bool
    houses: bool
    areas: bool


def pole_on(day: date) -> PoleOnDay:
    """What its list shows depends on it: one query that stops at the first row of each."""
    found = next(iter(_known_of_our_pole(day)), (False,) * 4)
    return PoleOnDay(*map(bool, found))


@prepared
def _known_of_our_pole(day: date) -> QuerySet[Any, Any]:
    """In the order of `PoleOnDay`."""
    ours = Belonging.objects.filter(pole=OuterRef("pk")).order_by()
    asked = {
        "members": ours.filter(on(day), role__in=_MEMBERS),
        "adherents": ours.filter(on(day), role=BelongingRole.ADHERENT.value),
        "houses": ours.filter(role__in=_HOUSED),
        "areas": ours.filter(area__isnull=False),
    }
    known = {name: Exists(rows) for name, rows in asked.items()}
    return Pole.objects.filter(is_home=True).order_by().annotate(**known).values_list(*asked)


def people_listed(day: date) -> QuerySet[Person]:
    """Persons with a function that day, or `coming`: two queries a page."""
    coming = ExpressionWrapper(Q(starts_on__gt=day), output_field=BooleanField())
    known = Function.objects.filter(on(day) | Q(starts_on__gt=day))
    held = known.annotate(coming=coming).select_related("organisation").order_by("coming", "pk")
    rows = Person.objects.filter(pk__in=held.order_by().values("person_id"))
    return rows.prefetch_related(Prefetch("functions", queryset=held, to_attr="held"))


def person_found(rows: QuerySet[Person], query: str) -> QuerySet[Person]:
    """By their name, or the structure where they are."""
    for word in needles(query):
        at = Function.objects.filter(organisation__search__contains=word)
        rows = rows.filter(Q(search__contains=word) | Q(pk__in=at.values("person_id")))
    return rows


def functions_told(person: Person) -> list[Function]:
    """All that the person does and did, the latest first."""
    held = Function.objects.filter(person=person).select_related("organisation")
    return list(held.order_by("-starts_on", "-pk"))


def public_functions(organisation: Organisation, day: date) -> QuerySet[Function]:
    """Whom the structure lets the outside see that day."""
    shown = Function.objects.filter(on(day), public=True, organisation=organisation)
    return shown.select_related("person").order_by("kind", "pk")


def statements_by_key(pole: Pole, day: date) -> list[tuple[str, list[Statement]]]:
    """The texts in force under their headings, plural when several, in the order of the list."""
    found = defaultdict[str, list[Statement]](list)
    for one in statements_on(pole, day):
        found[one.key].append(one)
    return [
        (_heading(key, found[key.value]), found[key.value])
        for key in StatementKey
        if found[key.value]
    ]


SEVERAL = each_french(
    {
        StatementKey.MISSION: "missions",
        StatementKey.AIM: "objectifs",
        StatementKey.VALUE: "valeurs partagées",
        StatementKey.CHARTER: "chartes",
    }
)


def _heading(key: StatementKey, texts: list[Statement]) -> str:
    return key.label if len(texts) == 1 else str(SEVERAL[key])


@dataclass(frozen=True, slots=True)
class Answered:
    """What one structure said of a year, and what it had said before when it said nothing."""

    organisation: Organisation
    asked: bool
    figures: dict[str, Declaration]
    last: list[Declaration]
    perhaps: bool = False
    """Not asked because nobody knows whether it was a member on 31 December."""
    running: bool = False
    """Whether the year still runs: nobody is late then."""

    @property
    def pk(self) -> int:
        return self.organisation.pk

    @property
    def answered(self) -> bool:
        return bool(self.figures)

    @property
    def silent(self) -> bool:
        return self.asked and not self.answered

    @property
    def partial(self) -> bool:
        return is_partial(len(self.figures))

    @property
    def illustrative(self) -> bool:
        """Whether one of its figures is invented."""
        return any(one.illustrative for one in self.figures.values())

    @property
    def said_by(self) -> str:
        return next((one.declared_by for one in self.figures.values() if one.declared_by), "")

    @property
    def said_on(self) -> date | None:
        days = [one.declared_on for one in self.figures.values() if one.declared_on]
        return max(days, default=None)

    def value(self, kind: Declared) -> int | None:
        one = self.figures.get(kind.value)
        return None if one is None else one.value


def answers_told(
    year: int, only: Iterable[int] | None = None, *, running: bool = False
) -> list[Answered]:
    """Everybody asked, those who perhaps should be, then those who answered without being
    members: three queries."""
    asked, said = asked_or_perhaps(year), declarations_of(year)
    if only is not None:
        ids = list(only)
        asked, said = asked.filter(pk__in=ids), said.filter(organisation_id__in=ids)
    figures = defaultdict[int, dict[str, Declaration]](dict)
    others: dict[int, Organisation] = {}
    for one in said.order_by("organisation__name"):
        figures[one.organisation_id][one.kind] = one
        others[one.organisation_id] = one.organisation
    found = {one.pk: one for one in asked}
    before = _before([pk for pk, one in found.items() if one.surely and pk not in figures], year)
    members = [
        Answered(one, one.surely, figures[pk], before[pk], not one.surely, running)
        for pk, one in found.items()
    ]
    members.sort(key=lambda one: (one.perhaps, normalise(one.organisation.name)))
    besides = [one for pk, one in others.items() if pk not in found]
    return members + [Answered(one, False, figures[one.pk], []) for one in besides]


def _before(silent: list[int], year: int) -> dict[int, list[Declaration]]:
    """What the silent ones last said, kind by kind in the order of the form."""
    known = last_known(silent, year) if silent else {}
    found = defaultdict[int, list[Declaration]](list)
    for kind in Declared:
        for (pk, said), one in known.items():
            if said == kind.value:
                found[pk].append(one)
    return found


def said_in(year: int, organisation_id: int) -> dict[str, int]:
    """What it already declared of the year, by kind."""
    rows = Declaration.objects.filter(organisation_id=organisation_id, year=year)
    return cast("dict[str, int]", dict(rows.values_list("kind", "value")))
