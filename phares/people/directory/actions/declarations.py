"""What a structure declares for a year: one figure a kind, with who said it and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.actions.columns import Evidence
from phares.people.directory.models import Declaration, Organisation, Party
from phares.people.directory.queries.declarations import usual_for
from phares.people.directory.rules import permissions
from phares.people.directory.rules.declarations import changed, why_not_declare
from phares.people.directory.rules.doubts import why_ask_again
from phares.people.directory.rules.kinds import Declared


def declare(
    *,
    organisation: Organisation,
    year: int,
    kind: Declared,
    value: int | None,
    by: Actor,
    today: date,
    said_by: str = "",
    sure: bool = False,
    **evidence: Unpack[Evidence],
) -> None:
    """One figure for one year, replaced when it is given again; None takes the answer back."""
    declare_year(
        organisation=organisation,
        year=year,
        values={kind: value},
        by=by,
        today=today,
        said_by=said_by,
        sure=sure,
        **evidence,
    )


@transaction.atomic
def declare_year(
    *,
    organisation: Organisation,
    year: int,
    values: Mapping[Declared, int | None],
    by: Actor,
    today: date,
    said_by: str = "",
    sure: bool = False,
    **evidence: Unpack[Evidence],
) -> int:
    """All that a structure answers for a year; says how many figures moved. Zero is an answer.

    A new figure far from what is usual is refused once, unless one is `sure` of it.
    """
    insist(permissions.why_not_edit(by, organisation.pk))
    for value in values.values():
        insist(why_not_declare(year, value, today))
    Party.objects.select_for_update().get(pk=organisation.pk)
    standing = Declaration.objects.filter(organisation=organisation, year=year)
    known = {Declared(one.kind): one.value for one in standing}
    moved = changed(known, values)
    if moved and not sure:
        news = {Declared(kind): values[Declared(kind)] for kind in moved}
        insist(why_ask_again(news, usual_for(organisation.pk, year), known))
    who = {"declared_on": today, "declared_by": said_by or by.name, **evidence}
    for kind in map(Declared, moved):
        _answer(organisation, year, kind, values[kind], who)
    if moved:
        record("declaration.made", organisation, by=by, year=year, **moved)
    return len(moved)


def _answer(
    organisation: Organisation,
    year: int,
    kind: Declared,
    value: int | None,
    who: Mapping[str, Any],
) -> None:
    same = Declaration.objects.filter(organisation=organisation, year=year, kind=kind.value)
    if value is None:
        same.delete()
    elif not same.update(value=value, **who):
        Declaration.objects.create(
            organisation=organisation, year=year, kind=kind.value, value=value, **who
        )
