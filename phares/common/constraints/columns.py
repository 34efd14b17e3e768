"""What every constraint here writes."""

from __future__ import annotations

from typing import Any

from django.db import models

PATH = "phares.common.constraints"
"""Where migrations find them."""


def column_of(model: type[models.Model], editor: Any, field: str) -> str:
    """The quoted name of a column."""
    found: Any = model._meta.get_field(field)
    return str(editor.quote_name(found.column))
