"""What the clock does of imports: the large ones, and forgetting."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from phares.common.clock.queries import now as now_here
from phares.kernel.refusal import Refused
from phares.people.accounts.models import User
from phares.people.accounts.queries import actor_of
from phares.steering.suitcases.actions import carry_on, forget_cells, give_up
from phares.steering.suitcases.gateways import progress
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries import waiting


def carry_waiting_imports(now: datetime) -> int:
    """Those asked for on a page; each in the name, and with the keys, of who asked."""
    asked = list(waiting().filter(asked_by__isnull=False))
    for batch in asked:
        _carry(batch, now)
    return len(asked)


def _carry(batch: Import, now: datetime) -> None:
    user = User.objects.filter(pk=batch.asked_by or 0).first() or AnonymousUser()
    told = partial(_note, batch.pk, batch.lines.count())
    try:
        carry_on(batch, by=actor_of(user, localdate(now)), now=now_here(), progress=told)
    except Refused as refusal:
        give_up(batch, str(refusal))
    finally:
        progress.forget(batch.pk)


def _note(pk: int, whole: int, done: int) -> None:
    progress.note(pk, done, whole)


def forget_old_files(now: datetime) -> int:
    return forget_cells(now)
