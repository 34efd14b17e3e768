"""`phares figures 2015`: the figures of a year, each with its rule and its gap."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from phares.config import preparing
from phares.config.output import give
from phares.kernel.tongue import say

type Figure = dict[str, Any]


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from phares.common.clock.queries import now
    from phares.steering.reporting.exports import figures_listed

    moment = now()
    figures = figures_listed(asked.year, now=moment)
    if warning := why_they_move(asked.year, moment.date()):
        preparing.print_line(warning)
    if asked.format == "text":
        give(as_text(figures))
    else:
        give(as_json([figure | {"warning": both(figure, warning)} for figure in figures]))


def why_they_move(year: int, today: date) -> str:
    """A sentence while the year lasts: its last day is still to come."""
    if today.year > year:
        return ""
    return say("L’année {year} n’est pas finie : ces chiffres bougent encore.", year=year)


def both(figure: Figure, warning: str) -> str:
    """What to beware of in this figure, then in all those of the year."""
    return " ".join(filter(None, (figure["warning"], warning)))


def as_json(figures: list[Figure]) -> str:
    return json.dumps(_plain(figures), ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    """Words as they are said now: JSON would write them as the code does."""
    match value:
        case str():
            return str(value)
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def as_text(figures: list[Figure]) -> str:
    """One line a figure; under it, what was declared, why it differs, and what to beware of."""
    width = max((len(str(figure["label"])) for figure in figures), default=0)
    return "\n".join(line for figure in figures for line in _lines(figure, width))


def _lines(figure: Figure, width: int) -> list[str]:
    notes = (figure["gap_note"], figure["warning"], *_frozen(figure))
    first = f"{figure['label']:<{width}}  {_valued(figure, figure['value'])}".rstrip()
    return [first, *(line for note in notes for line in _folded(note))]


def _valued(figure: Figure, value: Any) -> str:
    from phares.common.web.display import number

    return say("non compté") if value is None else f"{number(value)} {figure['unit']}"


def _frozen(figure: Figure) -> list[str]:
    """What the year was frozen with, then what moved since."""
    from phares.common.web.display import number
    from phares.kernel.words import plural

    kept = figure["frozen"]
    if kept is None:
        return []
    value = _valued(figure, kept["value"])
    published = ""
    if kept["declared"] is not None:
        published = say(", publié {declared}", declared=number(kept["declared"]))
    rows = plural(kept["rows"], "enregistrement")
    first = say(
        "Figé : {value}{published}, {rows}, définition version {version}.",
        value=value.strip(),
        published=published,
        rows=rows,
        version=kept["version"],
    )
    if not figure["changes"]:
        return [first]
    note = kept["gap_note"]
    reason = say("Raison d’alors : {gap_note}", gap_note=note) if note else ""
    return [
        first,
        *figure["changes"],
        reason,
        say("Définition d’alors : {definition}", definition=kept["definition"]),
    ]


def _folded(note: str) -> list[str]:
    """A long sentence over several lines, never wider than the terminal nor than a page."""
    width = min(get_terminal_size().columns, 100)
    return wrap(note, width, initial_indent="    ", subsequent_indent="    ")
