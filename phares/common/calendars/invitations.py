"""What a calendar takes from a letter: come, or come no more (RFC 5546, iTIP)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress, vText

from phares.common.calendars.feeds import frame, uid_of
from phares.kernel.dates import Happening


class Method(StrEnum):
    """What the calendar that reads it is asked to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


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
    event.add("status", _status(method, one))
    event.add("organizer", _somebody(post.sender, post.sender_name))
    event.add("attendee", _somebody(post.address, post.name))
    calendar = frame("", zone, (one.days.start, one.days.end or one.days.start))
    calendar.add("method", method.value)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _status(method: Method, one: Happening) -> str:
    if method is Method.CANCEL:
        return "CANCELLED"
    return "TENTATIVE" if one.tentative else "CONFIRMED"


def _somebody(address: str, name: str) -> vCalAddress:
    told = vCalAddress(f"mailto:{address}")
    told.params["cn"] = vText(name)
    return told
