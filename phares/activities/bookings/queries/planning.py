"""Who has which place on which days: what the planning, the door and the list of the day show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from phares.activities.bookings.models import KEY, Booking, Offer, OfferUnit
from phares.activities.bookings.queries.opening import Terms, terms_of
from phares.activities.bookings.queries.seats import places_of
from phares.activities.bookings.rules.kinds import BookingState, OfferKind
from phares.activities.bookings.rules.local import DAY
from phares.activities.bookings.rules.permissions import may_change, may_see_names
from phares.activities.bookings.rules.planning import Entry, Mark
from phares.common.facts import on
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight, tree_of
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.kernel.actor import Actor
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock
from phares.people.directory.models import Belonging, Pole
from phares.people.directory.rules.kinds import MEMBER_ROLES

SHOWN = (OccupationState.ACTIVE.value, OccupationState.DOUBLED.value)


@dataclass(slots=True)
class Row:
    """A place and its days: what is taken, when it is open."""

    offer: Offer
    plate: str
    seats: int | None
    terms: Terms
    days: dict[date, list[Entry]] = field(default_factory=dict)

    def hours(self, day: date) -> list[tuple[int, int]]:
        return self.terms.opening.of_day(day)


def offers_on(first: date, *kinds: OfferKind, days: int = 1) -> list[Offer]:
    """What may be booked on one of these days, of these kinds, by name."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=first)
    rows = Offer.objects.filter(lasts, starts_on__lt=first + timedelta(days=days))
    return list(rows.filter(kind__in=[kind.value for kind in kinds]) if kinds else rows)


def planning(offers: Sequence[Offer], first: date, days: int, actor: Actor) -> list[Row]:
    """A row for each offer, from the first day on: eight queries, however many rows."""
    last = first + timedelta(days=days - 1)
    terms = terms_of(offers, first, last)
    units = {asset for one in terms.values() for asset in one.units}
    told = places_of(units, first)
    rows = [Row(one, *_told(terms[one.pk], told), terms[one.pk]) for one in offers]
    taken = _taken(units, first, days, actor)
    for row in rows:
        family = taken.families(row.terms.units)
        row.days = taken.of(family, first, days)
    return sorted(rows, key=lambda row: (-(row.seats or 0), row.offer.name))


def _told(terms: Terms, told: Mapping[int, tuple[str, int | None]]) -> tuple[str, int | None]:
    """The plate of its floor and its seats: those of all its units together."""
    known = [told[unit] for unit in terms.units if unit in told]
    plates = sorted({plate for plate, _seats in known if plate})
    seats = [seats for _plate, seats in known if seats]
    return (plates[0] if len(plates) == 1 else ""), (sum(seats) if seats else None)


@dataclass(slots=True)
class _Taken:
    """What is taken of some units, with their wholes and parts."""

    tree: Any
    rows: list[tuple[str, Entry, datetime, datetime | None]]
    by_asset: dict[int, list[int]] = field(default_factory=dict)

    def families(self, units: Collection[int]) -> set[int]:
        return set(self.tree.family(units))

    def of(self, family: Collection[int], first: date, days: int) -> dict[date, list[Entry]]:
        """A pool or a set shows each thing once: a hall taken whole is one entry."""
        found: dict[date, list[Entry]] = {first + timedelta(days=n): [] for n in range(days)}
        seen = set[tuple[str, date]]()
        for number in sorted({n for asset in family for n in self.by_asset.get(asset, ())}):
            key, entry, start, end = self.rows[number]
            for day, since, until in _days_of(start, end, first, days):
                if (key, day) not in seen:
                    seen.add((key, day))
                    found[day].append(_cut(entry, since, until))
        return found


def _cut(entry: Entry, since: int, until: int) -> Entry:
    return Entry(since, until, entry.title, entry.said, entry.mark, entry.url)


def _days_of(
    start: datetime, end: datetime | None, first: date, days: int
) -> Iterable[tuple[date, int, int]]:
    """The days of the planning that it touches, and the minutes of each."""
    last = first + timedelta(days=days - 1)
    day = max(first, start.date())
    stop = last if end is None else min(last, end.date())
    while day <= stop:
        since = start.hour * 60 + start.minute if day == start.date() else 0
        until = end.hour * 60 + end.minute if end is not None and day == end.date() else DAY
        if until > since:
            yield day, since, until
        day += timedelta(days=1)


def _taken(units: Collection[int], first: date, days: int, actor: Actor) -> _Taken:
    tree = tree_of(units)
    since, until = midnight(first), midnight(first + timedelta(days=days))
    lasts = Q(ends_at__isnull=True) | Q(ends_at__gt=since)
    held = (
        Occupation.objects.filter(
            lasts, asset_id__in=list(tree.parents), starts_at__lt=until, state__in=SHOWN
        )
        .order_by("starts_at", "pk")
        .values_list("asset_id", "key", "taking", "starts_at", "ends_at", "holder__name")
    )
    found = list(held)
    booked = [key for _a, key, taking, *_rest in found if taking == Taking.BOOKING.value]
    ids = {_number(key) for key in booked}
    tell = _Teller(_bookings(ids), actor, first)
    taken = _Taken(tree, [])
    for asset, key, taking, start, end, holder in found:
        taken.by_asset.setdefault(asset, []).append(len(taken.rows))
        begins, ends = timezone.localtime(start), timezone.localtime(end) if end else None
        taken.rows.append((key, tell.entry(key, Taking(taking), holder, ends), begins, ends))
    return taken


def _number(key: str) -> int:
    return int(key.removeprefix(KEY))


COLUMNS = (
    "pk",
    "party_id",
    "party__name",
    "party__kind",
    "purpose",
    "state",
    "starts_at",
    "ends_at",
)


def _bookings(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = Booking.objects.filter(pk__in=ids).order_by()
    return {row["pk"]: row for row in rows.values(*COLUMNS, "overbooked")}


class _Teller:
    """Says what is taken, to somebody who may know who has it or not."""

    def __init__(self, bookings: Mapping[int, dict[str, Any]], actor: Actor, day: date) -> None:
        self._bookings, self._actor = bookings, actor
        parties = {row["party_id"] for row in bookings.values()}
        members = Belonging.objects.filter(
            on(day), party_id__in=parties, pole__is_home=True,
            role__in=[role.value for role in MEMBER_ROLES],
        )  # fmt: skip
        carriers = Pole.objects.filter(is_home=True).order_by().values_list("carrier_id")
        known = members.order_by().values_list("party_id").union(carriers).order_by()
        self._members = {pk for (pk,) in known} if parties else set[int]()

    def entry(self, key: str, taking: Taking, holder: str | None, end: datetime | None) -> Entry:
        names = may_see_names(self._actor)
        if taking is Taking.BOOKING:
            return self._booking(self._bookings[_number(key)])
        if taking is Taking.CLOSURE:
            return Entry(0, 0, say("Fermeture"), _until(end), Mark.CLOSED)
        title = holder if names and holder else say("Occupé")
        return Entry(0, 0, title, _until(end), Mark.LET)

    def _booking(self, row: Mapping[str, Any]) -> Entry:
        start, end = timezone.localtime(row["starts_at"]), timezone.localtime(row["ends_at"])
        said = say("{start}–{end}", start=_clock(start), end=_clock(end))
        if not may_see_names(self._actor):
            return Entry(0, 0, say("Occupé"), said)
        mark = Mark.INSIDE if row["party_id"] in self._members else Mark.OUTSIDE
        if row["state"] == BookingState.TO_APPROVE.value:
            mark, said = Mark.WAITING, say("{said}, à confirmer", said=said)
        if row["overbooked"]:
            said = say("{said}, en double", said=said)
        purpose = f", {row['purpose']}" if row["purpose"] else ""
        title = row["party__name"]
        return Entry(
            0, 0, title, f"{said}{purpose}", mark, reverse("bookings:booking", args=[row["pk"]])
        )


def _clock(moment: datetime) -> str:
    return on_the_clock(moment.hour * 60 + moment.minute)


def _until(end: datetime | None) -> str:
    return say("jusqu’au {day}", day=f"{end:%d/%m/%Y}") if end else say("sans date de fin")


def units_of(offer: Offer) -> list[str]:
    rows = OfferUnit.objects.filter(offer=offer).order_by("rank", "asset_id")
    return list(rows.values_list("asset__name", flat=True))


def changeable_by(booking: Booking, actor: Actor, now: datetime) -> bool:
    standing = booking.state in (BookingState.CONFIRMED.value, BookingState.TO_APPROVE.value)
    return standing and booking.starts_at > now and may_change(actor, booking.party_id)


def free_instead(
    offers: Iterable[Row], slot: TimeSlot, people: int | None, but: int
) -> list[Offer]:
    """Other places free at that very time, large enough, the smallest first."""
    start, end = timezone.localtime(slot.start), timezone.localtime(slot.end)
    if start.date() != end.date():
        return []
    since, until = _minutes(start), _minutes(end)
    fit = [
        row
        for row in offers
        if row.offer.pk != but
        and not row.offer.any_one
        and (not people or not row.seats or row.seats >= people)
        and _open(row, start.date(), since, until)
        and not _in_the_way(row, start.date(), since, until)
    ]
    return [row.offer for row in sorted(fit, key=lambda row: (row.seats or 0, row.offer.name))]


def _in_the_way(row: Row, day: date, since: int, until: int) -> bool:
    """Whether something is taken meanwhile, or in the buffers around."""
    since, until = since - row.offer.before_minutes, until + row.offer.after_minutes
    return any(one.start < until and since < one.end for one in row.days.get(day, ()))


def _open(row: Row, day: date, since: int, until: int) -> bool:
    return any(opens <= since and until <= closes for opens, closes in row.hours(day))


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
