"""What a calendar takes from a letter: come, or come no more (RFC 5546, iTIP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress, vText

from phares.common.calendars.feeds import frame, uid_of
from phares.kernel.dates import Happening


class Method(StrEnum):
    """What the calendar that reads it is asked to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"
    """Several at once, each under its UID: only this method may hold them (RFC 5546, 3.2.1)."""


@dataclass(frozen=True, slots=True)
class Post:
    """Who invites whom."""

    sender: str
    sender_name: str
    address: str
    name: str
    domain: str
    site: str


def invitation(method: Method, one: Happening, post: Post, zone: ZoneInfo, now: datetime) -> str:
    """A calendar of one event, under the UID and the number of version of its record."""
    calendar = frame("", zone, (one.days.start, one.days.end or one.days.start))
    calendar.add("method", method.value)
    event = _event(one, post, zone, now, _status(method, one))
    event.add("attendee", _somebody(post.address, post.name))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def published(
    some: Sequence[Happening], post: Post, zone: ZoneInfo, now: datetime, *, off: bool = False
) -> str:
    """A calendar of several events, each under the UID it has alone; `off`: they are no more."""
    first, last = min(one.days.start for one in some), max(one.days.start for one in some)
    calendar = frame("", zone, (first, last + timedelta(days=1)))
    calendar.add("method", Method.PUBLISH.value)
    for one in some:
        status = _status(Method.CANCEL if off else Method.PUBLISH, one)
        calendar.add_component(_event(one, post, zone, now, status))
    return calendar.to_ical().decode()


def _event(one: Happening, post: Post, zone: ZoneInfo, now: datetime, status: str) -> Event:
    assert one.slot is not None
    event = Event()
    event.add("uid", uid_of(one, post.domain))
    event.add("sequence", one.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", one.slot.start.astimezone(zone))
    event.add("dtend", one.slot.end.astimezone(zone))
    event.add("summary", one.title)
    event.add("location", one.place)
    event.add("url", f"{post.site}{one.url}")
    event.add("status", status)
    event.add("organizer", _somebody(post.sender, post.sender_name))
    return event


def _status(method: Method, one: Happening) -> str:
    if method is Method.CANCEL:
        return "CANCELLED"
    return "TENTATIVE" if one.tentative else "CONFIRMED"


def _somebody(address: str, name: str) -> vCalAddress:
    told = vCalAddress(f"mailto:{address}")
    told.params["cn"] = vText(name)
    return told
