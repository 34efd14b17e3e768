"""Happenings as a calendar to subscribe to (RFC 5545), thousands of them at once.

The frame and the time zone are those of `icalendar`; so are the escaping and the folding of each
line. The lines of an event are put together here: the library sorts and checks each property, which
takes a second for five thousand events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vText
from icalendar.parser import Contentline

from phares.kernel.dates import Happening

PRODUCT = "-//Phares//Agenda//FR"
WIDTH = 75
"""Octets of a line; a longer one is folded (RFC 5545, section 3.1)."""
END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar: how it is called, whose clock it follows, where its links lead."""

    name: str
    zone: ZoneInfo
    site: str
    domain: str
    """What makes a UID ours."""


def frame(name: str, zone: ZoneInfo, days: tuple[date, date]) -> Calendar:
    """An empty calendar that describes its time zone for these days."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add_component(Timezone.from_tzinfo(zone, zone.key, *days))
    return calendar


def written(feed: Feed, told: Iterable[Happening], days: tuple[date, date], now: datetime) -> bytes:
    """The whole file; `days` are those that it covers."""
    empty = frame(feed.name, feed.zone, days).to_ical()
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = "\r\n".join(line for one in told for line in _event(feed, one, stamp))
    body = f"{lines}\r\n".encode() if lines else b""
    return empty.removesuffix(END) + body + END


def fingerprint(feed: Feed, told: Iterable[Happening]) -> str:
    """The same while nothing in it changes: what a program sends back to be told so."""
    whole = sha256(f"{feed.name} {feed.site}".encode())
    for one in told:
        slot = (one.slot.start.timestamp(), one.slot.end.timestamp()) if one.slot else one.days
        said = (one.key, one.sequence, one.title, one.detail, one.place, one.tentative, slot)
        whole.update(repr(said).encode())
    return whole.hexdigest()[:32]


def uid_of(one: Happening, domain: str) -> str:
    return f"{one.uid or one.key}@{domain}"


def _event(feed: Feed, one: Happening, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield _line("UID", uid_of(one, feed.domain))
    yield f"DTSTAMP:{stamp}"
    yield from _when(feed.zone, one)
    yield f"SEQUENCE:{one.sequence}"
    yield _line("SUMMARY", one.title)
    yield "STATUS:TENTATIVE" if one.tentative else "STATUS:CONFIRMED"
    if one.slot is None:
        yield "TRANSP:TRANSPARENT"
    if one.place:
        yield _line("LOCATION", one.place)
    if one.detail:
        yield _line("DESCRIPTION", one.detail)
    if one.url:
        yield _whole(f"URL:{feed.site}{one.url}")
    yield "END:VEVENT"


def _when(zone: ZoneInfo, one: Happening) -> Iterator[str]:
    """Hours by the clock of the place; whole days, the day after the last as their end."""
    if one.slot is not None:
        start, end = one.slot.start.astimezone(zone), one.slot.end.astimezone(zone)
        yield f"DTSTART;TZID={zone.key}:{_clock(start)}"
        yield f"DTEND;TZID={zone.key}:{_clock(end)}"
        return
    yield f"DTSTART;VALUE=DATE:{one.days.start:%Y%m%d}"
    if one.days.end is not None:
        yield f"DTEND;VALUE=DATE:{one.days.end:%Y%m%d}"


def _clock(at: datetime) -> str:
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}"


@lru_cache(maxsize=4096)
def _line(name: str, text: str) -> str:
    return _whole(f"{name}:{vText(' '.join(text.split())).to_ical().decode()}")


def _whole(line: str) -> str:
    if len(line.encode()) <= WIDTH:
        return line
    return Contentline(line).to_ical().decode()
