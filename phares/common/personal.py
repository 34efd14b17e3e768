"""Records told to the person they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Max, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from phares.common.facts import Span
from phares.kernel.dating import Dated
from phares.kernel.personal import Item, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say, translated


def item(record: models.Model, *columns: str, title: str = "") -> Item:
    """A record with its columns under their names; what is empty is left out."""
    facts = ((_label(record, one), _said(record, one)) for one in columns)
    dates = _dates(record) if isinstance(record, Span) else ()
    told = tuple((label, value) for label, value in facts if value)
    invented = ((say("Illustratif"), say("oui")),) if getattr(record, "illustrative", False) else ()
    return Item(title or str(record), (*told, *dates, *invented))


def _label(record: models.Model, column: str) -> str:
    name = getattr(record._meta.get_field(column), "verbose_name", column)
    said = translated(str(name))
    return said[:1].upper() + said[1:]


def _said(record: models.Model, column: str) -> str:
    shown: Callable[[], str] | None = getattr(record, f"get_{column}_display", None)
    value: Any = shown() if shown else getattr(record, column)
    match value:
        case None | "":
            return ""
        case bool():
            return say("oui") if value else say("non")
        case datetime():
            local = timezone.localtime(value)
            return f"{Dated(local.date())}, {local:%H:%M}"
        case date():
            return str(Dated(value))
    return str(value)


def _dates(record: Span) -> tuple[tuple[str, str], ...]:
    ending = record.ending
    since = ((say("Depuis"), str(record.beginning)),)
    return since if ending is None else (*since, (say("Jusqu’à"), str(ending)))


def by_person(who: Iterable[Subject]) -> dict[int, Subject]:
    """Those who have a card in the directory, by its key."""
    return {one.person: one for one in who if one.person is not None}


def last_days(
    who: Iterable[Subject], rows: QuerySet[Any], column: str = "person_id"
) -> dict[Subject, date]:
    """The last day of the rows of a Span of each; `date.max` while one has no end. One query."""
    known = by_person(who)
    if not known:
        return {}
    end = Max(Coalesce("ends_on", Value(date.max), output_field=models.DateField()))
    found = rows.filter(**{f"{column}__in": list(known)}).order_by()
    return {known[row[column]]: row["last"] for row in found.values(column).annotate(last=end)}


def kept_by_law(
    who: Iterable[Subject],
    rows: QuerySet[Any],
    cut: date,
    reason: Callable[[date], Reason],
    column: str = "person_id",
) -> Mapping[Subject, Reason]:
    """Those whose rows still run, or ended on the cut or later, with the reason."""
    last = last_days(who, rows, column)
    return {one: reason(end) for one, end in last.items() if end >= cut}
