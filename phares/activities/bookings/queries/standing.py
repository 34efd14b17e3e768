"""How whoever books stands to the pole, and what they booked already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.caps import Booked, Cap, frame
from phares.activities.bookings.rules.kinds import HOLDS, BookingState, CapScope, Standing
from phares.common.compiled import filled_in
from phares.common.facts import on
from phares.kernel.time import TimeSlot
from phares.people.directory.models import Belonging
from phares.people.directory.rules.kinds import HOUSED, BelongingRole

COUNTS = tuple(state.value for state in (*HOLDS, BookingState.DONE, BookingState.NO_SHOW))
"""What a cap counts: a place kept for nothing was kept."""


def standing_of(party_id: int, day: date) -> Standing:
    """Of an organisation or a person, by its ties to the pole that day."""
    roles = {BelongingRole(role) for (role,) in _roles(party_id, day)}
    if roles.intersection(HOUSED):
        return Standing.HOUSED
    return Standing.ADHERENT if BelongingRole.ADHERENT in roles else Standing.OUTSIDE


@filled_in
def _roles(party_id: int, day: date) -> QuerySet[Any, Any]:
    rows = Belonging.objects.filter(on(day), party_id=party_id, pole__is_home=True)
    return rows.order_by().values_list("role")


def booked_besides(
    caps: Iterable[Cap],
    slot: TimeSlot,
    now: datetime,
    *,
    party_id: int,
    user_id: int | None,
    but: int | None,
) -> list[Booked]:
    """What counts under these caps besides the booking `but`: one query, none without caps."""
    without = () if but is None else (but,)
    return booked_around(caps, [slot], now, party_id=party_id, user_id=user_id, but=without)


def booked_around(
    caps: Iterable[Cap],
    slots: Sequence[TimeSlot],
    now: datetime,
    *,
    party_id: int,
    user_id: int | None,
    but: Collection[int] = (),
) -> list[Booked]:
    """The same for many times at once: all that counts for any of them, in one query."""
    found = list(caps)
    if not found:
        return []
    today = timezone.localtime(now)
    first, last = (timezone.localtime(pick(slots, key=_start).start) for pick in (min, max))
    frames = [frame(cap.every, at, today) for cap in found for at in (first, last)]
    rows = Booking.objects.filter(_whose(found, party_id, user_id), _in(frames), state__in=COUNTS)
    told = rows.exclude(pk__in=but).order_by()
    return [
        Booked(
            TimeSlot(timezone.localtime(start), timezone.localtime(end)),
            same_organisation=party == party_id,
            same_person=user_id is not None and made_by == user_id,
        )
        for start, end, party, made_by in told.values_list(
            "starts_at", "ends_at", "party_id", "made_by_id"
        )
    ]


def _start(slot: TimeSlot) -> datetime:
    return slot.start


def _whose(caps: Iterable[Cap], party_id: int, user_id: int | None) -> Q:
    whose = Q(party_id=party_id)
    if user_id is not None and any(cap.scope is CapScope.PERSON for cap in caps):
        whose |= Q(made_by_id=user_id)
    return whose


def _in(frames: list[tuple[datetime, datetime | None]]) -> Q:
    since = min(start for start, _end in frames)
    ends = [end for _start, end in frames]
    until = None if None in ends else max(end for end in ends if end is not None)
    return Q(starts_at__gte=since) & (Q() if until is None else Q(starts_at__lt=until))
