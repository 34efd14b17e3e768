"""What the page of an import shows, read in a few queries."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from phares.kernel.datasets import Column, DataSet
from phares.kernel.refusal import Reason
from phares.kernel.words import plural
from phares.steering.suitcases import queries
from phares.steering.suitcases.gateways import progress
from phares.steering.suitcases.models import Import, ImportLine
from phares.steering.suitcases.queries import Counts, counts_of, refused_lines
from phares.steering.suitcases.rules.lifecycle import ImportState, Mode, Outcome
from phares.steering.suitcases.rules.matching import left_out, why_not_mapped
from phares.steering.suitcases.rules.meanings import Meanings, as_read
from phares.steering.suitcases.sources import dataset

SMALL = 500
"""Lines that are tried or brought in while the reader waits; more are for the clock."""
FIRST, MOST = 20, 200
"""Lines of a trial that a page shows at first, and at most."""
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
class Unknown:
    """A word that a list of ours does not hold: on how many lines, and what it may mean."""

    column: Column
    word: str
    lines: int
    known: tuple[str, ...]

    @property
    def field(self) -> str:
        return f"{self.column.key}.{sha256(self.word.encode()).hexdigest()[:12]}"

    @property
    def told(self) -> str:
        return plural(self.lines, "ligne", "lignes")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it will be written: each value under our column, as it is read."""

    line: ImportLine
    name: str
    values: tuple[tuple[str, str], ...]

    @property
    def apart(self) -> list[list[str]]:
        found: list[list[str]] = self.line.met.get("apart", [])
        return found


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
    rows: tuple[Row, ...] = ()
    """The first lines, as they will be written."""
    unknown: tuple[Unknown, ...] = ()

    @property
    def reasons(self) -> list[Grouped]:
        """The refused lines by what they lack: a reason is told once, the commonest first."""
        found: dict[str, list[ImportLine]] = {}
        for line in (one for one in self.refused if not _told_by_its_words(one)):
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
    def next(self) -> int:
        """How many lines the page shows when more are asked for; none when it has them all."""
        here = len(self.rows)
        return min(here + FIRST, MOST) if here and here < min(self.counts.read, MOST) else 0

    @property
    def trying(self) -> bool:
        return self.batch.mode == Mode.TRIAL


def _told_by_its_words(line: ImportLine) -> bool:
    """It lacks nothing but the meaning of words, which is asked once for all lines."""
    return bool(line.met.get("values")) and not line.met.get("more")


def unknown(batch: Import) -> tuple[Unknown, ...]:
    """The words of a file that no list of ours holds, the commonest first."""
    if batch.state != ImportState.TRIED:
        return ()
    columns = {column.key: column for column in dataset(batch.dataset).columns if column.closed}
    found = dict(list(queries.unknown_words(batch).items())[:SHOWN])
    lists = {key: tuple(columns[key].closed()) for key in {key for key, _word in found}}  # type: ignore[misc]
    return tuple(
        Unknown(columns[key], word, lines, lists[key]) for (key, word), lines in found.items()
    )


def _rows(batch: Import, into: DataSet, wanted: int) -> tuple[Row, ...]:
    """The lines that a trial went through, each cell as its column reads it."""
    if batch.state != ImportState.TRIED:
        return ()
    wanted = min(max(wanted, FIRST), MOST)
    columns = [(one, batch.mapping[one.key]) for one in into.columns if one.key in batch.mapping]
    told = batch.lines.exclude(outcome__in=[Outcome.PENDING.value, Outcome.EXAMPLE.value])
    meanings = queries.known_values(batch.dataset)
    return tuple(_row(line, columns, meanings) for line in told.order_by("number")[:wanted])


def _row(line: ImportLine, columns: list[tuple[Column, int]], meanings: Meanings) -> Row:
    cells = [(column, line.cells[at]) for column, at in columns if at < len(line.cells)]
    read = [(str(column.label), as_read(column, cell, meanings)) for column, cell in cells if cell]
    return Row(line, read[0][1] if read else "", tuple(read[1:]))


def shown(batch: Import, wanted: int = FIRST) -> Shown:
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
        _rows(batch, into, wanted) if batch.state == ImportState.TRIED else (),
        unknown(batch) if batch.state == ImportState.TRIED else (),
    )


def initial(batch: Import) -> dict[str, Any]:
    return {key: str(place) for key, place in batch.mapping.items()}
