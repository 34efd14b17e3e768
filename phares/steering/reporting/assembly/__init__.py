"""A year told: from records and typed texts to the content that every format prints.

assemble
└── one module an idea; each gives a Section, or None when its domain holds nothing for the year
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.dating import Dated
from phares.kernel.tongue import french, say, translated
from phares.steering.reporting.assembly import (
    axes,
    contacts,
    governance,
    introduction,
    key_figures,
    members,
    method,
    partners,
    team,
)
from phares.steering.reporting.assembly.year import Year, year_of
from phares.steering.reporting.formats.content import Report, Section, State
from phares.steering.reporting.queries import FigureOfYear
from phares.steering.reporting.rules.lifecycle import YearState

type Teller = Callable[[Year], Section | None]

TELLERS: tuple[Teller, ...] = (
    introduction.section,
    key_figures.section,
    members.residents,
    members.adherents,
    partners.section,
    governance.section,
    team.section,
    axes.section,
    contacts.section,
    method.section,
)
STATES: dict[YearState, State] = {
    YearState.DRAFT: "brouillon",
    YearState.REVIEWED: "relu",
    YearState.FROZEN: "figé",
}
READING = french("Chaque chiffre porte sa règle de comptage et son origine.")
RUNNING = french(
    "L’année n’est pas finie : les listes disent le {today}, les chiffres le 31 décembre, d’après "
    "les dates déjà notées."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and the quotes it cites: one taken back later will be left out."""

    report: Report
    quote_ids: tuple[int, ...]


def assemble(
    year: int,
    *,
    now: datetime,
    figures: Iterable[FigureOfYear] | None = None,
    within: bool = False,
    to: Actor = THE_POLE,
) -> Told:
    """The report of a year from today’s records, in its order; what is frozen is for a visitor.

    Figures that were counted already are not counted again: a freeze counts once. `within` tells
    also what each structure declared.
    """
    told = year_of(year, now=now, figures=figures, within=within, to=to)
    sections = tuple(section for tell in TELLERS if (section := tell(told)))
    return Told(_report(told, sections), axes.cited(told))


def _report(told: Year, sections: tuple[Section, ...]) -> Report:
    pole, report = told.pole, told.report
    return Report(
        year=told.year,
        pole_name=pole.name,
        pole_long_name=pole.long_name,
        carrier="" if pole.carrier is None else pole.carrier.name,
        address=contacts.address(pole),
        site=pole.website.removeprefix("https://").removeprefix("http://"),
        closing_date=told.closing_day,
        made_on=told.today,
        sections=sections,
        title=translated(report.title) if report else say("Bilan du pôle"),
        state_label=STATES[YearState(report.state)] if report else "brouillon",
        cover_text=report.cover if report else "",
        reading=f"{READING} {RUNNING.format(today=Dated(told.today))}" if told.running else READING,
        marked_illustrative=told.made_up,
    )
