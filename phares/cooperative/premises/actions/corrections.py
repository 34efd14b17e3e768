"""Agreements noted wrong, and notices taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.assets.actions import lock, move, release
from phares.cooperative.assets.queries import midnight
from phares.cooperative.premises.actions.facts import Correction, Line
from phares.cooperative.premises.actions.leases import take_spaces
from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.queries.letting import lines_of, whys_not_correct, whys_not_let
from phares.cooperative.premises.rules import letting, permissions
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import insist


@transaction.atomic
def correct_lease(
    lease: Lease,
    *,
    start: Dated,
    end: Dated | None,
    today: date,
    by: Actor,
    **terms: Unpack[Correction],
) -> Lease:
    """What was noted wrong: the dates; until it begins, the spaces and the notice too.

    The spaces are taken again under the same guard: refused with who has one, and until when.
    """
    insist(permissions.why_not(permissions.may_let(by)))
    kept = Lease.objects.select_for_update().get(pk=lease.pk)
    before, lines = _told(kept), lines_of(kept)
    asked = letting.Correction(kept.starts_on <= today, end is not None, bool(terms))
    wanted = terms.pop("lines", lines)
    whys = whys_not_correct(kept, asked, wanted, start.day, end.after if end else None)
    insist(next(iter(whys), None))
    other_spaces = dict(wanted) != dict(lines)
    if other_spaces:
        _give_back(kept, [*lines, *wanted], by)
    for column, value in {**spanning(start, end), **terms}.items():
        setattr(kept, column, value)
    kept.save()
    if other_spaces:
        take_spaces(kept, wanted, by)
    else:
        _move(kept, by)
    record("lease.corrected", kept, by=by, **_told(kept), before=before)
    return kept


@transaction.atomic
def withdraw_notice(lease: Lease, *, end: Dated | None, today: date, by: Actor) -> Lease:
    """The occupant stays after all: the agreement runs again, to `end`, on the same spaces."""
    insist(permissions.why_not(permissions.may_let(by)))
    kept = Lease.objects.select_for_update().get(pk=lease.pk)
    insist(letting.why_not_stay(kept.number, LeaseState(kept.state), kept.ends_on, today))
    insist(letting.why_not_dates(kept.starts_on, end.after if end else None))
    for column, value in spanning(kept.beginning, end).items():
        setattr(kept, column, value)
    kept.state, kept.noticed_on, kept.term_on = LeaseState.ACTIVE.value, None, None
    insist(next(whys_not_let(lines_of(kept), kept.period), None))
    kept.save()
    _move(kept, by)
    record("lease.notice_withdrawn", kept, by=by, until=end)
    return kept


def _move(lease: Lease, by: Actor) -> None:
    """What it has follows its dates."""
    end = midnight(lease.ends_on) if lease.ends_on else None
    move(lease.key, midnight(lease.starts_on), end, by=by)


def _give_back(lease: Lease, lines: Sequence[Line], by: Actor) -> None:
    """Locks what it had and what it is to have, in one go, then frees the first."""
    lock(space for space, _m2 in lines)
    release(lease.key, midnight(lease.starts_on), by=by)
    lease.lines.all().delete()


def _told(lease: Lease) -> dict[str, object]:
    """What the journal keeps of it."""
    return {
        "start": lease.beginning,
        "until": lease.ending,
        "assets": sorted(lease.lines.values_list("space__name", flat=True)),
        "notice": lease.notice_months,
    }
