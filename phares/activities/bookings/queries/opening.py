"""The rules that hold for an offer on some days: hours, days off, holidays, caps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import holidays
from django.db.models import CharField, DateField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat

from phares.activities.bookings.models import BookingCap, DaysOff, Offer, OfferUnit, OpeningHours
from phares.activities.bookings.rules.caps import Cap
from phares.activities.bookings.rules.kinds import CapEvery, CapMeasure, CapScope
from phares.activities.bookings.rules.opening import DaysOff as Off
from phares.activities.bookings.rules.opening import Opening, Weekly
from phares.common.compiled import filled_in
from phares.kernel.time import Period
from phares.kernel.tongue import in_french

HOURS, OFF, CAP, UNIT = "hours", "off", "cap", "unit"


@dataclass(frozen=True, slots=True)
class Terms:
    """When an offer is open on the days asked, how much of it one may book, what it takes."""

    opening: Opening
    caps: tuple[Cap, ...] = ()
    units: tuple[int, ...] = ()
    """Assets, the first of a pool first."""


def terms_of(offers: Iterable[Offer], first: date, last: date) -> dict[int, Terms]:
    """The rules of each offer from one day to another, both included: one query for all."""
    known = {offer.pk: offer for offer in offers}
    if not known:
        return {}
    rows = [(*row[:6], _day(row[6]), _day(row[7])) for row in _rows(first, last, *known)]
    return {pk: _terms(offer, rows, first, last) for pk, offer in known.items()}


NONE, EMPTY = Value(0, IntegerField()), Value("", CharField())
NEVER = Value(None, DateField())


def _day(told: Any) -> date | None:
    """SQLite keeps days as texts."""
    return date.fromisoformat(told) if isinstance(told, str) else told


@filled_in
def _rows(first: date, last: date, *ids: int) -> QuerySet[Any, Any]:
    """What, whose, three numbers, a text, from and to: rows of one shape, for one query."""
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=first)
    whose = Q(offer__isnull=True) | Q(offer__in=ids)
    told = whose & lasts & Q(starts_on__lte=last)

    def asked(model: Any, where: Q, what: str, *columns: Any) -> QuerySet[Any, Any]:
        rows: QuerySet[Any, Any] = model.objects.filter(where).order_by()
        return rows.values_list(Value(what, CharField()), "offer_id", *columns)

    days = ("starts_on", "ends_on")
    cap = Concat(F("scope"), Value("/"), F("measure"), Value("/"), F("every"))
    hours = asked(OpeningHours, told, HOURS, F("weekday"), F("opens"), F("closes"), EMPTY, *days)
    off = asked(DaysOff, told, OFF, NONE, NONE, NONE, F("label"), *days)
    caps = asked(BookingCap, told, CAP, F("most"), NONE, NONE, cap, *days)
    mine = Q(offer__in=ids)
    units = asked(OfferUnit, mine, UNIT, F("rank"), F("asset_id"), NONE, EMPTY, NEVER, NEVER)
    return hours.union(off, caps, units, all=True).order_by()


def _terms(offer: Offer, rows: Iterable[tuple[Any, ...]], first: date, last: date) -> Terms:
    mine = [row for row in rows if row[1] in (None, offer.pk)]
    weekly = [
        Weekly(weekday, opens, closes, Period(since, until), own=whose is not None)
        for what, whose, weekday, opens, closes, _text, since, until in mine
        if what == HOURS
    ]
    off = [Off(Period(row[6], row[7]), row[5]) for row in mine if row[0] == OFF]
    caps = [_cap(row[2], row[5]) for row in mine if row[0] == CAP]
    units = sorted(row[2:4] for row in mine if row[0] == UNIT)
    kept = public_holidays(first, last) if offer.keeps_holidays else {}
    return Terms(Opening(weekly, off, kept), tuple(caps), tuple(unit for _rank, unit in units))


def _cap(most: int, text: str) -> Cap:
    scope, measure, every = text.split("/")
    return Cap(CapScope(scope), CapMeasure(measure), CapEvery(every), most)


def public_holidays(first: date, last: date) -> Mapping[date, str]:
    """French public holidays between two days, as one says them (code du travail, art. L3133-1)."""
    named = _holidays("fr" if in_french() else "en_US", first.year, last.year)
    return {day: name for day, name in named.items() if first <= day <= last}


@lru_cache(maxsize=32)
def _holidays(language: str, first: int, last: int) -> dict[date, str]:
    years = range(first, min(last, first + 12) + 1)
    found = holidays.country_holidays("FR", years=years, language=language)
    return {day: name[:1].lower() + name[1:] for day, name in found.items()}
