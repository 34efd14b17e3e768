"""What the clock does of imports: the large ones, and forgetting."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from phares.common.clock.queries import now as now_here
from phares.kernel.refusal import Refused
from phares.people.accounts.models import User
from phares.people.accounts.queries import actor_of
from phares.steering.suitcases.actions import carry_on, forget_cells, give_up, try_again
from phares.steering.suitcases.gateways import progress
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries import waiting


def carry_waiting_imports(now: datetime) -> int:
    """Those asked for on a page; each in the name, and with the keys, of who asked.

    One that stumbles keeps none of the others waiting; it is given up, aloud, after a few rounds.
    """
    asked = list(waiting().filter(asked_by__isnull=False))
    stumbled = [error for batch in asked if (error := _carry(batch, now))]
    if stumbled:
        raise ExceptionGroup("imports", stumbled)
    return len(asked)


def _carry(batch: Import, now: datetime) -> Exception | None:
    user = User.objects.filter(pk=batch.asked_by or 0).first() or AnonymousUser()
    told = partial(_note, batch.pk, batch.lines.count())
    try:
        tried = try_again(batch)
        carry_on(tried, by=actor_of(user, localdate(now)), now=now_here(), progress=told)
    except Refused as refusal:
        with suppress(Refused):  # it was forgotten, or ended, meanwhile
            give_up(batch, str(refusal))
    except Exception as error:  # a bug: told to the clock once the others are through
        return error
    finally:
        progress.forget(batch.pk)
    return None


def _note(pk: int, whole: int, done: int) -> None:
    progress.note(pk, done, whole)


def forget_old_files(now: datetime) -> int:
    return forget_cells(now)
