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

type Figure = dict[str, Any]


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from phares.common.clock.queries import now
    from phares.steering.reporting.exports import figures_listed

    moment = now()
    figures = figures_listed(asked.year, now=moment)
    if warning := why_they_move(asked.year, moment.date()):
        preparing.say(warning)
    if asked.format == "text":
        give(as_text(figures))
    else:
        give(as_json([figure | {"warning": both(figure, warning)} for figure in figures]))


def why_they_move(year: int, today: date) -> str:
    """A sentence while the year lasts: its last day is still to come."""
    if today.year > year:
        return ""
    return f"L’année {year} n’est pas finie : ces chiffres bougent encore."


def both(figure: Figure, warning: str) -> str:
    """What to beware of in this figure, then in all those of the year."""
    return " ".join(filter(None, (figure["warning"], warning)))


def as_json(figures: list[Figure]) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=1)


def as_text(figures: list[Figure]) -> str:
    """One line a figure; under it, what was declared, why it differs, and what to beware of."""
    width = max((len(figure["label"]) for figure in figures), default=0)
    return "\n".join(line for figure in figures for line in _lines(figure, width))


def _lines(figure: Figure, width: int) -> list[str]:
    from phares.common.web.display import number

    known = figure["value"] is not None
    value = f"{number(figure['value'])} {figure['unit']}" if known else "non compté"
    notes = (figure["gap_note"], figure["warning"], *_frozen(figure))
    first = f"{figure['label']:<{width}}  {value}".rstrip()
    return [first, *(line for note in notes for line in _folded(note))]


def _frozen(figure: Figure) -> list[str]:
    """What the year was frozen with, then what moved since."""
    from phares.common.web.display import number
    from phares.kernel.words import plural

    kept = figure["frozen"]
    if kept is None:
        return []
    value = "non compté" if kept["value"] is None else f"{number(kept['value'])} {figure['unit']}"
    published = "" if kept["declared"] is None else f", publié {number(kept['declared'])}"
    rows = plural(kept["rows"], "enregistrement")
    first = f"Figé : {value.strip()}{published}, {rows}, définition version {kept['version']}."
    if not figure["changes"]:
        return [first]
    reason = f"Raison d’alors : {kept['gap_note']}" if kept["gap_note"] else ""
    return [first, *figure["changes"], reason, f"Définition d’alors : {kept['definition']}"]


def _folded(note: str) -> list[str]:
    """A long sentence over several lines, never wider than the terminal nor than a page."""
    width = min(get_terminal_size().columns, 100)
    return wrap(note, width, initial_indent="    ", subsequent_indent="    ")
