"""A sheet as read: how it was understood, its titles, its lines by their number in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from phares.common.sheets.harmless import CONTROLS
from phares.kernel.reading import bare
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import say
from phares.kernel.words import thousands

LARGEST = 20 * 1024 * 1024
MOST_LINES, MOST_COLUMNS, LONGEST_CELL = 50_000, 200, 32_767
MOST_ROWS, MOST_CELLS = 1_048_576, MOST_LINES * MOST_COLUMNS
"""Rows of the largest sheet a spreadsheet saves; cells looked at, blank ones among them."""

UNREAD = (
    "too-large", "empty", "no-line", "too-many-columns", "same-titles", "too-many-lines",
    "no-title-line",
    "long-cell", "not-text", "csv", "broken", "bomb", "locked", "not-a-workbook", "other",
)  # fmt: skip
"""Why a file is not read, by the codes of the refusals."""

type Numbered = tuple[int, Sequence[str]]
"""A row with its number in the spreadsheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    told: str
    """How it was understood: « CSV, accents en UTF-8, séparé par des points-virgules »."""
    titles: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    blank: int
    """How many empty rows stand among the lines."""


def refused(code: str, sentence: str) -> Refused:
    return Refused(Reason(code, sentence))


def why_not_size(size: int) -> Reason | None:
    """Read whole in memory while somebody waits: 20 MB at most."""
    if size <= LARGEST:
        return None
    told = say("{value} Mo", value=f"{size / 1024 / 1024:.0f}")
    return Reason(
        "too-large",
        say("Ce fichier pèse {told}, 20 Mo au plus. Coupez-le en plusieurs fichiers.", told=told),
    )


def column_name(index: int) -> str:
    """0 is « A », 27 is « AB », as spreadsheets call them."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Heads:
    """Which row has the titles: as said, or the first one that names two things we know."""

    at: int | None = None
    known: frozenset[str] = frozenset()

    def place(self, rows: Sequence[tuple[int, Sequence[str]]]) -> int:
        """Among these rows, by their numbers; the first one when none looks like it."""
        if self.at is not None:
            numbers = [number for number, _cells in rows]
            return numbers.index(self.at) if self.at in numbers else self._missing()
        first = enumerate(rows[:LOOKED_AT])
        return next((at for at, (_number, cells) in first if self._like_titles(cells)), 0)

    def _like_titles(self, cells: Sequence[str]) -> bool:
        return len(self.known.intersection(map(bare, cells))) >= LIKE_TITLES

    def _missing(self) -> NoReturn:
        raise refused(
            "no-title-line",
            say(
                "La ligne {at} est vide ou n’est pas dans ce fichier : où sont les titres ?",
                at=self.at,
            ),
        )


LOOKED_AT, LIKE_TITLES = 30, 2
FIRST = Heads()


def sheet_of(told: str, rows: Iterable[Numbered], heads: Heads = FIRST) -> Sheet:
    """One row has the titles; those below are lines, those above are told and left aside."""
    found = list(_saying(rows, heads.at or 0))
    if not found:
        raise refused("empty", say("Ce fichier est vide : il n’a ni titres ni lignes."))
    place = heads.place(found)
    (number, cells), lines = found[place], found[place + 1 :]
    titles = _titles(cells)
    if not lines:
        raise refused(
            "no-line", say("Ce fichier n’a que ses titres : aucune ligne à lire en dessous.")
        )
    if place:
        told = say(
            "{told} ; titres lus en ligne {number}, ce qui est au-dessus est laissé",
            told=told,
            number=number,
        )
    blank = lines[-1][0] - lines[0][0] + 1 - len(lines)
    return Sheet(told, titles, tuple(lines), blank)


def _saying(rows: Iterable[Numbered], titles_at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that say something; what no line may be is told, but above the titles."""
    looked_at = said = 0
    for number, row in rows:
        looked_at += len(row) + 1
        insist(_why_not_go_on(number, looked_at))
        if cells := _trimmed(row):
            insist(_why_not_line(number, cells, said - 1) if said and number > titles_at else None)
            said += 1
            yield number, cells


def _why_not_go_on(number: int, looked_at: int) -> Reason | None:
    """A few bytes may stand for thousands of millions of blank cells or rows."""
    if number <= MOST_ROWS and looked_at <= MOST_CELLS:
        return None
    return Reason(
        "bomb", say("Ce classeur est démesuré une fois ouvert. Gardez la feuille utile, en CSV.")
    )


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """The cells up to the last one that says something."""
    cells = [CONTROLS.sub("", cell).strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _titles(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Not too many, and no two alike: nobody could say which one is meant."""
    if len(cells) > MOST_COLUMNS:
        raise refused(
            "too-many-columns",
            say(
                "Ce fichier a {cells} colonnes, {most_columns} au plus. Ôtez celles qui ne "
                "servent pas.",
                cells=len(cells),
                most_columns=MOST_COLUMNS,
            ),
        )
    counted = Counter(filter(None, map(bare, cells)))
    for twice in (name for name, times in counted.items() if times > 1):
        places = [column_name(at) for at, cell in enumerate(cells) if bare(cell) == twice]
        title = next(cell for cell in cells if bare(cell) == twice)
        raise refused(
            "same-titles",
            say(
                "Les colonnes {places} s’appellent toutes « {title} ». Renommez-en une.",
                places=" et ".join(places),
                title=title,
            ),
        )
    return tuple(" ".join(cell.split()) for cell in cells)


def _why_not_line(number: int, cells: tuple[str, ...], standing: int) -> Reason | None:
    if standing >= MOST_LINES:
        most = thousands(MOST_LINES)
        return Reason(
            "too-many-lines",
            say("Ce fichier a plus de {most} lignes. Coupez-le en plusieurs.", most=most),
        )
    if len(cells) > MOST_COLUMNS:
        where = f"{column_name(len(cells) - 1)}{number}"
        return Reason(
            "too-many-columns",
            say(
                "La ligne {number} va jusqu’à la cellule {where} : {most} colonnes au plus.",
                number=number,
                where=where,
                most=MOST_COLUMNS,
            ),
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Reason(
            "long-cell", say("Ligne {number} : une cellule dépasse 32 767 signes.", number=number)
        )
    return None
