"""Writing a letter with the act it tells of, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.formats.letter import letter
from phares.common.notices.models import Notice
from phares.common.notices.queries import letters_of, preferences_of, rhythm_of
from phares.common.notices.rules.kinds import TRIAL, Kind
from phares.common.notices.rules.lifecycle import NoticeState
from phares.common.notices.rules.readers import Reader
from phares.common.notices.rules.rhythms import Rhythm
from phares.common.notices.rules.sending import next_hour, why_not_retry, why_not_try_out
from phares.common.parameters.queries import value_of
from phares.kernel.actor import Actor
from phares.kernel.personal import Subject
from phares.kernel.refusal import insist


@transaction.atomic
def write_notice(
    kind: Kind,
    *,
    key: str,
    to: Reader,
    said: Mapping[str, object],
    now: datetime,
    expires_at: datetime | None = None,
    calendar: str = "",
) -> Notice | None:
    """A letter that leaves if the act holds; None when this key was already written.

    `calendar`: the invitation that a calendar takes from it. Whoever does without this kind has it
    noted as not wanted, and gets nothing.
    """
    if Notice.objects.filter(key=key).exists():
        return None
    address = to.address.strip().lower()
    rhythm = rhythm_of(address, kind)
    words = letter(kind.template, {"site": settings.SITE_URL, "name": to.name, **said}, to.language)
    return Notice.objects.create(
        key=key,
        kind=kind.code,
        language=to.language,
        to_address=address,
        **_who_reads(to),
        subject=words.subject,
        text=words.text,
        html=words.html,
        calendar=calendar,
        state=_state(rhythm).value,
        written_at=now,
        due_at=due_at(rhythm, now),
        expires_at=expires_at,
    )


def _who_reads(to: Reader) -> dict[str, Any]:
    return {"to_name": to.name, "party_id": to.party_id, "user_id": to.user_id}


def _state(rhythm: Rhythm) -> NoticeState:
    return NoticeState.NOT_WANTED if rhythm is Rhythm.NONE else NoticeState.WAITING


def due_at(rhythm: Rhythm, now: datetime) -> datetime:
    """At once; at the hour of grouped letters for those of once a day."""
    if rhythm is not Rhythm.DAILY:
        return now
    local = timezone.localtime(now)
    return next_hour(local, value_of("mail.digest_hour", local.date()))


@transaction.atomic
def erase_notices(keys: Sequence[str]) -> None:
    """What is told no longer holds: what had not left is given up, and no secret stays."""
    rows = Notice.objects.filter(key__in=keys)
    waiting = [NoticeState.WAITING.value, NoticeState.FAILED.value]
    rows.filter(state__in=waiting).update(state=NoticeState.GIVEN_UP.value)
    rows.update(text="", html="", calendar="")


@transaction.atomic
def forget_reader(who: Subject) -> None:
    """The letters written to somebody who is erased, and what their address chose."""
    letters_of(who).delete()
    preferences_of(who).delete()


@transaction.atomic
def retry_notice(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Tried again at the next round, as if for the first time."""
    kept = Notice.objects.select_for_update().get(pk=notice.pk)
    insist(why_not_retry(by, kept.now, erased=not kept.text))
    Notice.objects.filter(pk=kept.pk).update(
        state=NoticeState.WAITING.value, attempts=0, last_error="", due_at=now, claimed_at=None
    )
    record("notice.retried", kept, by=by, named=kept.subject)


@transaction.atomic
def send_trial(*, to: Reader, by: Actor, now: datetime) -> Notice | None:
    """A letter to oneself, to see whether the mail goes through; one a minute is enough."""
    insist(why_not_try_out(by))
    written = write_notice(
        TRIAL, key=f"trial:{to.address}:{now:%Y%m%d%H%M}", to=to, said={}, now=now
    )
    if written:
        record("notice.trial_written", written, by=by, named=to.address)
    return written
