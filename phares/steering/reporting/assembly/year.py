"""What every section starts from: the pole, the year, its texts and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from phares.kernel.actor import Actor
from phares.kernel.refusal import Missing, Refused
from phares.kernel.time import Period, year_period
from phares.kernel.tongue import translated
from phares.people.directory.models import Pole
from phares.people.directory.queries import home_pole
from phares.steering.reporting.formats.content import Block, Section
from phares.steering.reporting.models import ReportSection, ReportYear
from phares.steering.reporting.queries import FigureOfYear, figures_of, report_of, seen_by
from phares.steering.reporting.rules.texts import DEFAULTS, paragraphs

TITLES = {text.key: text.title for text in DEFAULTS}
NO_POLE = Missing("no-records", "Aucun pôle n’est installé. Créez-le avec « phares init ».")


@dataclass(frozen=True, slots=True)
class Year:
    """A year about to be told."""

    year: int
    today: date
    pole: Pole
    report: ReportYear | None
    texts: Mapping[str, ReportSection]
    figures: tuple[FigureOfYear, ...]
    within: bool = False
    """Told for those who may read what each structure declared: never for what is published."""

    @property
    def period(self) -> Period:
        return year_period(self.year)

    @property
    def closing_day(self) -> date:
        """The day the lists speak of: 31 December, or today in a year that runs."""
        return min(date(self.year, 12, 31), self.today)

    @property
    def running(self) -> bool:
        """Its figures speak of a 31 December to come, by the dates noted so far."""
        return self.today <= date(self.year, 12, 31)

    @property
    def so_far(self) -> Period:
        """From 1 January to the closing day, included."""
        return Period(self.period.start, self.closing_day + timedelta(days=1))

    @property
    def made_up(self) -> bool:
        """Whether something behind the figures is invented."""
        return any(one.illustrative or one.partly_illustrative for one in self.figures)

    def figure(self, code: str) -> FigureOfYear | None:
        found = (one for one in self.figures if one.code == code and one.applicable)
        return next(found, None)

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """What somebody typed under this rubric."""
        return paragraphs(self.texts[key].text) if key in self.texts else ()

    def section(self, key: str, blocks: list[Block], *, lead: str = "") -> Section | None:
        """A section under its own title; none when there is nothing to say."""
        if not blocks and not lead:
            return None
        typed = self.texts.get(key)
        title = translated(typed.title if typed else TITLES[key])
        stale = bool(typed and typed.to_reread)
        return Section(key, title, tuple(blocks), lead=lead, to_reread=stale)


def year_of(
    year: int,
    *,
    now: datetime,
    figures: Iterable[FigureOfYear] | None = None,
    within: bool = False,
    to: Actor,
) -> Year:
    """The year as told to somebody: of its figures, what this person may know.

    With `figures`, these are told and nothing is counted again.
    """
    pole = home_pole()
    if pole is None:
        raise Refused(NO_POLE)
    report = report_of(year)
    typed = {one.key: one for one in report.sections.all()} if report else {}
    counted = figures_of(year) if figures is None else figures
    known = tuple(seen_by(figure, to) for figure in counted)
    return Year(year, timezone.localdate(now), pole, report, typed, known, within)
