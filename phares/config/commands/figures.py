"""`phares figures 2015`: the figures of a year, each with its rule and its gap."""

from __future__ import annotations

import json
from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from phares.config import preparing

if TYPE_CHECKING:
    from phares.kernel.figures import Part
    from phares.steering.reporting.queries import FigureOfYear


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_tables()
    from phares.common.clock.queries import now
    from phares.steering.reporting.queries import figures_of, insist_on_year

    insist_on_year(asked.year, today=now().date())
    figures = [figure for figure in figures_of(asked.year) if figure.applicable]
    show = {"json": as_json, "text": as_text}[asked.format]
    print(show(figures))


def as_json(figures: list[FigureOfYear]) -> str:
    """A list of objects; numbers are numbers, what is not known is null."""
    return json.dumps([_object(figure) for figure in figures], ensure_ascii=False, indent=1)


def _object(figure: FigureOfYear) -> dict[str, Any]:
    indicator, counted, gap = figure.indicator, figure.counted, figure.gap
    declared = figure.declared.value if figure.declared else None
    return {
        "code": indicator.code,
        "label": indicator.label,
        "value": number(figure.value),
        "unit": indicator.unit,
        "definition": indicator.definition,
        "population": indicator.population,
        "date_rule": indicator.date_rule.label,
        "source": indicator.source,
        "version": indicator.version,
        "declared": number(declared),
        "gap": gap.sentence if gap else "",
        "gap_note": figure.gap_note,
        "rows": len(counted.rows),
        "parts": [_part(part) for part in counted.parts],
        "answered": counted.answered,
        "asked": counted.asked,
        "warning": counted.warning,
        "illustrative": figure.illustrative,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"label": part.label, "value": number(part.value)}


def number(value: Decimal | None) -> int | float | None:
    """1350 stays whole, 2.5 keeps its half."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_text(figures: list[FigureOfYear]) -> str:
    """One line a figure, what was declared and why it differs under it."""
    width = max((len(figure.indicator.label) for figure in figures), default=0)
    return "\n".join(line for figure in figures for line in _lines(figure, width))


def _lines(figure: FigureOfYear, width: int) -> list[str]:
    unit = f" {figure.indicator.unit}" if figure.indicator.unit else ""
    value = f"{figure.value_text}{unit}" if figure.value is not None else "sans objet"
    notes = [figure.gap.sentence if figure.gap else "", figure.gap_note, figure.counted.warning]
    first = f"{figure.indicator.label:<{width}}  {value}"
    return [first, *(f"{'':<{width}}  {note}" for note in notes if note)]
