"""Wrong passwords, counted for an address and the place they came from, and for an address alone.

In the table, so that all server processes count together and a restart forgets nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import GUESSED
from phares.common.parameters.queries import value_of
from phares.kernel.actor import VISITOR
from phares.people.accounts.models import Attempts
from phares.people.accounts.queries import account_at, fingerprint_of, reader_of
from phares.people.accounts.rules.passwords import EVERYWHERE


@transaction.atomic
def count_failure(email: str, place: str, *, now: datetime) -> int:
    """One more; several at once are all counted. The wait begins again with each."""
    mark, over = fingerprint_of(email, place), now + wait_on(now)
    Attempts.objects.filter(fingerprint=mark, until__lte=now).delete()
    Attempts.objects.get_or_create(fingerprint=mark, defaults={"until": over})
    rows = Attempts.objects.filter(fingerprint=mark)
    rows.update(count=F("count") + 1, until=over)
    return rows.values_list("count", flat=True).get()


def forget_failures(email: str, place: str) -> None:
    Attempts.objects.filter(fingerprint=fingerprint_of(email, place)).delete()


def wait_on(now: datetime) -> timedelta:
    return timedelta(minutes=value_of("account.wait", timezone.localdate(now)))


@transaction.atomic
def note_guessing(email: str, *, now: datetime) -> None:
    """Too many, from everywhere: the holder learns how to come in meanwhile, once a day."""
    user, day = account_at(email), timezone.localdate(now)
    if user is None:
        return
    minutes = wait_on(now) // timedelta(minutes=1)
    write_notice(
        GUESSED,
        key=f"{GUESSED.code}:{user.pk}:{day}",
        to=reader_of(user, user.email),
        said={"count": value_of("account.guesses", day), "minutes": minutes},
        now=now,
    )
    record("account.guessed", user, by=VISITOR)


def forget_guessing(email: str) -> None:
    """With another password, what was tried before is nothing any more."""
    forget_failures(email, EVERYWHERE)
