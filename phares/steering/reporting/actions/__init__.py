"""Opening a year, writing its texts, declaring, reviewing, freezing."""

from phares.steering.reporting.actions.declaring import declare_figure, explain_gap
from phares.steering.reporting.actions.freezing import freeze_year
from phares.steering.reporting.actions.keeping import keep_edition
from phares.steering.reporting.actions.years import (
    account_for_silence,
    mark_reviewed,
    open_year,
    reopen,
    write_cover,
    write_section,
)

__all__ = [
    "account_for_silence",
    "declare_figure",
    "explain_gap",
    "freeze_year",
    "keep_edition",
    "mark_reviewed",
    "open_year",
    "reopen",
    "write_cover",
    "write_section",
]
