"""Imports, their counts, and what rests on what they made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Count, QuerySet

from phares.kernel.datasets import DataSet, Values, written
from phares.kernel.tongue import FRENCH, as_written, speaking
from phares.steering.suitcases.models import Import, ImportLine, KnownTitle, KnownValue
from phares.steering.suitcases.rules.lifecycle import ImportState, Mode, Outcome
from phares.steering.suitcases.rules.matching import EXAMPLE, WHY
from phares.steering.suitcases.rules.meanings import bare_word

type Row = list[Any]
SAID = ("column", "value", "meaning")


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines read = made + known + refused + examples + pending, whatever happened."""

    read: int = 0
    made: int = 0
    known: int = 0
    refused: int = 0
    example: int = 0
    pending: int = 0


def counts_of(batch: Import) -> Counts:
    """How many lines, and what became of them."""
    rows = batch.lines.order_by().values_list("outcome").annotate(number=Count("pk"))
    found = {str(outcome): number for outcome, number in rows}
    return Counts(read=sum(found.values()), **found)


def imports() -> QuerySet[Import]:
    return Import.objects.order_by("-pk")


def waiting() -> QuerySet[Import]:
    return Import.objects.filter(state=ImportState.WAITING.value).order_by("pk")


def stopped() -> QuerySet[Import]:
    """Asked for by a command that was killed, or still runs: the clock leaves these to it."""
    return waiting().filter(asked_by=None)


def resumed(code: str, content: bytes, mode: Mode) -> Import | None:
    """The same file, asked for in the same way by a command that was stopped on the way."""
    same = {"dataset": code, "fingerprint": sha256(content).hexdigest(), "mode": mode.value}
    return stopped().filter(**same).first()


def kept_titles(code: str) -> dict[str, str]:
    """What the columns of earlier files were said to be."""
    rows = KnownTitle.objects.filter(dataset=code)
    return dict(rows.values_list("title", "column"))


def known_values(code: str) -> dict[tuple[str, str], str]:
    """What words of earlier files were said to mean, under their column."""
    rows = KnownValue.objects.filter(dataset=code)
    return {(key, value): meaning for key, value, meaning in rows.values_list(*SAID)}


def unknown_words(batch: Import) -> dict[tuple[str, str], int]:
    """Each word that no list of ours holds, once, with the number of lines it stands on."""
    found: Counter[tuple[str, str]] = Counter()
    written: dict[tuple[str, str], str] = {}
    met = refused_lines(batch).exclude(met={}).values_list("met", flat=True)
    for one in met.iterator(chunk_size=2000):
        on_it = {(key, bare_word(word)): word for key, word in one.get("values", ())}
        written = {**on_it, **written}
        found.update(on_it.keys())
    return {(key, written[key, word]): number for (key, word), number in found.most_common()}


def refused_lines(batch: Import) -> QuerySet[ImportLine]:
    return batch.lines.filter(outcome=Outcome.REFUSED.value).order_by("number")


def refused_table(batch: Import) -> tuple[list[str], Iterator[Row]]:
    """The refused lines as they came, with why: mended, the same file comes in again."""
    width = len(batch.titles)
    rows: Iterator[Row] = (
        [*(line.cells + [""] * width)[:width], line.sentence]
        for line in refused_lines(batch).iterator(chunk_size=500)
    )
    return [*batch.titles, WHY], rows


def exported(dataset: DataSet) -> tuple[list[str], Iterator[Row]]:
    """Everything of a set, under the titles that bring it in."""
    rows: Iterator[Row] = (_written(dataset, values) for values in dataset.rows())
    return [as_written(column.label) for column in dataset.columns], rows


def _written(dataset: DataSet, values: Values) -> Row:
    """A file is in French, whoever takes it: it comes back in as it left."""
    with speaking(FRENCH):
        return [written(values.get(column.key)) for column in dataset.columns]


def template(dataset: DataSet) -> tuple[list[str], list[Row]]:
    """The titles and two examples, marked so that they are passed over when they are left in."""
    titles = [as_written(column.label) for column in dataset.columns if not column.told]
    rows: list[Row] = [
        [*(column.examples[at] for column in dataset.columns if not column.told), "exemple"]
        for at in (0, 1)
    ]
    return [*titles, EXAMPLE], rows
