"""Trying a file, and carrying it out: all of it or nothing, or its good lines only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from phares.common.audit.actions import record, together
from phares.common.audit.models import Entry
from phares.kernel.actor import Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, insist
from phares.steering.suitcases.actions.holding import Watch, held, hold_set
from phares.steering.suitcases.actions.lines import Carrier, Progress
from phares.steering.suitcases.models import Import, ImportLine
from phares.steering.suitcases.queries import counts_of
from phares.steering.suitcases.rules import matching, permissions
from phares.steering.suitcases.rules.lifecycle import MOVES, ImportState, Mode, Outcome
from phares.steering.suitcases.sources import dataset

PACKET = 200
"""How many good lines a transaction holds: others may write in between, a kill loses no more."""


MOST_TRIES = 3
BROKEN = Reason(
    "broken-down",
    "Cet import s’est arrêté trois fois sur une erreur du logiciel, et rien ne le relance plus. "
    "Essayez-le à nouveau, ou prévenez qui tient l’installation : le journal du serveur dit où.",
)


class _Back(Exception):
    """Leaves a transaction that must leave no trace."""


def _silent(done: int) -> None:
    """Nobody watches."""


@transaction.atomic
def ask_for(batch: Import, mode: Mode, *, by: Actor) -> Import:
    """Wanted of a file: from now on a kill stops it only for a while, `carry_on` goes on."""
    insist(permissions.why_not_carry(by))
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.WAITING))
    insist(matching.why_not_mapped(dataset(kept.dataset), kept.titles, kept.mapping))
    kept.state, kept.mode, kept.failure = ImportState.WAITING.value, mode.value, ""
    kept.asked_by, kept.asked_by_name, kept.tries = by.user_id, by.name, 0
    kept.save()
    kept.lines.update(outcome=Outcome.PENDING.value, sentence="", made=[], met={})
    return kept


def carry_out(
    batch: Import, mode: Mode, *, by: Actor, now: datetime, progress: Progress = _silent
) -> Import:
    """At once, while somebody waits."""
    return carry_on(ask_for(batch, mode, by=by), by=by, now=now, progress=progress)


def carry_on(batch: Import, *, by: Actor, now: datetime, progress: Progress = _silent) -> Import:
    """What was asked for, from where it stands; run again after a kill, it makes nothing twice."""
    insist(permissions.why_not_carry(by))
    carrier = Carrier(batch, dataset(batch.dataset), by, now.date())
    if batch.mode == Mode.GOOD:
        _good_lines(batch, carrier, progress)
        return _done(batch, by, now)
    with transaction.atomic():
        hold_set(batch)
        carrier.look()
        tried = _whole(batch, carrier, progress)
        return _tried(batch, tried) if tried else _done(batch, by, now)


@transaction.atomic
def try_again(batch: Import) -> Import:
    """Counted before it begins: what breaks down each time is not begun for ever."""
    kept = held(batch)
    insist(BROKEN if kept.tries >= MOST_TRIES else None)
    kept.tries += 1
    kept.save(update_fields=["tries"])
    return kept


@transaction.atomic
def give_up(batch: Import, sentence: str) -> Import:
    """What was asked for cannot be done: the file waits for its reader, with the reason."""
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.TRIED))
    kept.state, kept.failure = ImportState.TRIED.value, sentence[:500]
    kept.save(update_fields=["state", "failure"])
    return kept


def _whole(batch: Import, carrier: Carrier, progress: Progress) -> list[ImportLine]:
    """All lines, that stay only when none is refused and it is no trial; else what they met."""
    tried: list[ImportLine] = []
    try:
        with transaction.atomic(), together():
            tried = list(carrier.carry(list(batch.lines.order_by("number")), progress))
            if batch.mode == Mode.TRIAL or any(one.outcome == Outcome.REFUSED for one in tried):
                raise _Back
            _keep(tried)
    except _Back:
        return tried
    return []


@transaction.atomic
def _tried(batch: Import, tried: list[ImportLine]) -> Import:
    """Nothing was brought in; what would have become of each line is kept."""
    for line in tried:
        line.made = []
    _keep(tried)
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.TRIED))
    kept.state = ImportState.TRIED.value
    kept.save(update_fields=["state"])
    return kept


def _good_lines(batch: Import, carrier: Carrier, progress: Progress) -> None:
    pending = batch.lines.filter(outcome=Outcome.PENDING.value).order_by("number")
    whole, watch = batch.lines.count(), Watch()
    while True:
        with transaction.atomic():
            hold_set(batch)
            lines = list(pending[:PACKET])
            if not lines:
                return
            done, written = whole - pending.count(), watch.written()
            if written != watch.known:
                carrier.look()
            with together() as acts:
                _keep(carrier.carry(lines, lambda some, done=done: progress(done + some)))  # type: ignore[misc]
            watch.known = written + len(acts)


def _keep(lines: Iterable[ImportLine]) -> None:
    """What became of each line, many in one statement."""
    ImportLine.objects.bulk_create(
        lines,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["batch", "number"],
        update_fields=["outcome", "sentence", "made", "met"],
    )


@transaction.atomic
def _done(batch: Import, by: Actor, now: datetime) -> Import:
    kept = held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.DONE))
    counts = counts_of(kept)
    said = {"dataset": dataset(kept.dataset).label, "made": counts.made, "known": counts.known}
    record("import.done", kept, by=by, refused=counts.refused, **said)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    kept.state, kept.done_at, kept.after_entry = ImportState.DONE.value, now, last
    kept.save(update_fields=["state", "done_at", "after_entry"])
    return kept
