"""Values of columns as JSON, the same for every database, and back without losing anything.

Decimals, dates and moments are text (a moment in UTC), durations whole microseconds, bytes
base64; JSON is the text that the base holds, so that an empty column and a JSON null differ.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

MICROSECOND = timedelta(microseconds=1)


class Kind(NamedTuple):
    """How a value goes into JSON and comes back; None when it goes as it is."""

    told: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


PLAIN = Kind()
JSON = Kind(str, str)
DECIMAL = Kind(lambda value: format(value, "f"), Decimal)
MOMENT = Kind(lambda value: value.astimezone(UTC).isoformat(), datetime.fromisoformat)
KINDS = {
    **dict.fromkeys(
        "AutoField BigAutoField SmallAutoField IntegerField BigIntegerField SmallIntegerField "
        "PositiveIntegerField PositiveBigIntegerField PositiveSmallIntegerField BooleanField "
        "FloatField CharField TextField SlugField FileField FilePathField "
        "GenericIPAddressField".split(),
        PLAIN,
    ),
    "DecimalField": DECIMAL,
    "DateTimeField": MOMENT,
    "DateField": Kind(date.isoformat, date.fromisoformat),
    "TimeField": Kind(time.isoformat, time.fromisoformat),
    "DurationField": Kind(lambda value: value // MICROSECOND, lambda said: said * MICROSECOND),
    "UUIDField": Kind(str, UUID),
    "BinaryField": Kind(lambda value: b64encode(value).decode(), b64decode),
    "JSONField": JSON,
}


def described(field: Any) -> Any:
    """The field that says what the column holds: a foreign key holds what it points to."""
    while field.remote_field and hasattr(field, "target_field"):
        field = field.target_field
    return field


def kind_of(field: Any) -> Kind:
    """A KeyError for a column of a sort that no table has today: give it its line above."""
    return KINDS[described(field).get_internal_type()]


def teller(field: Any, connection: Any) -> Callable[[Any], Any] | None:
    """What makes JSON of a value as the driver of this base gives it."""
    kind, column = kind_of(field), described(field)
    steps = _steps(column, connection) if kind is not JSON else []
    if not steps and kind.told is None:
        return None

    def tell(value: Any) -> Any:
        if value is None:
            return None
        for step in steps:
            value = step(value, _read(column), connection)
        return value if kind.told is None else kind.told(value)

    return tell


def _steps(column: Any, connection: Any) -> list[Any]:
    """Django’s own conversions, without those of our value types: money is whole cents here."""
    own = [] if hasattr(column, "from_db_value") else column.get_db_converters(connection)
    return [*connection.ops.get_db_converters(_read(column)), *own]


def _read(column: Any) -> Any:
    return column.get_col("", column)


def reader(field: Any, connection: Any) -> Callable[[Any], Any] | None:
    """What makes of JSON a value that the driver of this base takes."""
    kind, column = kind_of(field), described(field)
    if kind.read is None:
        return None
    if kind is JSON:
        return None

    def read(said: Any) -> Any:
        if said is None:
            return None
        return column.get_db_prep_value(kind.read(said), connection)  # type: ignore[misc]

    return read


def comparable(said: str | None) -> str | None:
    """A JSON text in one spelling: bases order keys and write numbers each in its way."""
    if said is None:
        return None
    value = json.loads(said, parse_float=_number, parse_int=_number)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _number(digits: str) -> str:
    return f"number {Decimal(digits).normalize()}"
