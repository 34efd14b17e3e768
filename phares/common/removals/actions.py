"""Taking away a record, and putting it back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.deletion import Collector

from phares.common.audit.actions import record
from phares.common.pictures.actions import drop_picture
from phares.common.pictures.queries import unheld
from phares.common.removals.models import Removal
from phares.common.removals.queries import pictures_that_may_return
from phares.common.removals.rules import coming_back
from phares.kernel.actor import Actor
from phares.kernel.masking import says
from phares.kernel.refusal import Refused, insist
from phares.kernel.tongue import translated

_TAKEN: ContextVar[tuple[Actor, int] | None] = ContextVar("taken", default=None)


def last_taken(by: Actor) -> int | None:
    """What this very actor, who lives as long as a request, took away last."""
    taken = _TAKEN.get()
    return taken[1] if taken is not None and taken[0] is by else None


@transaction.atomic
def take_away(row: models.Model, *, by: Actor) -> Removal:
    """Deletes a record and what is its own, kept as it was; who calls says in the journal why.

    What others hold against it (`ProtectedError`) stops it, as it stops any deletion.
    """
    kept = Removal(by_name=by.name, kind=str(row._meta.verbose_name), label=str(row)[:300])
    kept.content = serializers.serialize("json", _with_its_own(row))
    kept.save()
    row.delete()
    _TAKEN.set((by, kept.pk))
    return kept


def _with_its_own(row: models.Model) -> list[models.Model]:
    """The record first, then what would go with it."""
    collector = Collector(using=row._state.db or "default", origin=row)
    collector.collect([row])
    found: list[models.Model] = [one for rows in collector.data.values() for one in rows]
    for rows in collector.fast_deletes:
        found += list(rows)
    return [row, *(one for one in found if one != row)]


@transaction.atomic
def put_back(removal: Removal, *, by: Actor) -> list[models.Model]:
    """As it was, under the key it had; refused when its place is taken or its parent gone."""
    insist(coming_back.why_not_put_back(by))
    kept = Removal.objects.select_for_update().get(pk=removal.pk)
    back = [_saved(one) for one in serializers.deserialize("json", kept.content)]
    record("removal.undone", back[0], by=by)
    kept.delete()
    return back


def _saved(one: Any) -> models.Model:
    row: models.Model = one.object
    for column in row._meta.concrete_fields:
        if column.is_relation and getattr(row, column.attname) is not None:
            _hang(row, column)
    insist(coming_back.TAKEN if type(row)._base_manager.filter(pk=row.pk).exists() else None)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        raise Refused(coming_back.TAKEN) from None
    return row


def _hang(row: models.Model, column: Any) -> None:
    """From what it hung from, or from the card that one was merged into since."""
    key = getattr(row, column.attname)
    found = column.related_model._base_manager.filter(pk=key).first()
    if found is None:
        raise Refused(coming_back.orphan(translated(str(column.verbose_name))))
    if merged := getattr(found, "merged_into_id", None):
        setattr(row, column.attname, merged)


@transaction.atomic
def forget_over(now: datetime) -> int:
    """Nothing comes back after thirty days; its pictures go with it."""
    over = Removal.objects.filter(at__lt=now - timedelta(days=coming_back.DAYS))
    deleted, _each = over.delete()
    let_pictures_go()
    return deleted


@transaction.atomic
def forget_naming(names: Iterable[str]) -> int:
    """What was taken away and names somebody who is forgotten does not come back."""
    wanted, known = Q(pk=None), list(names)
    for name in known:
        spelt = json.dumps(name, ensure_ascii=False)[1:-1]
        wanted |= Q(label__contains=name) | Q(by_name=name) | Q(content__contains=spelt)
    naming = [one.pk for one in Removal.objects.filter(wanted) if _names(one, known)]
    deleted, _each = Removal.objects.filter(pk__in=naming).delete()
    let_pictures_go()
    return deleted


def _names(removal: Removal, names: list[str]) -> bool:
    """A namesake by half, or an address that ends alike, is somebody else."""
    return says([removal.label, removal.by_name, json.loads(removal.content)], names)


def let_pictures_go() -> None:
    """Pictures that no record shows, and that nothing taken away would show again."""
    gone = list(unheld())
    returning = pictures_that_may_return() if gone else set()
    for picture in gone:
        if picture.pk not in returning:
            drop_picture(picture)
