"""Two people never move the same report at once."""

from __future__ import annotations

from phares.steering.reporting.models import ReportYear


def locked(report: ReportYear) -> ReportYear:
    """The report as it stands now, held until the end of the transaction."""
    return ReportYear.objects.select_for_update().get(pk=report.pk)
