"""Letters to who waits for a place: it is kept for you, it went to the next."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from phares.activities.bookings.letters import readers_for
from phares.activities.bookings.models_waiting import WaitlistEntry
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import BOOKING_WAITED


class WaitNews(StrEnum):
    """What happened to somebody who waits."""

    OFFERED = "offered"
    PASSED = "passed"


def tell_waiting(one: WaitlistEntry, news: WaitNews, *, now: datetime) -> None:
    said = {
        "news": news.value,
        "place": one.offer.name,
        "party": one.party.name,
        "start": one.starts_at,
        "end": one.ends_at,
        "until": one.offered_until,
    }
    for to in readers_for(one.made_by, one.party_id):
        whom = to.user_id or to.address
        key = f"{BOOKING_WAITED.code}:{news.value}:{one.pk}:{one.offered_until:%Y%m%d%H%M}:{whom}"
        write_notice(BOOKING_WAITED, key=key, to=to, said=said, now=now)
