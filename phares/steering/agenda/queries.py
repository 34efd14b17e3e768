"""Feeds: whose they are, and which one an address opens."""

from __future__ import annotations

from django.db.models import QuerySet

from phares.people.accounts.queries import digest_of
from phares.steering.agenda.models import LIVE, Feed


def feeds_of(user_id: int | None) -> QuerySet[Feed]:
    """Those that open something, one's own first."""
    rows = Feed.objects.filter(LIVE, user_id=user_id or 0).select_related("offer")
    return rows.order_by("offer__name", "pk")


def feed_at(token: str) -> Feed | None:
    """The feed of this address, withdrawn or not, found by its fingerprint only."""
    rows = Feed.objects.filter(digest=digest_of(token)).select_related("user", "offer")
    return rows.first()
