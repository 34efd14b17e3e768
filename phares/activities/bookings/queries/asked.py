"""Bookings as people look for them."""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from phares.activities.bookings.models import Booking, Offer, Series
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.rules.permissions import BOOKS_FOR_ITS_OWN, reads_all
from phares.kernel.actor import Actor
from phares.people.directory.rules.names import normalise

LETTERS = {
    "a": "[aàâäÀÂÄ]", "c": "[cçÇ]", "e": "[eéèêëÉÈÊË]", "i": "[iîïÎÏ]", "o": "[oôöÔÖ]",
    "u": "[uùûüÙÛÜ]", "y": "[yÿŸ]",
}  # fmt: skip
"""Each with its accents, and their capitals: a database in « C » does not know that É is é."""


def visible_to(actor: Actor) -> QuerySet[Booking]:
    """All of them to the team; a member reads its own in the list."""
    rows = Booking.objects.select_related("offer", "party", "price")
    if reads_all(actor):
        return rows
    return rows.filter(party_id__in=actor.parties_as(*BOOKS_FOR_ITS_OWN))


def to_decide(now: datetime) -> QuerySet[Booking]:
    """What waits for a yes and has not begun: who asked first is answered first."""
    rows = Booking.objects.filter(state=BookingState.TO_APPROVE.value, starts_at__gt=now)
    return rows.order_by("made_at", "pk")


def searched(rows: QuerySet[Booking], text: str) -> QuerySet[Booking]:
    """By structure, place or purpose, with or without accents."""
    return _found(rows, text)


def searched_series(rows: QuerySet[Series], text: str) -> QuerySet[Series]:
    return _found(rows, text)


def _found[M: Model](rows: QuerySet[M], text: str) -> QuerySet[M]:
    """The places are few: their names are read; the purposes are many: the database looks."""
    words = normalise(text).split()
    if not words:
        return rows
    names = [(pk, normalise(name)) for pk, name in Offer.objects.values_list("pk", "name")]
    for word in words:
        places = [pk for pk, name in names if word in name]
        purpose = "".join(LETTERS.get(letter, re.escape(letter)) for letter in word)
        rows = rows.filter(
            Q(party__search__contains=word) | Q(offer__in=places) | Q(purpose__iregex=purpose)
        )
    return rows
