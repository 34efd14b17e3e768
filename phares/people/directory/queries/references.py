"""Whatever points to a record: found in the tables, so that a new one is never forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from phares.common.audit.actions import key_of
from phares.people.directory.models import Organisation, Person
from phares.people.directory.queries.duplicates import absorbed_by

type Row = models.Model


def references(model: type[Row]) -> Iterator[tuple[type[Row], Any]]:
    """Every column of every table that points to a row of this one, or of what it is made of."""
    targets = {model, *model._meta.all_parents}
    for table in apps.get_models(include_auto_created=True):
        for column in table._meta.local_concrete_fields:
            parent = getattr(column.remote_field, "parent_link", False)
            if column.related_model in targets and not parent:
                yield table, column


def keys_about(card: Organisation | Person) -> list[str]:
    """The keys of a card, of those merged into it, and of all that is theirs: a query a table."""
    label = card._meta.label_lower
    keys = [key_of(card), *(f"{label}:{pk}" for pk in absorbed_by(card.pk))]
    for table, column in references(type(card)):
        if not table._meta.auto_created and column.name != "merged_into":
            rows = table._base_manager.filter(**{column.attname: card.pk})
            name = table._meta.label_lower
            keys += [f"{name}:{pk}" for pk in rows.values_list("pk", flat=True)]
    return keys
