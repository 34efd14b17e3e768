"""The content of a report as its page shows it: spaced for reading, each block with its drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from phares.common.documents.formats.typography import HYPHEN, typo_all
from phares.steering.reporting.formats.content import Block, Report, Section, Timeline
from phares.steering.reporting.formats.snapshot import RAW, report_from, to_values


@dataclass(frozen=True, slots=True)
class Shown:
    """A block, its kind by which the template chooses, and the history that stands beside it."""

    kind: str
    block: Block
    beside: Timeline | None = None


def readable(report: Report) -> Report:
    """The same report with French spaces and apostrophes; plain hyphens, which every face has."""
    return report_from(_plain(typo_all(to_values(report), RAW)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(HYPHEN, "-")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def shown_sections(report: Report) -> list[tuple[Section, list[Shown]]]:
    return [(section, list(_shown(section.blocks))) for section in report.sections]


def _shown(blocks: Sequence[Block]) -> Iterator[Shown]:
    """A history is shown beside the block that follows it."""
    pairs = list(pairwise(blocks))
    beside = {id(after): before for before, after in pairs if isinstance(before, Timeline)}
    told_beside = {id(before) for before in beside.values()}
    for block in blocks:
        if id(block) not in told_beside:
            yield Shown(type(block).__name__, block, beside.get(id(block)))
