"""The figures of a year: what is counted, what somebody declared, what was frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from phares.kernel.actor import VISITOR, Actor
from phares.kernel.figures import Counted, DateRule, Indicator, Size
from phares.kernel.tongue import french
from phares.steering.reporting import sources
from phares.steering.reporting.models import DeclaredFigure, Measure
from phares.steering.reporting.rules.frozen import Stand, changes
from phares.steering.reporting.rules.gaps import Gap, gap_between, why_not_explained
from phares.steering.reporting.rules.order import LARGE, arranged, in_force
from phares.steering.reporting.rules.outside import Outside, told_outside
from phares.steering.reporting.rules.partial import few_answers, who_answered
from phares.steering.reporting.rules.roundings import counted_label, rounded, with_unit, written

NOTHING = Counted(None)

MOVED = french("le compte a changé depuis que l’année est figée")


@dataclass(frozen=True, slots=True)
class FigureOfYear:
    """An indicator for a year. Nothing is hidden: the three values stand side by side."""

    year: int
    indicator: Indicator
    counted: Counted
    declared: DeclaredFigure | None = None
    """What was published for the whole year."""
    claims: tuple[DeclaredFigure, ...] = ()
    """Other declared values: of another day, or by another source."""
    frozen: Measure | None = None
    frozen_withheld: str = ""
    """Why what was frozen is not told to whoever reads it; it is not there then."""

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def label(self) -> str:
        """« réfectoire » beside 1, « salles de réunion » beside 7."""
        return counted_label(self.indicator.label, self.shown or Decimal(2))

    @property
    def value(self) -> Decimal | None:
        """As counted today, at the decimals that are shown."""
        if self.counted.value is None:
            return None
        return rounded(self.counted.value, self.indicator.decimals)

    @property
    def value_text(self) -> str:
        return "" if self.value is None else written(self.value, self.indicator.decimals)

    @property
    def key(self) -> bool:
        """Whether the report tells it among its key figures."""
        return self.indicator.key or self.declared is not None

    @property
    def withheld(self) -> str:
        """Why the count is not told to whoever reads it."""
        return self.counted.withheld

    @property
    def applicable(self) -> bool:
        """« Sans objet » for a pole that has nothing to count it on, and that never told it."""
        told = (self.value, self.declared, self.frozen)
        return bool(self.withheld) or any(one is not None for one in told)

    @property
    def shown(self) -> Decimal | None:
        """What a report prints: the count, or what was declared where nothing can be counted."""
        if self.value is not None or self.declared is None:
            return self.value
        return self.declared.value

    @property
    def shown_text(self) -> str:
        return "" if self.shown is None else written(self.shown, max(self.indicator.decimals, 2))

    @property
    def few(self) -> str:
        """« 2 réponses sur 16 », where what is shown is « au moins » that: a sum of few answers."""
        if self.value is None:
            return ""
        return few_answers(self.counted.answered, self.counted.asked)

    @property
    def few_then(self) -> str:
        """The same of what was frozen."""
        return few_answers(self._answered_then, self.counted.asked)

    @property
    def answers_then(self) -> str:
        """« 14 structures sur 16 », of a frozen sum of what they declared."""
        return who_answered(self._answered_then, self.counted.asked)

    @property
    def _answered_then(self) -> int | None:
        """Each record of a frozen sum was an answer."""
        return len(self.frozen.row_keys) if self.frozen and self.counted.asked else None

    @property
    def declared_text(self) -> str:
        return "" if self.declared is None else written(self.declared.value, 4)

    @property
    def gap(self) -> Gap | None:
        """Not told where the count is not."""
        if self.withheld:
            return None
        declared = None if self.declared is None else self.declared.value
        indicator = self.indicator
        return gap_between(
            declared, self.counted.value, decimals=indicator.decimals, unit=indicator.unit
        )

    @property
    def gap_note(self) -> str:
        """What the source or the pole says of the difference."""
        return "" if self.declared is None or self.withheld else self.declared.gap_note

    @property
    def explained(self) -> str:
        """How far the published figure stands, why, and whether the reason is of another day."""
        sentence = self.gap.sentence if self.gap else ""
        return " ".join(filter(None, [sentence, self.gap_note, self.outdated]))

    @property
    def outdated(self) -> str:
        """What to say of a reason that was written for another gap than today’s."""
        if self.declared is None or not self.gap or not self.gap_note:
            return ""
        indicator = self.indicator
        return why_not_explained(
            self.declared.value,
            self.counted.value,
            self.declared.gap_note_for,
            decimals=indicator.decimals,
            unit=indicator.unit,
        )

    @property
    def unexplained(self) -> bool:
        return self.gap is not None and (not self.gap_note or bool(self.outdated))

    @property
    def changes(self) -> list[str]:
        """What moved since the figure was frozen: count, published value, reason, definition.

        Nothing of a count that is not told.
        """
        kept, declared = self.frozen, self.declared
        if kept is None:
            return []
        then = Stand(kept.value, kept.declared, kept.gap_note, kept.definition_version)
        published = None if declared is None else declared.value
        now = Stand(self.value, published, self.gap_note, self.indicator.version)
        if self.withheld:
            now = replace(now, value=then.value, gap_note=then.gap_note)
        return changes(then, now, decimals=self.indicator.decimals, unit=self.indicator.unit)

    @property
    def changed(self) -> bool:
        """Whether the figure stands elsewhere today than where it was frozen."""
        return bool(self.changes)

    def outside(self, before: Measure | None = None) -> Outside | None:
        """What is told outside, if anything; `before` is what the last frozen year kept."""
        earlier = before and before.value is not None and (before.report.year, before.value)
        return told_outside(
            self.year,
            frozen=None if self.frozen is None else self.frozen.value,
            published=None if self.declared is None else self.declared.value,
            counted=self.value,
            declared_by_structures=self.indicator.date_rule is DateRule.DECLARED,
            before=earlier or None,
        )

    @property
    def frozen_text(self) -> str:
        if self.frozen is None or self.frozen.value is None:
            return ""
        return written(self.frozen.value, self.indicator.decimals)

    @property
    def is_large(self) -> bool:
        """The first figures of people are set large."""
        return self.code in LARGE

    @property
    def illustrative(self) -> bool:
        """Whether the value itself is invented: all its rows are, and no source gives the sum."""
        published = self.declared is not None and not self.declared.illustrative
        agreed = published and self.gap is None
        counted = self.counted
        return 0 < counted.row_count == counted.invented and not agreed

    @property
    def partly_illustrative(self) -> bool:
        """Whether something in its rows is invented, the value being sound."""
        return not self.illustrative and self.counted.invented > 0


def catalogue() -> list[Indicator]:
    """Every indicator, in the order of the report."""
    return arranged(sources.indicators())


def indicator_of(code: str) -> Indicator | None:
    return next((one for one in sources.indicators() if one.code == code), None)


def figures_of(year: int, *, key: bool | None = None) -> list[FigureOfYear]:
    """Every figure of a year in the order of the report, each with its rows.

    `key` keeps the key ones, or the others, and counts without reading the rows where a domain
    can. A figure that somebody published is a key one. A domain is asked once, when it is needed.
    """
    declared = _declared(year)
    wanted = [
        one
        for one in catalogue()
        if in_force(one, year) and key in (None, one.key or one.code in declared)
    ]
    return _figures(year, wanted, declared, brief=key is not None)


def figure_of(year: int, code: str) -> FigureOfYear | None:
    """One figure, counted by its own domain alone."""
    indicator = indicator_of(code)
    if indicator is None:
        return None
    return _figures(year, [indicator], _declared(year), brief=False)[0]


def _figures(
    year: int,
    wanted: Collection[Indicator],
    declared: Mapping[str, list[DeclaredFigure]],
    *,
    brief: bool,
) -> list[FigureOfYear]:
    codes = {indicator.code for indicator in wanted}
    counted = _counted(year, codes, brief=brief)
    frozen = {measure.code: measure for measure in _measures(year, codes)}
    return [
        FigureOfYear(
            year,
            one,
            counted.get(one.code, NOTHING),
            main := _main(declared.get(one.code, []), year),
            tuple(row for row in declared.get(one.code, ()) if row is not main),
            frozen.get(one.code),
        )
        for one in wanted
    ]


def _measures(year: int, codes: Set[str]) -> Iterable[Measure]:
    ours = Measure.objects.filter(report__pole__is_home=True, report__year=year)
    return ours.filter(code__in=codes)


def _counted(year: int, codes: Set[str], *, brief: bool) -> dict[str, Counted]:
    counted: dict[str, Counted] = {}
    for source in sources.SOURCES:
        if codes & {indicator.code for indicator in source.indicators}:
            counted |= (brief and source.brief or source.measure)(year)
    return counted


def _declared(year: int) -> dict[str, list[DeclaredFigure]]:
    by_code: dict[str, list[DeclaredFigure]] = defaultdict(list)
    for row in DeclaredFigure.objects.filter(year=year).order_by("as_of", "pk"):
        by_code[row.code].append(row)
    return by_code


def _main(declared: list[DeclaredFigure], year: int) -> DeclaredFigure | None:
    """What speaks for the year: no day, or its last day. The latest typed wins."""
    whole = [one for one in declared if one.as_of in (None, date(year, 12, 31))]
    return max(whole, key=lambda one: one.pk, default=None)


def frozen_before(year: int, codes: Set[str]) -> dict[str, Measure]:
    """What the last frozen year before this one kept of each, as a visitor may know it."""
    ours = Measure.objects.filter(report__pole__is_home=True, report__year__lt=year)
    rows = ours.filter(code__in=codes).select_related("report").order_by("report__year")
    return {one.code: one for one in rows if not _untold(one, VISITOR)}


def _untold(frozen: Measure, actor: Actor) -> str:
    """Why too little stood behind a frozen value for this person to know it."""
    return sources.source_of(frozen.code).told_to(actor, frozen.code, _then(frozen)).withheld


def seen_by(figure: FigureOfYear, actor: Actor) -> FigureOfYear:
    """What this person may know of it: each domain says what of its figures is confidential.

    A value that was frozen when too few had answered is told no more than the count of today.
    Beside a frozen sum, another sum would tell what the one record that came since adds to it.
    """
    source = sources.source_of(figure.code)
    told = source.told_to
    frozen, why = figure.frozen, figure.frozen_withheld
    if frozen is not None:
        why = _untold(frozen, actor)
    seen = replace(
        figure,
        counted=told(actor, figure.code, figure.counted),
        frozen=None if why else frozen,
        frozen_withheld=why,
    )
    return _unmoved(seen) if source.hides(actor, figure.code) else seen


def _unmoved(figure: FigureOfYear) -> FigureOfYear:
    """Without the count of today where it is another than the frozen one."""
    kept = figure.frozen
    if kept is None or figure.withheld or kept.value == figure.value:
        return figure
    return replace(figure, counted=replace(figure.counted, value=None, parts=(), withheld=MOVED))


def _then(frozen: Measure) -> Counted:
    """As it was counted when it was frozen: each row of a sum was an answer."""
    rows = len(frozen.row_keys)
    return Counted(frozen.value, answered=rows, size=Size(rows))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value declared for a day, beside the count of that day by the same rule."""

    declared: DeclaredFigure
    counted: Decimal | None
    decimals: int
    unit: str

    @property
    def value_text(self) -> str:
        return with_unit(written(self.declared.value, 4), self.unit)

    @property
    def counted_text(self) -> str:
        if self.counted is None:
            return ""
        return with_unit(written(self.counted, self.decimals), self.unit)

    @property
    def gap(self) -> Gap | None:
        return gap_between(
            self.declared.value, self.counted, decimals=self.decimals, unit=self.unit
        )


def claims_of(figure: FigureOfYear) -> list[Claimed]:
    """Every other declared value, each beside the same count at its own day where there is one."""
    days = {row.as_of for row in figure.claims if row.as_of}
    counted: Mapping[date, Decimal] = {}
    if days and (again := sources.COUNTED_ON.get(figure.code)):
        counted = again(figure.year, days)
    decimals, unit = figure.indicator.decimals, figure.indicator.unit
    return [
        Claimed(row, counted.get(row.as_of) if row.as_of else None, decimals, unit)
        for row in figure.claims
    ]
