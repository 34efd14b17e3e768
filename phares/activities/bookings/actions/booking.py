"""A place is asked for."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from phares.activities.bookings.actions.placing import Asked, insist_on_rules, place
from phares.activities.bookings.actions.pricing import price_bookings
from phares.activities.bookings.letters import News, tell
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.queries.standing import standing_of
from phares.activities.bookings.rules import permissions
from phares.activities.bookings.rules.asking import Wish, first_state
from phares.activities.bookings.rules.kinds import HOLDS, Approval
from phares.common.audit.actions import record
from phares.common.constraints import met_another
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party


def book_room(
    *,
    offer: Offer,
    party: Party,
    slot: TimeSlot,
    by: Actor,
    now: datetime,
    wish: Wish = Wish(),  # noqa: B008 — frozen
    overbook: bool = False,
    request_key: str = "",
    illustrative: bool = False,
) -> Booking:
    """The offer is kept for `party` during `slot`: confirmed, or held until somebody says yes.

    Refused with who has it and until when, or with the rule that says no. The same `request_key`
    twice from one account is one booking: the first is given back. `overbook`: two at once,
    knowingly, with the reason in the note.
    """
    insist(permissions.why_not_book_for(by, party.pk))
    if overbook:
        insist(why_not_overbook(by, wish))
    asked = Asked(offer, party, slot, by, now, people=wish.people)
    try:
        return _book(asked, wish, overbook, request_key, illustrative)
    except IntegrityError as error:
        known = same_request(asked, request_key) if met_another(error) else None
        if known is None:
            raise
        return known


@transaction.atomic
def _book(
    asked: Asked, wish: Wish, overbook: bool, request_key: str, illustrative: bool
) -> Booking:
    if known := same_request(asked, request_key):
        return known
    terms = insist_on_rules(asked)
    standing = standing_of(asked.party.pk, timezone.localdate(asked.slot.start))
    lead = permissions.leads(asked.by)
    state = first_state(Approval(asked.offer.approval), standing, lead=lead)
    booking = Booking.objects.create(
        offer=asked.offer,
        party=asked.party,
        made_by_id=asked.by.user_id,
        starts_at=asked.slot.start,
        ends_at=asked.slot.end,
        state=state.value,
        made_at=asked.now,
        overbooked=overbook,
        request_key=key_of(asked, request_key),
        illustrative=illustrative,
        **wish.columns(),
    )
    place(booking, terms.units, asked.by)
    price_bookings([booking], now=asked.now, standing=lambda _day: standing)
    verb = "booking.doubled" if overbook else "booking.made"
    record(verb, booking, by=asked.by, start=booking.starts_at, end=booking.ends_at)
    tell(booking, News.CONFIRMED, by=asked.by, now=asked.now)
    return booking


def key_of(asked: Asked, request_key: str) -> str:
    """The request with all it asks for: the same form filled otherwise is another request."""
    if not request_key:
        return ""
    told = f"{request_key}|{asked.offer.pk}|{asked.party.pk}|{asked.slot.start}|{asked.slot.end}"
    return sha256(told.encode()).hexdigest()


def same_request(asked: Asked, request_key: str) -> Booking | None:
    """What this account asked by the very same form or call, and still has: pressed twice."""
    if not request_key:
        return None
    rows = Booking.objects.filter(
        made_by_id=asked.by.user_id,
        request_key=key_of(asked, request_key),
        state__in=[state.value for state in HOLDS],
    )
    return rows.select_related("offer", "party").first()


def why_not_overbook(by: Actor, wish: Wish) -> Reason | None:
    if not permissions.may_overbook(by):
        return permissions.NOT_YOURS
    if wish.note.strip():
        return None
    return Reason("unsaid", "Dites dans la remarque pourquoi deux groupes partagent la salle.")
