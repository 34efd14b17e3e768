"""Noting a published figure beside the computed one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import say
from phares.steering.reporting.models import DeclaredFigure
from phares.steering.reporting.queries import figure_of, first_year, indicator_of
from phares.steering.reporting.rules.declaring import (
    nothing_published,
    why_not_declare,
    why_not_explain,
)
from phares.steering.reporting.rules.permissions import why_not_prepare


@transaction.atomic
def declare_figure(
    *,
    code: str,
    year: int,
    value: Decimal,
    as_of: date | None = None,
    source: str = "",
    gap_note: str = "",
    illustrative: bool = False,
    by: Actor,
    now: datetime,
) -> DeclaredFigure:
    """A figure somebody published, beside the computed one; one source says one value for a day.

    A reason sent again as it was stays the reason of the gap it was written for.
    """
    insist(why_not_prepare(by))
    insist(_why_unknown(code))
    today = timezone.localdate(now)
    insist(why_not_declare(year, value, as_of, first=first_year(), today=today))
    said = {"value": value, "illustrative": illustrative, **_reason(gap_note, code, year)}
    declared, created = DeclaredFigure.objects.select_for_update().get_or_create(
        code=code, year=year, as_of=as_of, source=source.strip(), defaults=said
    )
    told = {"value": str(value), "source": declared.source}
    if created:
        record("figure.declared", declared, by=by, named=_name(code, year), **told)
        return declared
    told["before"] = f"{declared.value.normalize():f}"
    _rewrite(declared, said)
    record("figure.declared_again", declared, by=by, named=_name(code, year), **told)
    return declared


def _rewrite(declared: DeclaredFigure, said: dict[str, Any]) -> None:
    """A reason that did not change holds for the gap it was written for, or for none."""
    if said["gap_note"] and said["gap_note"] == declared.gap_note:
        same = declared.value == said["value"]
        said["gap_note_for"] = declared.gap_note_for if same else None
    for column, given in said.items():
        setattr(declared, column, given)
    declared.save(update_fields=list(said))


@transaction.atomic
def explain_gap(
    *, code: str, year: int, gap_note: str, by: Actor, sure: bool = False
) -> DeclaredFigure:
    """Why the figure published for the year stands elsewhere than the count; its value stays.

    `sure`: a reason that was written beside another count is still true as it stands.
    """
    insist(why_not_prepare(by))
    insist(_why_unknown(code))
    figure = figure_of(year, code)
    if figure is None or figure.declared is None:
        raise Refused(nothing_published(year))
    insist(why_not_explain(gap_note, figure.gap_note, figure.outdated, sure=sure))
    declared = DeclaredFigure.objects.select_for_update().get(pk=figure.declared.pk)
    said = _reason(gap_note, code, year)
    for column, given in said.items():
        setattr(declared, column, given)
    declared.save(update_fields=list(said))
    named = _name(code, year)
    record("figure.gap_explained", declared, by=by, named=named, reason=declared.gap_note)
    return declared


def _name(code: str, year: int) -> str:
    """« Bénévoles, 2015 », for the journal."""
    indicator = indicator_of(code)
    return f"{indicator.label if indicator else code}, {year}"


def _reason(gap_note: str, code: str, year: int) -> dict[str, Any]:
    """A reason goes with the count it was written beside."""
    note = gap_note.strip()
    figure = figure_of(year, code) if note else None
    return {"gap_note": note, "gap_note_for": figure.value if figure else None}


def _why_unknown(code: str) -> Reason | None:
    if indicator_of(code) is not None:
        return None
    sentence = say(
        "Aucun indicateur ne s’appelle « {code} ». Choisissez-le dans le catalogue.", code=code
    )
    return Reason("unknown-indicator", sentence)
