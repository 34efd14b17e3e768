"""The report and the figures as files."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from phares.common.documents.formats.typst import CannotTypeset
from phares.common.documents.models import Document
from phares.common.documents.queries import content_of, documents_about, why_not_intact
from phares.common.web.stylesheet import SOURCES
from phares.common.web.stylesheet import assemble as stylesheet
from phares.kernel.actor import VISITOR, Actor
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import say
from phares.people.directory.rules.permissions import may_read_all_declarations
from phares.steering.reporting.assembly import assemble
from phares.steering.reporting.formats.content import Report
from phares.steering.reporting.formats.csv_annex import figures_csv
from phares.steering.reporting.formats.docx import report_docx
from phares.steering.reporting.formats.pdf import report_pdf
from phares.steering.reporting.models import Edition, Measure
from phares.steering.reporting.queries import (
    FigureOfYear,
    edition_of,
    figures_of,
    insist_on_year,
)
from phares.steering.reporting.shown import readable, shown_sections
from phares.steering.reporting.withheld import told_today, whole

KEPT = ("pdf", "docx", "csv")
"""The files that are kept with a frozen report."""
log = logging.getLogger("phares.reporting")
FONT = re.compile(r'url\("\.\./fonts/([\w-]+\.woff2)"\)')


def report_of_year(year: int, *, now: datetime, within: bool = False) -> Report:
    """The report as it was frozen, less what may no longer be told; otherwise as of today."""
    insist_on_year(year, today=timezone.localdate(now))
    edition = edition_of(year)
    if edition is None:
        return assemble(year, now=now, within=within).report
    return told_today(edition)


def report_file(year: int, suffix: str, *, now: datetime, actor: Actor = VISITOR) -> bytes:
    """The report of a year as a file: .pdf, .docx, .csv or .html.

    A frozen report gives the very file that was kept with it, the same for everybody. The annex of
    a draft says what each structure declared to those who may read it.
    """
    suffix = suffix.removeprefix(".").lower()
    if suffix not in WRITERS:
        known = ", ".join(f".{one}" for one in WRITERS)
        raise Refused(
            Reason("unknown-format", say("Ce format n’existe pas. Prenez {known}.", known=known))
        )
    within = suffix == "csv" and may_read_all_declarations(actor)
    report = report_of_year(year, now=now, within=within)
    return _kept(year, suffix) or _written(report, suffix)


def _written(report: Report, suffix: str) -> bytes:
    """A page that cannot be set is no fault of who asks: another format says the same."""
    try:
        return WRITERS[suffix](report)
    except CannotTypeset as error:
        log.exception("%s was not made", filename(report.year, suffix))
        sentence = say(
            "Ce fichier n’a pas pu être fait. Prenez un autre format, ou revenez plus tard."
        )
        raise Refused(Reason("not-made", sentence)) from error


def _kept(year: int, suffix: str) -> bytes | None:
    """The file made when the year was frozen, unless something in it may no longer be told."""
    edition = edition_of(year)
    if edition is None or not whole(edition):
        return None
    kept = kept_file(edition, suffix)
    return content_of(kept) if kept and why_not_intact(kept) is None else None


def kept_file(edition: Edition, suffix: str) -> Document | None:
    """The last file that was kept of a frozen report in a format."""
    name = filename(edition.report.year, suffix)
    return documents_about(subject_of(edition)).filter(filename=name).first()


def missing_files(edition: Edition) -> list[str]:
    """The formats of a frozen report that are still to be made."""
    kept = set(documents_about(subject_of(edition)).values_list("filename", flat=True))
    return [suffix for suffix in KEPT if filename(edition.report.year, suffix) not in kept]


def subject_of(edition: Edition) -> str:
    """What the kept files are about."""
    return f"reporting.reportyear:{edition.report_id}"


def filename(year: int, suffix: str) -> str:
    return f"bilan-{year}.{suffix}"


def report_html(report: Report) -> bytes:
    """One page that reads offline: the styles and the faces are inside."""
    report = readable(report)
    context = {"report": report, "sections": shown_sections(report)}
    page = render_to_string("reporting/standalone.html", context)
    styles = FONT.sub(_inlined, stylesheet())
    return page.replace("</head>", f"<style>{styles}</style>\n</head>", 1).encode()


def _inlined(found: re.Match[str]) -> str:
    face = (SOURCES.parent / "fonts" / found[1]).read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(face).decode()})"


WRITERS: dict[str, Callable[[Report], bytes]] = {
    "pdf": report_pdf,
    "docx": report_docx,
    "csv": figures_csv,
    "html": report_html,
}
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


def figures_listed(year: int, *, now: datetime) -> list[dict[str, Any]]:
    """The figures of a year as plain values, for `phares figures`; « sans objet » is left out."""
    insist_on_year(year, today=timezone.localdate(now))
    return [_listed(figure) for figure in figures_of(year) if figure.applicable]


def _listed(figure: FigureOfYear) -> dict[str, Any]:
    indicator, declared = figure.indicator, figure.declared
    return {
        "code": figure.code,
        "label": indicator.label,
        "value": _plain(figure.value),
        "unit": indicator.unit,
        "definition": indicator.definition,
        "population": indicator.population,
        "date_rule": indicator.date_rule.label,
        "source": indicator.source,
        "version": indicator.version,
        "declared": None if declared is None else _plain(declared.value),
        "gap_note": figure.explained,
        "rows": figure.counted.row_count,
        "parts": {part.label: _plain(part.value) for part in figure.counted.parts},
        "answered": figure.counted.answered,
        "asked": figure.counted.asked,
        "warning": figure.counted.warning,
        "illustrative": figure.illustrative or figure.partly_illustrative,
        "frozen": None if figure.frozen is None else _frozen(figure.frozen),
        "changes": figure.changes,
    }


def _frozen(measure: Measure) -> dict[str, Any]:
    """What the year was frozen with: `rows` says how many, `row_keys` which."""
    return {
        "value": _plain(measure.value),
        "declared": _plain(measure.declared),
        "gap_note": measure.gap_note,
        "definition": measure.definition,
        "version": measure.definition_version,
        "date_rule": measure.date_rule,
        "rows": len(measure.row_keys),
        "row_keys": measure.row_keys,
        "on": timezone.localdate(measure.computed_at).isoformat(),
        "by": measure.computed_by,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """16 rather than 16.0."""
    if value is None:
        return None
    return int(value) if value == value.to_integral() else float(value)
