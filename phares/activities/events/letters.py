"""Letters about a registration: written with the act they tell of."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from phares.activities.events.models import Registration
from phares.activities.events.queries.guests import token_of
from phares.common.notices.actions import Reader, write_notice
from phares.common.notices.rules.kinds import EVENT


class News(StrEnum):
    """What happened to a registration."""

    TO_CONFIRM = "to-confirm"
    AGAIN = "again"
    HELD = "held"
    WAITS = "waits"
    PROMOTED = "promoted"
    GIVEN_UP = "given-up"
    MOVED = "moved"
    CALLED_OFF = "called-off"
    REMINDER = "reminder"


def tell(one: Registration, news: News, *, now: datetime, reason: str = "") -> bool:
    """A letter to who registered, when there is an address; whether one was written."""
    session = one.session
    if not one.email or session.starts_at <= now:
        return False
    said = {
        "news": news.value,
        "event": session.event.title,
        "session": session.title,
        "start": timezone.localtime(session.starts_at),
        "end": timezone.localtime(session.ends_at),
        "place": session.where,
        "state": one.state,
        "reason": reason,
        "token": token_of(one),
    }
    to = Reader(one.email, one.name, user_id=one.user_id, language=one.language)
    key = f"{EVENT.code}:{news.value}:{one.pk}:{_version(one, news, now)}"
    return write_notice(EVENT, key=key, to=to, said=said, now=now) is not None


def _version(one: Registration, news: News, now: datetime) -> str:
    """A reminder of the same hours leaves once; asked again within an hour, one letter."""
    if news is News.AGAIN:
        return f"{now:%Y%m%d%H}"
    return f"{one.session.sequence}:{one.asked_at:%Y%m%d%H%M%S}"
