"""The figures of a year as counted, declared and frozen; the reports and what they wait for."""

from phares.steering.reporting.queries.figures import (
    Claimed,
    FigureOfYear,
    catalogue,
    claims_of,
    figure_of,
    figures_of,
    indicator_of,
    seen_by,
)
from phares.steering.reporting.queries.frozen import Kept, KeptRow, kept_of
from phares.steering.reporting.queries.reports import (
    Frame,
    edition_of,
    first_year,
    frame_of,
    insist_on_year,
    missing_declarations,
    readiness,
    report_of,
    reports,
    taken_back_since,
    withdrawn_since,
    years_with_records,
)

__all__ = [
    "Claimed",
    "FigureOfYear",
    "Frame",
    "Kept",
    "KeptRow",
    "catalogue",
    "claims_of",
    "edition_of",
    "figure_of",
    "figures_of",
    "first_year",
    "frame_of",
    "indicator_of",
    "insist_on_year",
    "kept_of",
    "missing_declarations",
    "readiness",
    "report_of",
    "reports",
    "seen_by",
    "taken_back_since",
    "withdrawn_since",
    "years_with_records",
]
