"""The content of a report as its page shows it: each block with the name of its drawing."""

from __future__ import annotations

from dataclasses import dataclass

from phares.steering.reporting.formats.content import Block, Report, Section


@dataclass(frozen=True, slots=True)
class Shown:
    """A block and its kind, by which the template chooses."""

    kind: str
    block: Block


def shown_sections(report: Report) -> list[tuple[Section, list[Shown]]]:
    return [
        (section, [Shown(type(block).__name__, block) for block in section.blocks])
        for section in report.sections
    ]
