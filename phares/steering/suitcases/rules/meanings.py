"""What the words of a file mean in a list of ours: as they are, or as somebody said once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from phares.kernel.datasets import SEPARATOR, Cell, Column, written
from phares.kernel.reading import bare, several
from phares.kernel.refusal import Refused

LONGEST = 200
"""Signs of a word that are kept."""

type Meanings = Mapping[tuple[str, str], str]
"""Under the key of a column and a bare word, the one of ours it stands for; blank: none."""


def words_in(column: Column, cell: str) -> tuple[str, ...]:
    """« Textile | Couture » holds two words where several may stand."""
    return several(cell) if column.read is several else (cell,)


def bare_word(word: str) -> str:
    return bare(word)[:LONGEST]


def meant(column: Column, cell: str, meanings: Meanings) -> str:
    """The cell in our words: what was said once of each counts, the others stay."""
    said = (meanings.get((column.key, bare_word(word)), word) for word in words_in(column, cell))
    return SEPARATOR.join(dict.fromkeys(filter(None, said)))


def unknown_words(column: Column, cell: str, held: Collection[str]) -> list[str]:
    """Those that the list of the pole, of bare words, does not hold."""
    return [word for word in words_in(column, cell) if bare_word(word) not in held]


def as_read(column: Column, cell: str, meanings: Meanings) -> str:
    """A cell as it will be written; as it came when it cannot be read."""
    said = meant(column, cell, meanings) if column.closed else cell
    try:
        return as_told(written(column.read(said))) if said else ""
    except Refused:
        return cell


def as_told(value: Cell) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
