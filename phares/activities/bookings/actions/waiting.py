"""Somebody waits for a place; it is offered to the first when it is free, for a limited time."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from phares.activities.bookings.actions.booking import book_room
from phares.activities.bookings.actions.placing import Asked, why_not_ask
from phares.activities.bookings.letters_waiting import WaitNews, tell_waiting
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.models_waiting import WaitlistEntry
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.rules import permissions, waiting
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.waiting import WaitState
from phares.common.audit.actions import record
from phares.common.constraints import met_another
from phares.common.parameters.queries import value_of
from phares.cooperative.assets.actions import Wanted, foresee_many, give_back, take
from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Refused, insist
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Party


def wait_for_room(
    *, offer: Offer, party: Party, slot: TimeSlot, by: Actor, now: datetime, wish: Wish
) -> WaitlistEntry:
    """To be told, and to have the place kept a while, when nobody has it any more.

    Refused when it is free now, and by the rules that would refuse it anyway.
    """
    insist(permissions.why_not_book_for(by, party.pk))
    insist(waiting.why_not_wait(slot.start, now))
    try:
        return _wait(offer, party, slot, by, now, wish)
    except IntegrityError as error:
        if not met_another(error):
            raise
        raise Refused(waiting.TWICE) from error


@transaction.atomic
def _wait(
    offer: Offer, party: Party, slot: TimeSlot, by: Actor, now: datetime, wish: Wish
) -> WaitlistEntry:
    asked = Asked(offer, party, slot, by, now, people=wish.people)
    local, terms = asked.local, _terms(offer, slot)
    insist(why_not_ask(asked, local, terms, timezone.localtime(now)))
    made = WaitlistEntry.objects.create(
        offer=offer, party=party, made_by_id=by.user_id, starts_at=slot.start, ends_at=slot.end,
        made_at=now, **wish.columns(),
    )  # fmt: skip
    wanted = [_wanted(made)]
    insist(None if foresee_many(terms.units, wanted, any_one=offer.any_one) else waiting.FREE)
    record("booking.waited", made, by=by, start=made.starts_at, end=made.ends_at)
    return made


def freed(booking: Booking, now: datetime) -> None:
    """The time of a booking that is given back, its buffers included."""
    offer = booking.offer
    offer_what_is_free(booking.starts_at - offer.before, booking.ends_at + offer.after, now=now)


@transaction.atomic
def offer_what_is_free(start: datetime, end: datetime, *, now: datetime) -> int:
    """To each who waits for something of that time, first come first: kept if it is free now.

    Inside the act that freed it, so that nobody passes before them. How many were offered.
    """
    rows = WaitlistEntry.objects.filter(
        state=WaitState.WAITING.value, starts_at__gt=now, starts_at__lt=end, ends_at__gt=start
    )
    # Whom another act is offering something to at this moment is theirs to serve.
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    told = rows.select_related("offer", "party", "made_by").order_by("made_at", "pk")
    return sum(_offered(one, now) for one in told)


def _offered(one: WaitlistEntry, now: datetime) -> bool:
    terms = _terms(one.offer, _slot(one))
    asked = Asked(one.offer, one.party, _slot(one), THE_POLE, now)
    if why_not_ask(asked, asked.local, terms, timezone.localtime(now)):
        return False
    try:
        with transaction.atomic():
            take(terms.units, _wanted(one), any_one=one.offer.any_one)
    except Refused:
        return False
    hours = value_of("booking.waiting", timezone.localdate(now))
    one.state = WaitState.OFFERED.value
    one.offered_until = waiting.kept_until(one.starts_at, now, int(hours))
    one.save(update_fields=["state", "offered_until"])
    record("booking.offered_again", one, by=THE_POLE, until=one.offered_until)
    tell_waiting(one, WaitNews.OFFERED, now=now)
    return True


@transaction.atomic
def take_offered(entry: WaitlistEntry, *, by: Actor, now: datetime) -> Booking:
    """What is kept becomes a booking, by the rules of any other; refused, it stays kept."""
    one = _locked(entry, by)
    insist(waiting.why_not_take(WaitState(one.state), one.offered_until, now))
    give_back(one.key)
    booking = book_room(
        offer=one.offer, party=one.party, slot=_slot(one), by=by, now=now, wish=one.wish
    )
    one.state, one.booking = WaitState.TAKEN.value, booking
    one.save(update_fields=["state", "booking"])
    return booking


@transaction.atomic
def leave_waitlist(entry: WaitlistEntry, *, by: Actor, now: datetime) -> None:
    """Does not wait any more; what was kept goes to the next."""
    one = _locked(entry, by)
    insist(why_not_move(waiting.MOVES, WaitState(one.state), WaitState.LEFT))
    _over(one, WaitState.LEFT, now)
    record("booking.wait_left", one, by=by)


@transaction.atomic
def pass_on(now: datetime) -> int:
    """Kept in vain, it goes to the next; what has begun is waited for no more. How many."""
    rows = WaitlistEntry.objects.select_for_update(of=("self",)).select_related(
        "offer", "party", "made_by"
    )
    late = list(rows.filter(state=WaitState.OFFERED.value, offered_until__lte=now).order_by("pk"))
    begun = rows.filter(state=WaitState.WAITING.value, starts_at__lte=now)
    gone = begun.update(state=WaitState.PASSED.value)
    for one in late:
        _over(one, WaitState.PASSED, now)
        record("booking.wait_passed", one, by=THE_POLE)
        tell_waiting(one, WaitNews.PASSED, now=now)
    return gone + len(late)


def _over(one: WaitlistEntry, state: WaitState, now: datetime) -> None:
    held = one.state == WaitState.OFFERED.value
    one.state = state.value
    one.save(update_fields=["state"])
    if held:
        give_back(one.key)
        offer_what_is_free(one.starts_at, one.ends_at, now=now)


def _locked(entry: WaitlistEntry, by: Actor) -> WaitlistEntry:
    insist(permissions.why_not(permissions.may_change(by, entry.party_id)))
    rows = WaitlistEntry.objects.select_for_update(of=("self",))
    return rows.select_related("offer", "party", "made_by").get(pk=entry.pk)


def _slot(one: WaitlistEntry) -> TimeSlot:
    return TimeSlot(one.starts_at, one.ends_at)


def _terms(offer: Offer, slot: TimeSlot) -> Terms:
    days = [timezone.localdate(moment) for moment in (slot.start, slot.end)]
    return terms_of([offer], *days)[offer.pk]


def _wanted(one: WaitlistEntry) -> Wanted:
    start, end = one.starts_at - one.offer.before, one.ends_at + one.offer.after
    return Wanted(one.party, Taking.BOOKING, one.key, start, end)
