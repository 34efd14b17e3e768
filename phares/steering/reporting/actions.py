"""Opening a year, writing its texts, declaring, reviewing, freezing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.documents.actions import keep
from phares.common.documents.models import Document
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, Refused, insist
from phares.people.directory.queries import home_pole
from phares.steering.reporting.assembly import assemble
from phares.steering.reporting.exports import MEDIA, WRITERS, filename, subject_of
from phares.steering.reporting.formats.snapshot import report_from, to_values
from phares.steering.reporting.models import (
    DeclaredFigure,
    Edition,
    Measure,
    ReportSection,
    ReportYear,
)
from phares.steering.reporting.queries import (
    FigureOfYear,
    edition_of,
    figures_of,
    indicator_of,
    insist_on_year,
    readiness,
    report_of,
    reports,
)
from phares.steering.reporting.rules.freezing import (
    why_not_freeze,
    why_not_review,
    why_not_write,
)
from phares.steering.reporting.rules.lifecycle import MOVES, YearState
from phares.steering.reporting.rules.permissions import why_not_prepare
from phares.steering.reporting.rules.texts import Text, handed_down

KEPT = ("pdf", "docx", "csv")
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
        raise Refused(Reason("already-open", f"Le bilan {year} est déjà ouvert."))
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
    section: ReportSection, *, title: str, text: str, by: Actor, now: datetime
) -> ReportSection:
    """A text in one’s own words; writing it, or confirming it, is reading it again."""
    insist(why_not_prepare(by))
    report = _locked(section.report)
    insist(why_not_write(report.year, YearState(report.state)))
    section.title, section.text, section.to_reread = title.strip(), text.strip(), False
    section.save(update_fields=["title", "text", "to_reread"])
    record("report.text_written", section, by=by, year=report.year, rubric=section.key)
    return section


@transaction.atomic
def write_cover(
    report: ReportYear, *, title: str, cover: str, by: Actor, now: datetime
) -> ReportYear:
    """The title and the few lines under the year."""
    insist(why_not_prepare(by))
    report = _locked(report)
    insist(why_not_write(report.year, YearState(report.state)))
    report.title, report.cover = title.strip(), cover.strip()
    report.save(update_fields=["title", "cover"])
    record("report.cover_written", report, by=by)
    return report


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
    """A figure somebody published, beside the computed one; one source says one value for a day."""
    insist(why_not_prepare(by))
    insist(_why_not_declare(code, year, as_of))
    declared, created = DeclaredFigure.objects.update_or_create(
        code=code,
        year=year,
        as_of=as_of,
        source=source.strip(),
        defaults={"value": value, "gap_note": gap_note.strip(), "illustrative": illustrative},
    )
    verb = "figure.declared" if created else "figure.declared_again"
    record(verb, declared, by=by, value=str(value), source=declared.source)
    return declared


def _why_not_declare(code: str, year: int, as_of: date | None) -> Reason | None:
    if indicator_of(code) is None:
        sentence = f"Aucun indicateur ne s’appelle « {code} ». Choisissez-le dans le catalogue."
        return Reason("unknown-indicator", sentence)
    if as_of is not None and as_of.year != year:
        sentence = f"Cette date n’est pas en {year}. Déclarez le chiffre sous son année."
        return Reason("other-year", sentence)
    return None


@transaction.atomic
def mark_reviewed(
    report: ReportYear, *, missing_note: str = "", by: Actor, now: datetime
) -> ReportYear:
    """Everything was read; silences are accounted for in a sentence."""
    insist(why_not_prepare(by))
    report = _locked(report)
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
    report = _locked(report)
    insist(why_not_move(MOVES, YearState(report.state), YearState.DRAFT))
    report.state, report.reviewed_at, report.reviewed_by = YearState.DRAFT.value, None, ""
    report.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    record("report.reopened", report, by=by)
    return report


@transaction.atomic
def freeze_year(report: ReportYear, *, by: Actor, now: datetime) -> ReportYear:
    """Keeps every figure with its definition and its rows, and the whole report, for good.

    Files are made from the edition afterwards: nothing is typeset inside this transaction.
    """
    insist(why_not_prepare(by))
    report = _locked(report)
    figures = figures_of(report.year)
    insist(why_not_freeze(readiness(report, figures), today=timezone.localdate(now)))
    report.state, report.frozen_at, report.frozen_by = YearState.FROZEN.value, now, by.name
    report.save(update_fields=["state", "frozen_at", "frozen_by"])
    told = assemble(report.year, now=now, figures=figures)
    kept = [_measure(report, figure, by, now) for figure in figures if figure.applicable]
    Measure.objects.bulk_create(kept)
    Edition.objects.create(
        report=report,
        content=to_values(told.report),
        quote_ids=list(told.quote_ids),
        made_at=now,
        made_by=by.name,
    )
    record("report.frozen", report, by=by, figures=len(kept))
    return report


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


def _locked(report: ReportYear) -> ReportYear:
    """Two people never move the same report at once."""
    return ReportYear.objects.select_for_update().get(pk=report.pk)


def keep_edition(year: int, *, by: Actor) -> list[Document]:
    """Makes the files of a frozen report and keeps them, after the freeze; again if need be."""
    insist(why_not_prepare(by))
    edition = edition_of(year)
    if edition is None:
        raise Refused(Reason("not-frozen", f"Le bilan {year} n’est pas figé."))
    report = report_from(edition.content)
    return [
        keep(
            kind="report",
            title=f"{report.title} {year}, {report.pole_name}",
            filename=filename(year, suffix),
            content=WRITERS[suffix](report),
            media_type=MEDIA[suffix],
            subject=subject_of(edition),
            source={"report": edition.report_id, "edition": edition.pk},
            by=by,
        )
        for suffix in KEPT
    ]
