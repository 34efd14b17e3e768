"""What a feed holds, for whom it was made and as of now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from phares.activities.bookings.dates import taken_of
from phares.common.calendars import feeds
from phares.kernel.actor import Actor
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say
from phares.people.accounts.queries import actor_of
from phares.steering.agenda.gathering import everything_in
from phares.steering.agenda.models import Feed
from phares.steering.agenda.rules.permissions import may_read

BEFORE, AHEAD = timedelta(days=92), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Served:
    """A feed ready to be written, and the mark by which it is known again."""

    feed: feeds.Feed
    told: list[Happening]
    period: Period
    mark: str

    def written(self, now: datetime) -> bytes:
        assert self.period.end is not None
        return feeds.written(self.feed, self.told, (self.period.start, self.period.end), now)


def served(feed: Feed, now: datetime, real_day: date) -> Served | None:
    """Nothing once it is withdrawn, or its owner may not read the calendar any more.

    Keys follow the real calendar, `real_day`; what is told, the day it is here.
    """
    owner = actor_of(feed.user, real_day)
    if feed.withdrawn_at is not None or not may_read(owner):
        return None
    today = timezone.localdate(now)
    period = Period(today - BEFORE, today + AHEAD)
    told = taken_of(feed.offer, period) if feed.offer else of_one_self(period, owner)
    calendar = calendar_of(feed.offer.name if feed.offer else say("Agenda"))
    return Served(calendar, told, period, feeds.fingerprint(calendar, told))


def of_one_self(period: Period, owner: Actor) -> list[Happening]:
    """One's own bookings; of the rest, all that one may know."""
    told = everything_in(period, owner)
    return [one for one in told if one.mine or one.theme is not Theme.BOOKING]


def calendar_of(name: str) -> feeds.Feed:
    domain = parseaddr(settings.MAIL_SENDER)[1].rpartition("@")[2] or "localhost"
    zone = timezone.get_default_timezone()
    return feeds.Feed(name, zone, settings.SITE_URL, domain)
