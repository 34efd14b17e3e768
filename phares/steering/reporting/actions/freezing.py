"""Freezing a year."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.kernel.actor import VISITOR, Actor
from phares.kernel.refusal import insist
from phares.kernel.tongue import FRENCH, speaking
from phares.steering.reporting.actions.locking import locked
from phares.steering.reporting.assembly import assemble
from phares.steering.reporting.formats.snapshot import to_values
from phares.steering.reporting.models import Edition, Measure, ReportYear
from phares.steering.reporting.queries import FigureOfYear, figures_of, readiness
from phares.steering.reporting.rules.freezing import why_not_freeze
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.rules.permissions import why_not_prepare


@transaction.atomic
def freeze_year(report: ReportYear, *, by: Actor, now: datetime) -> ReportYear:
    """Keeps every figure with its definition and its rows, and the whole report, for good.

    The report is kept as a visitor may know it.
    Once it is frozen no figure joins it; until then it has no edition: hence the order.
    Files are made from the edition afterwards: nothing is typeset inside this transaction.
    """
    insist(why_not_prepare(by))
    report = locked(report)
    figures = figures_of(report.year)
    insist(why_not_freeze(readiness(report, figures), today=timezone.localdate(now)))
    with speaking(FRENCH):
        _keep_for_good(report, figures, by=by, now=now)
    return report


def _keep_for_good(
    report: ReportYear, figures: list[FigureOfYear], *, by: Actor, now: datetime
) -> None:
    """In the language of the pole, whoever freezes."""
    kept = [_measure(report, figure, by, now) for figure in figures if figure.applicable]
    Measure.objects.bulk_create(kept)
    report.state, report.frozen_at, report.frozen_by = YearState.FROZEN.value, now, by.name
    report.save(update_fields=["state", "frozen_at", "frozen_by"])
    told = assemble(report.year, now=now, figures=figures, to=VISITOR)
    Edition.objects.create(
        report=report,
        content=to_values(told.report),
        quote_ids=list(told.quote_ids),
        made_at=now,
        made_by=by.name,
    )
    record("report.frozen", report, by=by, figures=len(kept))


def _measure(report: ReportYear, figure: FigureOfYear, by: Actor, now: datetime) -> Measure:
    indicator = figure.indicator
    return Measure(
        report=report,
        code=indicator.code,
        label=indicator.label,
        value=figure.value,
        unit=indicator.unit,
        definition=indicator.definition,
        definition_version=indicator.version,
        date_rule=indicator.date_rule.label,
        declared=None if figure.declared is None else figure.declared.value,
        gap_note=figure.gap_note,
        row_keys=[row.key for row in figure.counted.rows],
        computed_at=now,
        computed_by=by.name,
    )
