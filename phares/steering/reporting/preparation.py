"""What the page of preparation shows: five steps, where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from phares.kernel.refusal import Reason
from phares.kernel.tongue import each_french, say, say_plural
from phares.people.directory.models import Organisation
from phares.people.directory.queries.declarations import silent_in
from phares.steering.reporting.exports import missing_files
from phares.steering.reporting.models import ReportSection, ReportYear
from phares.steering.reporting.queries import (
    FigureOfYear,
    edition_of,
    figures_of,
    readiness,
    report_of,
)
from phares.steering.reporting.rules.freezing import Readiness, thin, why_not_freeze, why_not_review
from phares.steering.reporting.rules.gaps import gap_between
from phares.steering.reporting.rules.lifecycle import YearState


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its name, where it stands, whether it is behind."""

    name: str
    stands: str
    done: bool
    current: bool = False


@dataclass(frozen=True, slots=True)
class FrozenGap:
    """A gap as it was published with the year, and the reason of then: nobody fills it any more."""

    code: str
    label: str
    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """A year on its way to being frozen."""

    report: ReportYear | None
    sections: Sequence[ReportSection]
    gaps: Sequence[FigureOfYear]
    """What is to be explained, or may be explained better; nothing of a frozen year."""
    ready: Readiness | None
    steps: Sequence[Step]
    why_not_review: Reason | None = None
    why_not_freeze: Reason | None = None
    thin: str = ""
    """Why one is asked again before freezing."""
    silent: Sequence[Organisation] = ()
    """The structures that did not answer."""
    kept: Sequence[FrozenGap] = ()
    """The gaps of a frozen year, as they were published."""
    waiting: Sequence[str] = ()
    """The files of a frozen report that are still to be made."""

    @property
    def state(self) -> YearState | None:
        return None if self.report is None else YearState(self.report.state)

    @property
    def frozen(self) -> bool:
        return self.state is YearState.FROZEN

    @property
    def reviewed(self) -> bool:
        return self.state is YearState.REVIEWED

    @property
    def settled(self) -> bool:
        """Whether its texts change no more."""
        return self.frozen or self.reviewed


def preparation(year: int, *, today: date) -> Preparation:
    report = report_of(year)
    if report is None:
        return Preparation(None, (), (), None, ())
    figures = [figure for figure in figures_of(year) if figure.applicable]
    ready = readiness(report, figures)
    frozen = ready.state is YearState.FROZEN
    return Preparation(
        report=report,
        sections=list(report.sections.all()),
        gaps=[] if frozen else [figure for figure in figures if figure.gap],
        kept=_kept(figures) if frozen else (),
        ready=ready,
        steps=_steps(ready),
        why_not_review=why_not_review(ready),
        why_not_freeze=why_not_freeze(ready, today=today),
        thin=thin(ready),
        silent=[] if frozen else list(silent_in(year)),
        waiting=_waiting(ready),
    )


def _kept(figures: Sequence[FigureOfYear]) -> list[FrozenGap]:
    """What was published beside what was counted, the day of the freeze."""
    found = []
    for figure in figures:
        kept, indicator = figure.frozen, figure.indicator
        if kept is None:
            continue
        gap = gap_between(kept.declared, kept.value, decimals=indicator.decimals, unit=kept.unit)
        if gap:
            found.append(FrozenGap(kept.code, kept.label, gap.sentence, kept.gap_note))
    return found


def _waiting(ready: Readiness) -> list[str]:
    edition = edition_of(ready.year) if ready.state is YearState.FROZEN else None
    return [suffix.upper() for suffix in missing_files(edition)] if edition else []


FROZEN_STEPS = each_french(
    (
        ("Chiffres", "figés"),
        ("Textes", "figés"),
        ("Déclarations", "closes"),
        ("Relecture", "faite"),
        ("Gel", "fait"),
    )
)


def _steps(ready: Readiness) -> list[Step]:
    """In order; the first that is not behind is the current one. All are, of a frozen year."""
    if ready.state is YearState.FROZEN:
        return [Step(str(name), str(end), done=True) for name, end in FROZEN_STEPS]
    reviewed = ready.state is not YearState.DRAFT
    answered = not ready.missing or bool(ready.missing_note)
    steps = [
        Step(say("Chiffres"),
             _left(len(ready.unexplained), "écart à expliquer", "écarts à expliquer"),
             not ready.unexplained),
        Step(say("Textes"), _texts(ready), not ready.to_reread),
        Step(say("Déclarations"), _left(len(ready.missing), "manque", "manquent"), answered),
        Step(say("Relecture"), say("faite") if reviewed else say("à faire"), reviewed),
        Step(say("Gel"), say("à faire"), False),
    ]  # fmt: skip
    current = next((place for place, step in enumerate(steps) if not step.done), None)
    return [
        Step(step.name, step.stands, step.done, place == current)
        for place, step in enumerate(steps)
    ]


def _texts(ready: Readiness) -> str:
    if not ready.written:
        return say("aucun n’est écrit")
    return _left(len(ready.to_reread), say("à relire"), say("à relire"))


def _left(count: int, one: str, many: str) -> str:
    if not count:
        return say("en ordre")
    return f"{count} {say_plural(one, many, count)}"
