"""How the actions of a year are told, and how they are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say, translated
from phares.kernel.words import listed

FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Told:
    """An action as the rules see it."""

    key: int
    axis: int
    year: int
    title: str = ""
    parent: int | None = None
    in_report: bool = True


def why_not_axis(number: int, name: str) -> Reason | None:
    """An axis has a number from 1 and a name."""
    if number < 1:
        return Reason("axis-number", "Numérotez les axes à partir de 1.")
    if not name.strip():
        return Reason("no-name", "Donnez un nom à cet axe.")
    return None


def why_not_number(number: int, held_by: str) -> Reason | None:
    """Two axes never have the same number; `held_by` is the other one."""
    if not held_by:
        return None
    sentence = say(
        "Le numéro {number} est celui de l’axe « {held_by} ». Prenez-en un autre.",
        number=number,
        held_by=held_by,
    )
    return Reason("axis-number", sentence)


def why_not_tell_so(title: str, year: int) -> Reason | None:
    """An action has a title and a year."""
    if not title.strip():
        return Reason("no-title", "Dites en quelques mots ce qui a été fait.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Reason(
            "year", say("{year} n’est pas une année. Écrivez-la en quatre chiffres.", year=year)
        )
    return None


def why_not_inside(axis: int, year: int, parent: Told | None) -> Reason | None:
    """A part is told in the same axis and the same year as its programme, one level deep."""
    if parent is None:
        return None
    if (parent.axis, parent.year) != (axis, year):
        sentence = say(
            "« {title} » est d’un autre axe ou d’une autre année. Reprenez les siens.",
            title=parent.title,
        )
        return Reason("other-programme", sentence)
    if parent.parent is not None:
        sentence = say(
            "« {title} » fait déjà partie d’un programme. Rattachez l’action à celui-ci.",
            title=parent.title,
        )
        return Reason("too-deep", sentence)
    return None


def why_not_led(year: int, origin: Told | None) -> Reason | None:
    """What an action led to comes the same year or later."""
    if origin is None or origin.year <= year:
        return None
    sentence = say(
        "« {title} » est de {year} : elle ne peut pas avoir débouché sur {year_2}.",
        title=origin.title,
        year=origin.year,
        year_2=year,
    )
    return Reason("before-its-origin", sentence)


def why_not_take_part(name: str, already: bool) -> Reason | None:
    """An organisation takes part once in an action."""
    if not already:
        return None
    return Reason("takes-part-already", say("{name} participe déjà à cette action.", name=name))


def items[T: Told](actions: Iterable[T]) -> list[T]:
    """What the report lists: actions « au bilan »; the parts of a programme count with it."""
    return [action for action in actions if action.in_report and action.parent is None]


def year_asked(text: str, known: list[int], otherwise: int) -> int:
    """The year written in an address; else the last one known, else `otherwise`."""
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR:
        return int(text)
    return known[0] if known else otherwise


def years_offered(known: list[int], asked: int, this_year: int) -> list[int]:
    """The years one may turn to, the last first: those told, this one, the last, the one asked."""
    return sorted({*known, asked, this_year, this_year - 1}, reverse=True)


def axis_in_use(name: str, hanging: Iterable[tuple[str, str]]) -> Reason:
    """An axis stays as long as something hangs from it; `hanging`: what each is, one and many."""
    counted = [
        f"{count}\u00a0{translated(one if count == 1 else many)}"
        for (one, many), count in Counter(hanging).items()
    ]
    sentence = say(
        "« {name} » porte encore {counted}. Rangez-les d’abord sous un autre axe.",
        name=name,
        counted=listed(counted),
    )
    return Reason("axis-in-use", sentence)
