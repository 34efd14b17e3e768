"""Each line of a file through the action of its set, in a savepoint of its own or of a few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import batched
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Model

from phares.common.audit.actions import together
from phares.common.constraints import met_another
from phares.common.sheets.harmless import as_typed, why_not_cell
from phares.common.sheets.sheet import column_name
from phares.kernel.actor import Actor
from phares.kernel.datasets import BringMany, Column, DataSet, Differs, Values
from phares.kernel.reading import OneOf, unreadable
from phares.kernel.refusal import Refused
from phares.kernel.tongue import french, say
from phares.steering.suitcases.models import Import, ImportLine
from phares.steering.suitcases.queries import known_values
from phares.steering.suitcases.rules.lifecycle import Outcome
from phares.steering.suitcases.rules.matching import EXAMPLE, is_total, place_of
from phares.steering.suitcases.rules.meanings import Meanings, bare_word, meant, unknown_words

EVERY = 50
"""How many lines pass between two words about progress; so many are written at once at most."""
MEANWHILE = french("quelqu’un vient d’enregistrer la même chose. Importez à nouveau cette ligne")

type Progress = Callable[[int], None]
type Read = tuple[ImportLine, Values]


class Carrier:
    """A file under way: what the pole knows is looked up once its set is held, for many lines."""

    def __init__(self, batch: Import, into: DataSet, by: Actor, today: date) -> None:
        self.titles = batch.titles
        self.example = place_of(EXAMPLE, batch.titles)
        self.blank: Values = {column.key: None for column in into.columns}
        self.read = [
            (column, place)
            for column in into.columns
            if (place := batch.mapping.get(column.key)) is not None and not column.told
        ]
        self.at_once = EVERY if into.gathering else 1
        self.begin = partial(_beginning, into, by, today)
        self.bring: BringMany | None = None
        self.dataset = into.code
        self.meanings: Meanings = {}
        self.lists: dict[str, frozenset[str]] = {}

    def look(self) -> None:
        """What the pole knows is looked up, or looked up again."""
        self.bring = self.begin()
        self.meanings = known_values(self.dataset)
        self.lists = {
            column.key: frozenset(map(bare_word, column.choices()))
            for column, _place in self.read
            if column.choices
        }

    def carry(self, lines: Sequence[ImportLine], progress: Progress) -> Iterator[ImportLine]:
        """The same lines, each with what became of it; to be saved by the caller."""
        done = 0
        for some in batched(lines, EVERY, strict=False):
            read = [(line, values) for line in some if (values := self._said(line)) is not None]
            for packet in batched(read, self.at_once, strict=False):
                self._bring(packet)
            yield from some
            done += len(some)
            progress(done)

    def _said(self, line: ImportLine) -> Values | None:
        """What a line says; None of an example and of what cannot be read, which is told."""
        line.sentence, line.made, line.met = "", [], {}
        if self.example is not None and self._cell(line, self.example):
            line.outcome = Outcome.EXAMPLE.value
            return None
        if is_total(line.cells):
            _refuse(line, say("cette ligne fait un total : elle n’est pas importée"))
            return None
        try:
            return self._values(line)
        except Refused as refusal:
            _refuse(line, str(refusal))
            return None

    def _bring(self, read: Sequence[Read]) -> None:
        assert self.bring is not None
        try:
            with transaction.atomic(), together():
                found = self.bring([values for _line, values in read])
        except Refused as refusal:
            found = [refusal]
        except IntegrityError as error:
            if not met_another(error):
                raise
            self._bring_apart(read)
            return
        except ObjectDoesNotExist:
            self._bring_apart(read)  # a card was merged into another, or taken away
            return
        for (line, _values), made in zip(read, found, strict=True):
            _note(line, made)

    def _bring_apart(self, read: Sequence[Read]) -> None:
        """Somebody wrote the same as one of these meanwhile: alone, each says whether it is it."""
        self.look()
        if len(read) == 1:
            _refuse(read[0][0], MEANWHILE)
            return
        for one in read:
            self._bring([one])

    def _values(self, line: ImportLine) -> Values:
        """What the line says; all that cannot be read is told at once."""
        wrong = [self._homeless(line, place) for place in self._untitled(line)]
        values, more = dict(self.blank), bool(wrong)
        for column, place in self.read:
            cell = self._meant(column, self._cell(line, place))
            try:
                values[column.key] = self._read(column, cell)
            except Refused as refusal:
                wrong.append(f"{column.label} : {refusal}")
                if not (isinstance(column.read, OneOf) and cell):
                    more = True
                    continue
                _unknown(line, column, [as_typed(cell)])
            else:
                self._look_for(line, column, cell)
        if wrong:
            if line.met:
                line.met["more"] = more
            raise unreadable(" ; ".join(wrong))
        return values

    def _meant(self, column: Column, cell: str) -> str:
        return meant(column, cell, self.meanings) if column.closed and self.meanings else cell

    def _look_for(self, line: ImportLine, column: Column, cell: str) -> None:
        """Words of a list of the pole: its set refuses what is not there, the page gathers them."""
        if cell and (held := self.lists.get(column.key)) is not None:
            _unknown(line, column, unknown_words(column, as_typed(cell), held))

    def _untitled(self, line: ImportLine) -> Iterator[int]:
        for place, cell in enumerate(line.cells):
            if cell and not (place < len(self.titles) and self.titles[place]):
                yield place

    def _homeless(self, line: ImportLine, place: int) -> str:
        """A cell under no title would vanish unseen."""
        where = f"{column_name(place)}{line.number}"
        return say(
            "la cellule {where} (« {value} ») n’est sous aucun titre",
            where=where,
            value=line.cells[place][:40],
        )

    def _read(self, column: Column, cell: str) -> Any:
        if reason := why_not_cell(cell):
            raise unreadable(reason)
        if typed := as_typed(cell):
            return column.read(typed)
        if column.required:
            raise unreadable(say("cette case est vide, et il la faut"))
        return None

    def _cell(self, line: ImportLine, place: int) -> str:
        return line.cells[place] if place < len(line.cells) else ""


def _beginning(into: DataSet, by: Actor, today: date) -> BringMany:
    """How the lines of a set come in: many together, or one after the other."""
    if into.gathering is not None:
        return into.gathering(by, today)
    assert into.bringing is not None
    bring = into.bringing(by, today)
    return lambda lines: [bring(values) for values in lines]


def _unknown(line: ImportLine, column: Column, words: Sequence[str]) -> None:
    if words:
        line.met.setdefault("values", []).extend([column.key, word] for word in words)


def _note(line: ImportLine, made: Sequence[Any] | Refused) -> None:
    if isinstance(made, Differs):
        line.met["apart"] = [[str(one.label), one.given, one.standing] for one in made.apart]
    if isinstance(made, Refused):
        _refuse(line, str(made))
        return
    line.outcome = (Outcome.MADE if made else Outcome.KNOWN).value
    line.made = [key_of(one) for one in made]


def _refuse(line: ImportLine, sentence: str) -> None:
    line.outcome, line.sentence = Outcome.REFUSED.value, told(sentence)


def told(sentence: str) -> str:
    """A sentence begins with a capital and ends with a point."""
    said = sentence[:1].upper() + sentence[1:]
    return said if said.endswith((".", "?", "!")) else f"{said}."


def key_of(record: Model) -> tuple[str, int]:
    return record._meta.label_lower, record.pk
