"""What the page of an import shows, read in a few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from phares.kernel.datasets import DataSet
from phares.kernel.refusal import Reason
from phares.steering.suitcases.gateways import progress
from phares.steering.suitcases.models import Import, ImportLine
from phares.steering.suitcases.queries import Counts, counts_of, refused_lines
from phares.steering.suitcases.rules.lifecycle import ImportState, Mode
from phares.steering.suitcases.rules.matching import left_out, why_not_mapped
from phares.steering.suitcases.sources import dataset

SMALL = 500
"""Lines that are tried or brought in while the reader waits; more are for the clock."""
SHOWN = 100
"""Refused lines that a page tells; the file of them has them all."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The lines that one reason refuses."""

    sentence: str
    lines: tuple[ImportLine, ...]

    @property
    def numbers(self) -> str:
        return ", ".join(str(line.number) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Shown:
    batch: Import
    into: DataSet
    counts: Counts
    state: ImportState
    refused: tuple[ImportLine, ...]
    left_out: list[str]
    unready: Reason | None
    """Why its columns do not say enough yet."""
    columns: list[tuple[str, str]]
    """Each of our columns that the file has, and what the file calls it."""
    done: int
    """Lines that the clock has gone through, while it works."""

    @property
    def reasons(self) -> list[Grouped]:
        """The refused lines by what they lack: a reason is told once, the commonest first."""
        found: dict[str, list[ImportLine]] = {}
        for line in self.refused:
            found.setdefault(line.sentence, []).append(line)
        grouped = [Grouped(sentence, tuple(lines)) for sentence, lines in found.items()]
        return sorted(grouped, key=lambda one: -len(one.lines))

    @property
    def open(self) -> bool:
        """Nothing of it is brought in yet, and may be."""
        return self.state in (ImportState.READ, ImportState.TRIED)

    @property
    def tried(self) -> bool:
        return self.state is ImportState.TRIED and not self.counts.pending

    @property
    def useful(self) -> bool:
        """Whether carrying it out would bring anything in."""
        return self.tried and self.counts.made > 0

    @property
    def whole(self) -> bool:
        return self.useful and not self.counts.refused

    @property
    def stopped(self) -> bool:
        """Asked for by a command, which alone goes on."""
        return self.state is ImportState.WAITING and self.batch.asked_by is None

    @property
    def running(self) -> bool:
        """The clock has it in hand, or will within the minute."""
        return self.state is ImportState.WAITING and not self.stopped

    @property
    def trying(self) -> bool:
        return self.batch.mode == Mode.TRIAL


def shown(batch: Import) -> Shown:
    into, mapped = dataset(batch.dataset), batch.mapping
    labels = {column.key: column.label for column in into.columns}
    return Shown(
        batch,
        into,
        counts_of(batch),
        ImportState(batch.state),
        tuple(refused_lines(batch)[:SHOWN]),
        left_out(batch.titles, mapped),
        why_not_mapped(into, batch.titles, mapped),
        [(labels[key], batch.titles[place]) for key, place in mapped.items() if key in labels],
        (progress.told(batch.pk) or (0, 0))[0] if batch.state == ImportState.WAITING else 0,
    )


def initial(batch: Import) -> dict[str, Any]:
    return {key: str(place) for key, place in batch.mapping.items()}
