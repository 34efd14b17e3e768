"""What programs read besides the lists of the pages: rooms with their seats, when one is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from phares.activities.bookings.models import Offer, OfferUnit
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.queries.seats import places_of
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight, standing, tree_of
from phares.steering.opendata.rules.availability import (
    Span,
    in_all,
    merged,
    widened,
    without,
)


@dataclass(frozen=True, slots=True)
class Space:
    """What is booked, as a program reads it."""

    offer: Offer
    units: list[str]
    floor: str
    seats: int | None


@dataclass(frozen=True, slots=True)
class Availability:
    open: list[Span]
    free: list[Span]
    taken: list[Span]


def spaces_of(offers: Sequence[Offer], day: date) -> list[Space]:
    """Each with its units and its seats: two queries for all."""
    rows = OfferUnit.objects.filter(offer__in=[one.pk for one in offers])
    parts = list(
        rows.order_by("rank", "asset_id").values_list("offer_id", "asset_id", "asset__name")
    )
    places = places_of({asset for _offer, asset, _name in parts}, day)
    return [_space(one, [p[1:] for p in parts if p[0] == one.pk], places) for one in offers]


def _space(
    offer: Offer, parts: Sequence[tuple[int, str]], places: dict[int, tuple[str, int | None]]
) -> Space:
    known = [places[asset] for asset, _name in parts if asset in places]
    floors = {floor for floor, _seats in known if floor}
    seats = [one for _floor, one in known if one]
    floor = floors.pop() if len(floors) == 1 else ""
    return Space(offer, [name for _asset, name in parts], floor, sum(seats) if seats else None)


def availability_of(offer: Offer, start: datetime, end: datetime, now: datetime) -> Availability:
    """Three queries. Of a pool, taken is when none of its units is left."""
    first, last = timezone.localdate(start), timezone.localdate(end)
    terms = terms_of([offer], first, last)[offer.pk]
    tree = tree_of(terms.units)
    held = standing(tree.family(terms.units), start - offer.after - offer.before, end + offer.after)
    each = [_spans(held, tree.family([unit]), end) for unit in terms.units]
    whole = (start, end)
    taken = (
        in_all(each, (start - timedelta(days=2), end + timedelta(days=2)))
        if offer.any_one
        else merged(span for spans in each for span in spans)
    )
    opened = _open(offer, terms, whole)
    usable = without(opened, [(start, now)] if now > start else [])
    free = without(usable, widened(taken, offer.before, offer.after))
    return Availability(opened, free, within(taken, whole))


def within(spans: Sequence[Span], whole: Span) -> list[Span]:
    """Cut at the moments asked for."""
    cut = [(max(start, whole[0]), min(end, whole[1])) for start, end in spans]
    return [one for one in cut if one[0] < one[1]]


def _spans(held: Sequence[Occupation], family: set[int], end: datetime) -> list[Span]:
    never = end + timedelta(days=3)
    mine = [one for one in held if one.asset_id in family]
    return merged((one.starts_at, one.ends_at or never) for one in mine)


def _open(offer: Offer, terms: Terms, whole: Span) -> list[Span]:
    """The opening hours of each day on which it may be booked."""
    day, spans = timezone.localdate(whole[0]), list[Span]()
    while day <= timezone.localdate(whole[1]):
        if offer.holds(day):
            spans += [
                (_at(day, opens), _at(day, closes)) for opens, closes in terms.opening.of_day(day)
            ]
        day += timedelta(days=1)
    return within(merged(spans), whole)


def _at(day: date, minute: int) -> datetime:
    """That minute of the wall clock, also on the two odd days of the year."""
    if minute >= 24 * 60:
        return midnight(day + timedelta(days=1))
    naive = datetime(day.year, day.month, day.day, minute // 60, minute % 60)  # noqa: DTZ001
    return timezone.make_aware(naive)
