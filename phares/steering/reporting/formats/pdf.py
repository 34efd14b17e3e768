"""The printed report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from phares.common.documents.formats.typst import typeset
from phares.kernel.dating import Dated
from phares.steering.reporting.formats.content import Report
from phares.steering.reporting.formats.snapshot import to_values

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def report_pdf(report: Report) -> bytes:
    """The report as PDF/A-3a and PDF/UA-1."""
    return typeset(TEMPLATE, printed(report))


def printed(report: Report) -> dict[str, Any]:
    """What the template reads: the values of the report and its dates in words."""
    return to_values(report) | {
        "closing_text": str(Dated(report.closing_date)),
        "made_text": str(Dated(report.made_on)),
    }
