"""What people read of their own structures, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from phares.common.facts import on
from phares.people.directory.models import Belonging, Declaration, Function, Organisation
from phares.people.directory.queries.declarations import asked_in
from phares.people.directory.rules.declarations import is_partial
from phares.people.directory.rules.kinds import Declared


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether one structure is asked for a year, and the figures it gave."""

    organisation_id: int
    year: int
    asked: bool
    figures: dict[Declared, int] = field(default_factory=dict)

    @property
    def missing(self) -> bool:
        return self.asked and not self.figures

    @property
    def waits(self) -> bool:
        """Asked, and not answered, or in part."""
        return self.missing or (self.asked and is_partial(len(self.figures)))


def ties_of(ids: Sequence[int], day: date) -> QuerySet[Belonging]:
    """How each belongs to the pole that day."""
    rows = Belonging.objects.filter(on(day), pole__is_home=True, party_id__in=list(ids))
    return rows.order_by("starts_on", "pk")


def people_of(ids: Sequence[int], day: date) -> QuerySet[Function]:
    """Who has a function there that day."""
    rows = Function.objects.filter(on(day), organisation_id__in=list(ids))
    return rows.select_related("person").order_by("kind", "person__family_name", "pk")


def answered_by(ids: Sequence[int], year: int) -> dict[int, Answered]:
    """What each was asked and answered for a year: two queries."""
    asks = ExpressionWrapper(
        Q(pk__in=asked_in(year).order_by().values("pk")), output_field=BooleanField()
    )
    rows = Organisation.objects.filter(pk__in=list(ids)).annotate(asks=asks)
    told = {pk: Answered(pk, year, asked) for pk, asked in rows.values_list("pk", "asks")}
    given = Declaration.objects.filter(year=year, organisation_id__in=list(ids))
    for pk, kind, value in given.values_list("organisation_id", "kind", "value"):
        told[pk].figures[Declared(kind)] = value
    return told
