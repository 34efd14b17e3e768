"""Feeds are made, made anew, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction

from phares.activities.bookings.models import Offer
from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.accounts.models import User
from phares.people.accounts.queries import digest_of
from phares.steering.agenda.models import LIVE, Feed
from phares.steering.agenda.rules.permissions import why_not_subscribe


@transaction.atomic
def make_feed(*, by: Actor, now: datetime, offer: Offer | None = None) -> str:
    """A secret that opens one's own dates, or one place's; the one before opens nothing more."""
    insist(why_not_subscribe(by))
    owner = User.objects.select_for_update().get(pk=by.user_id or 0)
    rows = Feed.objects.filter(LIVE, user=owner, offer=offer)
    again = bool(rows.update(withdrawn_at=now))
    token = token_urlsafe(32)
    feed = Feed.objects.create(user=owner, offer=offer, digest=digest_of(token), made_at=now)
    record("agenda.feed_remade" if again else "agenda.feed_made", feed, by=by)
    return token


@transaction.atomic
def withdraw_feed(feed: Feed, *, by: Actor, now: datetime) -> None:
    """The address opens nothing any more. Twice is once."""
    insist(why_not_subscribe(by))
    if Feed.objects.filter(LIVE, pk=feed.pk, user_id=by.user_id or 0).update(withdrawn_at=now):
        record("agenda.feed_withdrawn", feed, by=by)


def note_read(feed: Feed, day: date) -> None:
    """The last day it served: written once a day, and no act of anybody."""
    if feed.used_on != day:
        Feed.objects.filter(pk=feed.pk).update(used_on=day)
