"""The reports: which years can be told, where each stands, what it still waits for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from phares.activities.library.queries import TakenBack, taken_back
from phares.common.compiled import prepared
from phares.kernel.refusal import insist
from phares.people.directory.models import Belonging, Declaration, Pole
from phares.people.directory.queries import silent_in
from phares.people.directory.rules.kinds import ConsentScope
from phares.steering.reporting.models import Edition, ReportYear
from phares.steering.reporting.queries.figures import FigureOfYear
from phares.steering.reporting.rules.freezing import Readiness, why_no_year
from phares.steering.reporting.rules.lifecycle import YearState


def reports() -> QuerySet[ReportYear]:
    """The reports of our pole, the last year first."""
    return ReportYear.objects.filter(pole__is_home=True)


def published_reports() -> QuerySet[ReportYear]:
    """Those that are frozen: everybody may read them."""
    return reports().filter(state=YearState.FROZEN.value)


def frozen_years() -> frozenset[int]:
    """The years that nothing may be taken away from."""
    return frozenset(published_reports().values_list("year", flat=True))


def signed_by(names: Collection[str]) -> QuerySet[ReportYear]:
    """The reports that one of these names reviewed or froze."""
    own = list(names)
    return reports().filter(Q(reviewed_by__in=own) | Q(frozen_by__in=own))


def report_of(year: int) -> ReportYear | None:
    return reports().filter(year=year).first()


def editions() -> QuerySet[Edition]:
    """The frozen reports of our pole."""
    return Edition.objects.filter(report__pole__is_home=True).select_related("report")


def edition_of(year: int) -> Edition | None:
    """What was frozen, if the year was."""
    return editions().filter(report__year=year).first()


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a year before anything is counted."""

    first: int | None
    """The first year of which anything is recorded: a figure somebody published is no record."""
    state: YearState | None

    def covers(self, year: int) -> bool:
        """Whether something is recorded of that year, or of one before."""
        return self.first is not None and self.first <= year


def frame_of(year: int) -> Frame:
    """One query, whatever the number of records."""
    state, *firsts = next(iter(_framed(year)), (None,))
    known = [int(str(one)[:4]) for one in firsts if one is not None]  # a year, or a day of it
    return Frame(min(known, default=None), YearState(state) if state else None)


@prepared
def _framed(year: int) -> QuerySet[Any, Any]:
    """The state of the year, then the first of belongings, declarations and reports."""
    ours = Belonging.objects.filter(pole=OuterRef("pk")).order_by("starts_on")
    told = ReportYear.objects.filter(pole=OuterRef("pk"))
    home = Pole.objects.filter(is_home=True).order_by()
    return home.values_list(
        Subquery(told.filter(year=year).values("state")[:1]),
        Subquery(ours.values("starts_on")[:1]),
        Subquery(Declaration.objects.order_by("year").values("year")[:1]),
        Subquery(told.order_by("year").values("year")[:1]),
    )


def first_year() -> int | None:
    """The first year of which anything is recorded."""
    return frame_of(0).first


def insist_on_year(year: int, *, today: date) -> None:
    """Stops here for a year without records, with a sentence that says from when there are some."""
    insist(why_no_year(year, first=first_year(), today=today))


def years_with_records(today: date) -> list[int]:
    """The years of which somebody belonged or said something, the last first: two queries."""
    stays = Belonging.objects.filter(pole__is_home=True).order_by()
    known = set(Declaration.objects.order_by().values_list("year", flat=True).distinct())
    for start, end in stays.values_list("starts_on__year", "ends_on").distinct():
        last = (end - timedelta(days=1)).year if end else today.year
        known |= set(range(start, last + 1))
    return sorted((year for year in known if year <= today.year), reverse=True)


def readiness(report: ReportYear, figures: Iterable[FigureOfYear]) -> Readiness:
    """What the report still waits for."""
    known, missing = list(figures), tuple(missing_declarations(report.year))
    texts = list(report.sections.exclude(text="").values_list("title", "to_reread"))
    return Readiness(
        year=report.year,
        state=YearState(report.state),
        to_reread=tuple(title for title, stale in texts if stale),
        unexplained=tuple(figure.indicator.label for figure in known if figure.unexplained),
        missing=missing,
        missing_note=report.missing_note,
        asked=max([len(missing), *(figure.counted.asked or 0 for figure in known)]),
        written=len(texts),
    )


def missing_declarations(year: int) -> list[str]:
    """The structures that were asked for their figures of the year and did not answer."""
    return list(silent_in(year).values_list("name", flat=True))


def taken_back_since(edition: Edition) -> TakenBack:
    """Quotes, or names, that somebody took back since the report was frozen: shown no more."""
    return taken_back(edition.quote_ids, ConsentScope.REPORT)


def withdrawn_since() -> dict[int, int]:
    """How many quotes were taken back since each frozen year, those that have some: two queries."""
    cited = dict(editions().values_list("report__year", "quote_ids"))
    every = (pk for ids in cited.values() for pk in ids)
    gone = taken_back(every, ConsentScope.REPORT).hidden
    found = {year: len(gone.intersection(ids)) for year, ids in cited.items()}
    return {year: count for year, count in found.items() if count}
