"""One letter for a whole series, with all its dates for a calendar: not one for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from phares.activities.bookings.letters import happening_of, post_to, readers_for
from phares.activities.bookings.models import Booking, Series
from phares.activities.bookings.rules.kinds import HOLDS, DateState
from phares.common.calendars.invitations import published
from phares.common.notices.actions import Reader, write_notice
from phares.common.notices.rules.kinds import BOOKING_SERIES
from phares.kernel.actor import Actor


class SeriesNews(StrEnum):
    """What happened to a series."""

    MADE = "made"
    CHANGED = "changed"
    CANCELLED = "cancelled"


def tell_series(
    series: Series,
    news: SeriesNews,
    *,
    by: Actor,
    now: datetime,
    gone: Sequence[Booking] = (),
    reason: str = "",
) -> None:
    """To whoever asked, or to the contacts of the structure. `gone`: dates that are given back."""
    coming = _coming(series, now)
    if not coming and not gone:
        return
    for to in readers_for(series.made_by, series.party_id):
        calendar = _calendar(coming, gone, to, news, now)
        _write(series, news, to, by, now, coming, calendar, gone, reason)


def _coming(series: Series, now: datetime) -> list[Booking]:
    rows = Booking.objects.filter(
        occurrence__series=series, starts_at__gt=now, state__in=[state.value for state in HOLDS]
    )
    return list(rows.select_related("offer", "party").order_by("starts_at"))


def _calendar(
    coming: Sequence[Booking],
    gone: Sequence[Booking],
    to: Reader,
    news: SeriesNews,
    now: datetime,
) -> str:
    """All that stands; what was given back when nothing else is told."""
    off = news is SeriesNews.CANCELLED
    some, post = (gone if off else coming), post_to(to)
    if post is None or not some:
        return ""
    told = [happening_of(one) for one in some]
    return published(told, post, timezone.get_default_timezone(), now, off=off)


def _write(
    series: Series,
    news: SeriesNews,
    to: Reader,
    by: Actor,
    now: datetime,
    coming: Sequence[Booking],
    calendar: str,
    gone: Sequence[Booking],
    reason: str,
) -> None:
    own = by.user_id is not None and by.user_id == to.user_id
    skipped = series.dates.filter(state=DateState.SKIPPED.value).count()
    said = {
        "news": news.value,
        "place": series.offer.name,
        "party": series.party.name,
        "rhythm": series.recurrence,
        "count": len(coming),
        "gone": len(gone),
        "skipped": skipped if news is not SeriesNews.CANCELLED else 0,
        "waits": any(one.state == "to_approve" for one in coming),
        "reason": reason,
        "by": "" if own else by.name,
        "pk": series.pk,
    }
    version = f"{now:%Y%m%d%H%M%S%f}" if news is not SeriesNews.MADE else "1"
    key = f"{BOOKING_SERIES.code}:{news.value}:{series.pk}:{version}:{to.user_id or to.address}"
    write_notice(BOOKING_SERIES, key=key, to=to, said=said, now=now, calendar=calendar)
