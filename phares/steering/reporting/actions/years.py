"""Opening a year, writing its texts, reviewing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import say
from phares.people.directory.queries import home_pole
from phares.steering.reporting.actions.locking import locked
from phares.steering.reporting.models import ReportSection, ReportYear
from phares.steering.reporting.queries import (
    figures_of,
    insist_on_year,
    readiness,
    report_of,
    reports,
)
from phares.steering.reporting.rules.freezing import why_not_review, why_not_write
from phares.steering.reporting.rules.lifecycle import MOVES, YearState
from phares.steering.reporting.rules.permissions import why_not_prepare
from phares.steering.reporting.rules.texts import Text, handed_down

NO_POLE = Reason("no-pole", "Aucun pôle n’est installé. Créez-le avec « phares init ».")


@transaction.atomic
def open_year(year: int, *, by: Actor, now: datetime) -> ReportYear:
    """Begins the report of a year with the texts of the last one told, marked « à relire »."""
    insist(why_not_prepare(by))
    insist_on_year(year, today=timezone.localdate(now))
    pole = home_pole()
    if pole is None:
        raise Refused(NO_POLE)
    if report_of(year):
        raise Refused(Reason("already-open", say("Le bilan {year} est déjà ouvert.", year=year)))
    report = ReportYear.objects.create(pole=pole, year=year)
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report, key=one.key, title=one.title, text=one.text, to_reread=one.to_reread
        )
        for one in handed_down(_texts_before(year))
    )
    record("report.opened", report, by=by)
    return report


def _texts_before(year: int) -> list[Text]:
    last = reports().filter(year__lt=year).order_by("-year").first()
    if last is None:
        return []
    return [Text(one.key, one.title, one.text) for one in last.sections.all()]


@transaction.atomic
def write_section(
    section: ReportSection,
    *,
    title: str,
    text: str,
    reread: bool = True,
    by: Actor,
    now: datetime,
) -> ReportSection:
    """A text in one’s own words; writing it, or confirming it, is reading it again.

    Without `reread` it is kept as it stands, and waits to be read.
    """
    insist(why_not_prepare(by))
    report = locked(section.report)
    insist(why_not_write(report.year, YearState(report.state)))
    section.title, section.text = title.strip(), text.strip()
    section.to_reread = bool(section.text) and not reread
    section.save(update_fields=["title", "text", "to_reread"])
    record("report.text_written", section, by=by, year=report.year)
    return section


@transaction.atomic
def write_cover(
    report: ReportYear, *, title: str, cover: str, by: Actor, now: datetime
) -> ReportYear:
    """The title and the few lines under the year."""
    insist(why_not_prepare(by))
    report = locked(report)
    insist(why_not_write(report.year, YearState(report.state)))
    report.title, report.cover = title.strip(), cover.strip()
    report.save(update_fields=["title", "cover"])
    record("report.cover_written", report, by=by)
    return report


@transaction.atomic
def account_for_silence(
    report: ReportYear, *, missing_note: str, by: Actor, now: datetime
) -> ReportYear:
    """Why one does without the declarations that are missing: kept while the rest is mended."""
    insist(why_not_prepare(by))
    report = locked(report)
    insist(why_not_write(report.year, YearState(report.state)))
    if report.missing_note != (note := missing_note.strip()):
        report.missing_note = note
        report.save(update_fields=["missing_note"])
        record("report.silence_accounted", report, by=by, missing_note=note)
    return report


@transaction.atomic
def mark_reviewed(
    report: ReportYear, *, missing_note: str = "", by: Actor, now: datetime
) -> ReportYear:
    """Everything was read; silences are accounted for in a sentence."""
    insist(why_not_prepare(by))
    report = locked(report)
    report.missing_note = missing_note.strip() or report.missing_note
    insist(why_not_review(readiness(report, figures_of(report.year))))
    report.state, report.reviewed_at, report.reviewed_by = YearState.REVIEWED.value, now, by.name
    report.save(update_fields=["state", "reviewed_at", "reviewed_by", "missing_note"])
    record("report.reviewed", report, by=by, missing_note=report.missing_note)
    return report


@transaction.atomic
def reopen(report: ReportYear, *, by: Actor, now: datetime) -> ReportYear:
    """Back to a draft; a frozen report stays frozen."""
    insist(why_not_prepare(by))
    report = locked(report)
    insist(why_not_move(MOVES, YearState(report.state), YearState.DRAFT))
    report.state, report.reviewed_at, report.reviewed_by = YearState.DRAFT.value, None, ""
    report.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    record("report.reopened", report, by=by)
    return report
