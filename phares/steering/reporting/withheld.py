"""What a frozen report tells no more: words taken back, persons who are no longer shown outside.

The edition itself never changes; what may no longer be told is left out each time it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from phares.activities.library.queries import TakenBack
from phares.people.directory.queries import shown_outside
from phares.steering.reporting.formats.content import (
    Axis,
    Block,
    Fact,
    Facts,
    QuoteItem,
    Quotes,
    Report,
    Section,
)
from phares.steering.reporting.formats.snapshot import report_from
from phares.steering.reporting.models import Edition
from phares.steering.reporting.queries import taken_back_since
from phares.steering.reporting.rules.texts import withdrawal


@dataclass(frozen=True, slots=True)
class Today:
    """What may not be told any more, and whom one may still name and reach."""

    gone: TakenBack
    shown: Mapping[int, tuple[str, ...]]


def told_today(edition: Edition) -> Report:
    """The report as it was frozen, without what may no longer be told."""
    report = report_from(edition.content)
    today = Today(taken_back_since(edition), shown_outside(_named(report)))
    told = (_section(section, today) for section in report.sections)
    sections = tuple(section for section in told if section.blocks or section.lead)
    return replace(report, sections=sections, notice=withdrawal(len(today.gone.hidden)))


def whole(edition: Edition) -> bool:
    """Whether all that was frozen may still be told."""
    return told_today(edition) == report_from(edition.content)


def _named(report: Report) -> list[int]:
    """The functions whose persons the report names."""
    blocks = (block for section in report.sections for block in section.blocks)
    facts = (fact for block in blocks if isinstance(block, Facts) for fact in block.items)
    return [fact.function for fact in facts if fact.function is not None]


def _section(section: Section, today: Today) -> Section:
    """Without the blocks of which nothing is left."""
    blocks = (_block(block, today) for block in section.blocks)
    kept = (block for block in blocks if not isinstance(block, Facts | Quotes) or block.items)
    return replace(section, blocks=tuple(kept))


def _block(block: Block, today: Today) -> Block:
    if isinstance(block, Axis):
        return replace(block, quotes=_agreed(block.quotes, today.gone))
    if isinstance(block, Quotes):
        return replace(block, items=_agreed(block.items, today.gone))
    if isinstance(block, Facts):
        told = (_fact(fact, today.shown) for fact in block.items)
        return replace(block, items=tuple(fact for fact in told if fact is not None))
    return block


def _agreed(quotes: tuple[QuoteItem, ...], gone: TakenBack) -> tuple[QuoteItem, ...]:
    """What may still be read of these quotes."""
    return tuple(
        replace(one, source="") if one.text in gone.names else one
        for one in quotes
        if one.text not in gone.texts
    )


def _fact(fact: Fact, shown: Mapping[int, tuple[str, ...]]) -> Fact | None:
    """None for a person who is shown no more; else without the ways that are shown no more."""
    if fact.function is None:
        return fact
    if fact.function not in shown:
        return None
    kept = tuple(way for way in fact.reach if way in shown[fact.function])
    text = fact.text
    for way in set(fact.reach) - set(kept):
        text = text.replace(f", {way}", "")
    return replace(fact, text=text, reach=kept)
