"""When an address wants a kind of letter: from its page, or from the link of a letter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.notices.actions.writing import due_at
from phares.common.notices.models import Notice, Preference
from phares.common.notices.queries import chosen_by, rhythm_of
from phares.common.notices.rules.kinds import Kind
from phares.common.notices.rules.lifecycle import TO_SEND, NoticeState
from phares.common.notices.rules.rhythms import Rhythm, unless_chosen, why_not_choose
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist


@transaction.atomic
def choose_rhythm(address: str, kind: Kind, rhythm: Rhythm, *, by: Actor, now: datetime) -> None:
    """From now on this address gets this kind so; what waits for it follows, what left does not.

    What the pole does by itself needs no row.
    """
    insist(why_not_choose(kind, rhythm))
    address = address.strip().lower()
    before = rhythm_of(address, kind)
    if before is rhythm:
        return
    if rhythm is unless_chosen(kind):
        Preference.objects.filter(address=address, kind=kind.code).delete()
    else:
        Preference.objects.update_or_create(
            address=address, kind=kind.code, defaults={"rhythm": rhythm.value, "at": now}
        )
    _follow(address, kind, rhythm, now)
    record(_verb(before, rhythm), kind.label, by=by, email=address, rhythm=rhythm.french)


def _follow(address: str, kind: Kind, rhythm: Rhythm, now: datetime) -> None:
    """One that a server refused for now keeps its wait, unless it is not wanted any more."""
    mine = Notice.objects.filter(to_address=address, kind=kind.code)
    if rhythm is Rhythm.NONE:
        mine.filter(state__in=TO_SEND).update(state=NoticeState.NOT_WANTED.value)
    else:
        mine.filter(state=NoticeState.WAITING.value).update(due_at=due_at(rhythm, now))


def _verb(before: Rhythm, rhythm: Rhythm) -> str:
    if rhythm is Rhythm.NONE:
        return "notice.refused"
    return "notice.wanted_again" if before is Rhythm.NONE else "notice.rhythm_chosen"


@transaction.atomic
def carry_preferences(before: str, after: str) -> None:
    """What one address chose, another chooses: a person who changes hers, or who has one account
    left of two."""
    before, after = before.strip().lower(), after.strip().lower()
    known = chosen_by(after)
    for row in Preference.objects.select_for_update().filter(address=before):
        if row.kind in known:
            row.delete()
        else:
            row.address = after
            row.save(update_fields=["address"])
