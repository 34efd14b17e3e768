"""An import taken back: what it made goes away, while nothing else rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError

from phares.common.audit.actions import record, together
from phares.kernel.actor import Actor
from phares.kernel.datasets import DataSet
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, insist
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.steering.suitcases.actions.holding import held
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries.resting import (
    Made,
    gone_since,
    made_by,
    packets,
    resting_on,
    touched_since,
)
from phares.steering.suitcases.rules import permissions
from phares.steering.suitcases.rules.lifecycle import MOVES, ImportState
from phares.steering.suitcases.sources import dataset


@transaction.atomic
def undo_import(batch: Import, *, by: Actor, now: datetime) -> Import:
    """All that it made, or nothing; refused with what stands on it, or was changed since."""
    insist(permissions.why_not_carry(by))
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.UNDONE))
    made = made_by(kept)
    into = dataset(kept.dataset)
    insist(_why_not_undo([], gone_since(kept, made)))
    insist(_why_not_undo(resting_on(made), touched_since(kept, made, into.told_under)))
    if into.take_back is None:
        _delete(made, by)
    else:
        _give_back(kept, into, by)
    kept.state, kept.undone_at = ImportState.UNDONE.value, now
    kept.save(update_fields=["state", "undone_at"])
    record("import.undone", kept, by=by, dataset=into.label)
    return kept


def _why_not_undo(resting: list[str], touched: list[str]) -> Reason | None:
    if resting:
        return Reason(
            "rests",
            say("Cet import ne se défait plus : {resting} repose dessus.", resting=listed(resting)),
        )
    if touched:
        return Reason(
            "touched", say("Cet import ne se défait plus : {touched}.", touched=listed(touched))
        )
    return None


def _delete(made: Made, by: Actor) -> None:
    """The last made goes first; a table that another still stands on waits for it."""
    with together():
        for model, keys in made.items():
            for some in packets(keys):
                for row in model._default_manager.filter(pk__in=some).order_by("pk"):
                    record("import.taken_back", row, by=by)
    waiting = list(reversed(made.items()))
    while waiting:
        held = [(model, keys) for model, keys in waiting if not _deleted(model, keys[::-1])]
        if len(held) == len(waiting):
            insist(_why_not_undo([str(model._meta.verbose_name) for model, _keys in held], []))
        waiting = held


def _deleted(model: type[Model], keys: list[int]) -> bool:
    """Many at once; one after the other when they stand on one another."""
    each = ([pk] for pk in keys)
    return _all_gone(model, packets(keys)) or _all_gone(model, each)


def _all_gone(model: type[Model], packs: Iterable[list[int]]) -> bool:
    try:
        with transaction.atomic():
            for some in packs:
                model._default_manager.filter(pk__in=some).delete()
    except ProtectedError:
        return False
    return True


def _give_back(batch: Import, into: DataSet, by: Actor) -> None:
    """Line by line, the last one first, as the set says."""
    assert into.take_back is not None
    for made in batch.lines.order_by("-number").values_list("made", flat=True):
        found = [apps.get_model(label)._default_manager.filter(pk=pk).first() for label, pk in made]
        if rows := [row for row in found if row is not None]:
            into.take_back(rows, by)
