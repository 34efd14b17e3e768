"""A report as plain JSON values and back: what is frozen with a published report, and what
the typesetter reads. Each value carries its `kind`, the name of its class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from phares.steering.reporting.formats import content
from phares.steering.reporting.formats.content import Report

KINDS = {
    name: kind
    for name, kind in vars(content).items()
    if isinstance(kind, type) and is_dataclass(kind)
}
RAW = frozenset({"kind", "key", "code", "closing_date", "made_on", "fte"})
"""Keys whose texts are no words: typography leaves them alone."""
FORMER = {"calculé": "compté", "déclaré": "publié"}
"""How the origin of a figure was written by the first editions."""
READ = {
    "date": date.fromisoformat,
    "Decimal | None": lambda text: text and Decimal(text),
    "Origin": lambda text: FORMER.get(text, text),
}


def to_values(value: Any) -> Any:
    """Dataclasses as mappings, dates as ISO texts, decimals as texts."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: to_values(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [to_values(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def report_from(values: Mapping[str, Any]) -> Report:
    """The report that `to_values` wrote."""
    report = _read(values)
    if not isinstance(report, Report):
        raise ValueError("these values are not those of a report")
    return report


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    kind = KINDS[value["kind"]]
    readers = {field.name: READ.get(str(field.type), _read) for field in fields(kind)}
    return kind(**{name: readers[name](item) for name, item in value.items() if name != "kind"})
