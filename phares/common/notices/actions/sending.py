"""What the clock does of rows, in short transactions: nothing is sent inside one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from phares.common.notices.models import Notice
from phares.common.notices.queries import due, rhythm_of, unwanted, waiting
from phares.common.notices.rules.kinds import SECRET
from phares.common.notices.rules.lifecycle import TO_SEND, NoticeState
from phares.common.notices.rules.rhythms import Rhythm
from phares.common.notices.rules.sending import EXPIRED, LEASE, LOST, Verdict
from phares.common.parameters.queries import value_of
from phares.kernel.tongue import say


@transaction.atomic
def claim_next(*, now: datetime) -> list[Notice]:
    """The next letter to leave, ours alone from here on: no other clock will take it.

    PostgreSQL passes over rows that another clock holds; on SQLite one writes at a time.
    """
    free = due(now).select_for_update(skip_locked=True)
    first = free.first()
    if first is None:
        return []
    same = {"kind": first.kind, "to_address": first.to_address, "language": first.language}
    daily = rhythm_of(first.to_address, first.of_kind) is Rhythm.DAILY
    batch = list(free.filter(**same)) if daily else [first]
    taken = Notice.objects.filter(pk__in=[notice.pk for notice in batch])
    taken.update(state=NoticeState.SENDING.value, attempts=F("attempts") + 1, claimed_at=now)
    return list(taken.order_by("pk"))


@transaction.atomic
def note_verdict(batch: Sequence[Notice], said: Verdict, *, now: datetime) -> None:
    """What became of a letter that was offered; one that left keeps no secret."""
    rows = Notice.objects.filter(
        pk__in=[notice.pk for notice in batch], state=NoticeState.SENDING.value
    )
    if said.state is NoticeState.SENT and batch[0].of_kind.secret:
        rows.update(text="", html="")
    rows.update(
        state=said.state.value,
        last_error=said.sentence,
        due_at=now + said.wait,
        sent_at=now if said.state is NoticeState.SENT else None,
    )


@transaction.atomic
def settle_notices(*, now: datetime) -> None:
    """Before a round: what was cut is given up, what is not wanted or expired does not leave."""
    lost = Notice.objects.filter(state=NoticeState.SENDING.value, claimed_at__lt=now - LEASE)
    lost.update(state=NoticeState.GIVEN_UP.value, last_error=LOST)
    unwanted(waiting()).update(state=NoticeState.NOT_WANTED.value)
    late = Notice.objects.filter(expires_at__lt=now)
    late.filter(state__in=TO_SEND).update(state=NoticeState.GIVEN_UP.value, last_error=EXPIRED)
    late.filter(kind__in=[kind.code for kind in SECRET]).exclude(text="").update(text="", html="")


@transaction.atomic
def note_unreachable(sentence: str, *, now: datetime) -> None:
    """Why what is due does not leave; no try is counted, since nothing was offered."""
    due(now).update(last_error=say("Pas parti : {value}.", value=sentence)[:300])


@transaction.atomic
def forget_old_notices(*, now: datetime) -> int:
    """What left, or was not wanted, long ago."""
    kept = timedelta(days=value_of("mail.kept", timezone.localdate(now)))
    over = [NoticeState.SENT.value, NoticeState.NOT_WANTED.value, NoticeState.GIVEN_UP.value]
    deleted, _each = Notice.objects.filter(state__in=over, written_at__lt=now - kept).delete()
    return deleted
