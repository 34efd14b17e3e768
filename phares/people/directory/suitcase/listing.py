"""A register that a file holds line by line: what stands is told so, what contradicts it too."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Protocol

from django.db.models import Model

from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, DataSet, Differs, Values, written
from phares.kernel.reading import dated, unreadable
from phares.kernel.words import listed
from phares.people.directory.models import Person, Pole
from phares.people.directory.queries.pole import home_pole
from phares.people.directory.rules.names import normalise
from phares.people.directory.suitcase.cells import told_apart
from phares.people.directory.suitcase.houses import NUMBERED, Houses

SINCE = Column("since", "Depuis", ("12/03/2015", "mars 2016"), dated, True, ("Début",))
UNTIL = Column("until", "Jusqu’à", ("", ""), dated, also=("Fin",))


class Finder(Protocol):
    """How a cell names a record of another list, and how that is written."""

    def find(self, cell: str) -> int: ...

    def label(self, pk: int) -> str: ...


class Named:
    """Records found by what they are called; of several of one name, « (2) » is the second."""

    def __init__(self, what: str, rows: Iterable[tuple[int, str]]) -> None:
        self.what = what
        self.told: dict[int, str] = {}
        self.bearers: dict[str, list[int]] = {}
        self.also: dict[str, list[int]] = {}
        for pk, name in rows:
            self.note(pk, name)

    def note(self, pk: int, name: str, *others: str) -> None:
        self.told[pk] = name
        self.bearers.setdefault(normalise(name), []).append(pk)
        for other in others:
            self.also.setdefault(normalise(other), []).append(pk)

    def label(self, pk: int) -> str:
        name = self.told[pk]
        bearers = self.bearers[normalise(name)]
        return name if len(bearers) < 2 else f"{name} ({bearers.index(pk) + 1})"

    def sought(self, cell: str) -> list[int]:
        """Who is called so; the one at its place when the cell says which."""
        bare = normalise(cell)
        if bearers := self.bearers.get(bare) or self.also.get(bare):
            return bearers
        if numbered := NUMBERED.fullmatch(cell):
            bearers = self.bearers.get(normalise(numbered[1]), [])
            return bearers[int(numbered[2]) - 1 : int(numbered[2])] if int(numbered[2]) else []
        return []

    def find(self, cell: str) -> int:
        found = self.sought(cell)
        if len(found) > 1:
            names = listed([f"« {self.label(pk)} »" for pk in found])
            raise unreadable(f"« {cell} » peut être {names}. Écrivez l’un d’eux")
        if not found:
            known = listed([f"« {self.label(pk)} »" for pk in list(self.told)[:12]])
            more = " et d’autres" if len(self.told) > 12 else ""
            told = f"La liste : {known}{more}" if known else "La liste est vide"
            raise unreadable(f"{self.what} « {cell} » ne figure pas ici. {told}")
        return found[0]


def people() -> Named:
    rows = Person.objects.order_by("pk").values_list("pk", "name")
    return Named("la personne", rows)


class Parties:
    """A structure, or else a person; « (personne) » when both bear the name."""

    OF_A_PERSON = " (personne)"

    def __init__(self) -> None:
        self.houses, self.people = Houses(), people()

    def label(self, pk: int) -> str:
        if pk in self.houses.told:
            return self.houses.label(pk)
        shared = self.houses.bearers(self.people.told[pk])
        return self.people.label(pk) + (self.OF_A_PERSON if shared else "")

    def find(self, cell: str) -> int:
        if cell.endswith(self.OF_A_PERSON):
            return self.people.find(cell.removesuffix(self.OF_A_PERSON))
        if self.people.sought(cell) and not self.houses.bearers(cell):
            return self.people.find(cell)
        return self.houses.find(cell)


def our_pole() -> Pole:
    if (pole := home_pole()) is None:
        raise unreadable("le pôle n’est pas encore décrit. Commencez par sa fiche")
    return pole


type Keys = dict[str, Any]
"""Under the key of a column, the key of the record it names, or those of several."""


def named[M: Model](model: type[M], found: Keys, key: str) -> M | None:
    """The record that a cell names; None where it is blank."""
    return model._default_manager.get(pk=found[key]) if key in found else None


class Incoming(ABC):
    """A file of a register under way: `key` says which columns tell a line from another."""

    columns: ClassVar[tuple[Column, ...]]
    key: ClassVar[tuple[str, ...]]

    def __init__(self, by: Actor, today: date) -> None:
        self.by, self.today = by, today
        self.finders = self.finding()
        self.known: dict[tuple[str, ...], Values] = {self.key_of(one): one for one in self.rows()}

    @staticmethod
    @abstractmethod
    def rows() -> Iterable[Values]:
        """What leaves, in the order that brings it in."""

    @abstractmethod
    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        """Through the action: `found` are the records that the line names."""

    def finding(self) -> Mapping[str, Finder]:
        """For each column that names a record of another list, how it is found."""
        return {}

    def key_of(self, values: Values) -> tuple[str, ...]:
        return tuple(normalise(str(written(_in_order(values.get(key))))) for key in self.key)

    def bring(self, values: Values) -> Sequence[Any]:
        found: Keys = {}
        given = dict(values)
        for key, finder in self.finders.items():
            if values.get(key):
                found[key], given[key] = _found(finder, values[key])
        place = self.key_of(given)
        if (standing := self.known.get(place)) is not None:
            if apart := told_apart(given, standing, self.columns):
                raise Differs(f"cette ligne est déjà notée autrement : {listed(apart)}", apart)
            return []
        made = self.add(given, found)
        self.known[place] = given
        return made


def _in_order(value: Any) -> Any:
    """Several things in one cell have no order."""
    return tuple(sorted(value)) if isinstance(value, tuple) else value


def _found(finder: Finder, cell: Any) -> tuple[Any, Any]:
    """The records that a cell names, and the cell as it is written when it leaves."""
    if isinstance(cell, tuple):
        each = tuple(dict.fromkeys(finder.find(one) for one in cell))
        return each, tuple(finder.label(pk) for pk in each)
    pk = finder.find(str(cell))
    return pk, finder.label(pk)


def listing(incoming: type[Incoming], code: str, label: str, lead: str, **more: Any) -> DataSet:
    """The set of a register."""
    columns, rows = incoming.columns, incoming.rows
    return DataSet(
        code, label, lead, columns, lambda by, today: incoming(by, today).bring, rows, **more
    )
