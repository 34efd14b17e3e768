"""Database columns for the kernel's value types."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

from phares.kernel.money import Money
from phares.kernel.time import Month


class MoneyField(models.BigIntegerField):
    """Whole cents."""

    _pyi_private_set_type: Money | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Money  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: Any) -> Money | None:
        return None if value is None else Money(value)

    def get_prep_value(self, value: Any) -> int | None:
        return value.cents if isinstance(value, Money) else value

    def to_python(self, value: Any) -> Any:
        return value


class MonthField(models.CharField):
    """'2026-03': sorts and reads well."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "max_length": 7})

    def from_db_value(self, value: str | None, *_: Any) -> Month | None:
        return None if value is None else Month(int(value[:4]), int(value[5:]))

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def to_python(self, value: Any) -> Any:
        return value
