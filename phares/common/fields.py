"""Database columns for the kernel's value types."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

from phares.kernel.money import Money


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
