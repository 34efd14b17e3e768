"""Writing a letter with the act it tells of; what becomes of it; who does without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from phares.common.audit.actions import record
from phares.common.notices.formats.letter import letter
from phares.common.notices.models import Notice, Unsubscription
from phares.common.notices.queries import letters_of, refusals_of, refused_by
from phares.common.notices.rules.kinds import TRIAL, Kind
from phares.common.notices.rules.lifecycle import NoticeState
from phares.common.notices.rules.readers import Reader
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
    wanted = not (kind.refusable and kind.code in refused_by(address))
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
        state=NoticeState.WAITING.value if wanted else NoticeState.NOT_WANTED.value,
        written_at=now,
        due_at=_due(kind, now),
        expires_at=expires_at,
    )


def _who_reads(to: Reader) -> dict[str, Any]:
    return {"to_name": to.name, "party_id": to.party_id, "user_id": to.user_id}


def _due(kind: Kind, now: datetime) -> datetime:
    """At once; at the hour of grouped letters for those."""
    if not kind.grouped:
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
    """The letters written to somebody who is erased, and what their address did without."""
    letters_of(who).delete()
    refusals_of(who).delete()


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


@transaction.atomic
def unsubscribe(address: str, kind: Kind, *, by: Actor, now: datetime) -> None:
    """This address does without this kind; what waited for it does not leave."""
    address = address.strip().lower()
    row, new = Unsubscription.objects.get_or_create(
        address=address, kind=kind.code, defaults={"at": now}
    )
    waiting = [NoticeState.WAITING.value, NoticeState.FAILED.value]
    mine = Notice.objects.filter(to_address=address, kind=kind.code, state__in=waiting)
    mine.update(state=NoticeState.NOT_WANTED.value)
    if new:
        record("notice.refused", row, by=by, named=kind.label, email=address)


@transaction.atomic
def carry_refusals(before: str, after: str) -> None:
    """What one address did without, another does without: a person who changes hers, or who has
    one account left of two."""
    before, after = before.strip().lower(), after.strip().lower()
    known = refused_by(after)
    for row in Unsubscription.objects.select_for_update().filter(address=before):
        if row.kind in known:
            row.delete()
        else:
            row.address = after
            row.save(update_fields=["address"])


@transaction.atomic
def subscribe_again(address: str, kind: Kind, *, by: Actor) -> None:
    """This address gets this kind again, from the next letter on."""
    row = Unsubscription.objects.filter(address=address.strip().lower(), kind=kind.code).first()
    if row is None:
        return
    row.delete()
    record("notice.wanted_again", kind.label, by=by, email=address)
