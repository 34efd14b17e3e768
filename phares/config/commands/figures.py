"""`phares figures 2015`: the figures of a year, each with its rule and its gap."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from phares.config import preparing

type Figure = dict[str, Any]


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_tables()
    from phares.common.clock.queries import now
    from phares.steering.reporting.exports import figures_listed

    figures = figures_listed(asked.year, now=now())
    print(as_text(figures) if asked.format == "text" else as_json(figures))


def as_json(figures: list[Figure]) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=1)


def as_text(figures: list[Figure]) -> str:
    """One line a figure; under it, what was declared, why it differs, and what to beware of."""
    width = max((len(figure["label"]) for figure in figures), default=0)
    return "\n".join(line for figure in figures for line in _lines(figure, width))


def _lines(figure: Figure, width: int) -> list[str]:
    from phares.common.web.display import number

    value = (
        "non compté" if figure["value"] is None else f"{number(figure['value'])} {figure['unit']}"
    )
    notes = (figure["gap_note"], figure["warning"])
    first = f"{figure['label']:<{width}}  {value}".rstrip()
    return [first, *(f"{'':<{width}}  {note}" for note in notes if note)]
