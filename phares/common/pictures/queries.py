"""Pictures that nobody holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models import QuerySet

from phares.common.pictures.models import Picture


def holding_columns() -> Iterator[models.ForeignKey[Picture, Picture]]:
    """Every column of the house that holds a picture: a logo, a photo."""
    for relation in Picture._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field


def unheld() -> QuerySet[Picture]:
    """Those that no record shows."""
    rows = Picture.objects.all()
    for column in holding_columns():
        held = column.model._base_manager.filter(**{f"{column.name}__isnull": False})
        rows = rows.exclude(pk__in=held.values(column.attname))
    return rows
