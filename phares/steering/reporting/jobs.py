"""What the clock does for the reports."""

from __future__ import annotations

from datetime import datetime

from phares.kernel.actor import THE_POLE
from phares.steering.reporting.actions import keep_edition
from phares.steering.reporting.exports import missing_files
from phares.steering.reporting.queries import editions


def make_missing_files(now: datetime) -> int:
    """The files of frozen reports that could not be made, or were not made to the end."""
    made = 0
    for edition in editions():
        if missing := missing_files(edition):
            made += len(keep_edition(edition.report.year, by=THE_POLE, suffixes=missing))
    return made
