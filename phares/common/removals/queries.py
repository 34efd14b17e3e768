"""What may come back, and what comes back with it."""

from __future__ import annotations

import json

from phares.common.pictures.queries import holding_columns
from phares.common.removals.models import Removal


def pictures_that_may_return() -> set[int]:
    """Ids of the pictures that what was taken away would show again."""
    columns: dict[str, list[str]] = {}
    for column in holding_columns():
        columns.setdefault(column.model._meta.label_lower, []).append(column.name)
    found = set[int]()
    for content in Removal.objects.values_list("content", flat=True):
        for row in json.loads(content):
            held = (row["fields"].get(name) for name in columns.get(row["model"], ()))
            found |= {int(pk) for pk in held if pk is not None}
    return found
