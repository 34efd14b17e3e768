from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from phares.common.calendars.feeds import WIDTH, Feed, fingerprint, written
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period, TimeSlot

PARIS = Feed("Salle d’à côté", ZoneInfo("Europe/Paris"), "https://pole.test", "pole.test")
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)
DAYS = (date(2016, 1, 1), date(2016, 12, 31))


def happening(title: str, day: int = 12, month: int = 1, **more) -> Happening:
    start = datetime(2016, month, day, 13, tzinfo=UTC)
    slot = TimeSlot(start, start.replace(hour=15))
    days = Period(start.date(), date(2016, month, day + 1))
    return Happening("booking:1", Theme.BOOKING, title, days, slot, **more)


def read(*told: Happening):
    return Calendar.from_ical(written(PARIS, told, DAYS, NOW)).walk("VEVENT")


@pytest.mark.parametrize(
    "title",
    [
        "Procarist",
        "Repas, café ; thé",
        "Barre \\ oblique",
        "é" * 200,
        "Île-de-France, " * 20 + "fin",
        "日本語" * 40,
    ],
)
def test_what_is_written_is_read_back_and_no_line_is_too_long(title):
    lines = written(PARIS, [happening(title)], DAYS, NOW).split(b"\r\n")
    assert max(len(line) for line in lines) <= WIDTH
    (one,) = read(happening(title))
    assert one["SUMMARY"] == title


def test_a_line_break_makes_no_property():
    (one,) = read(happening("Réunion\r\nATTENDEE:mailto:x@y.test"))
    assert "ATTENDEE" not in one
    assert one["SUMMARY"] == "Réunion ATTENDEE:mailto:x@y.test"


@pytest.mark.parametrize(("month", "hour"), [(1, 14), (7, 15)])
def test_hours_are_those_of_the_clock_on_the_wall(month, hour):
    (one,) = read(happening("Réunion", month=month))
    assert one["DTSTART"].dt.hour == hour
    assert one["DTSTART"].dt.astimezone(UTC).hour == 13


def test_an_empty_calendar_is_one():
    calendar = Calendar.from_ical(written(PARIS, [], DAYS, NOW))
    assert calendar["X-WR-CALNAME"] == "Salle d’à côté"
    assert [one["TZID"] for one in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_the_mark_changes_with_what_is_told():
    first = fingerprint(PARIS, [happening("Réunion")])
    assert first == fingerprint(PARIS, [happening("Réunion")])
    assert first != fingerprint(PARIS, [happening("Réunion", sequence=1)])
    assert first != fingerprint(PARIS, [happening("Réunion", day=13)])
    assert first != fingerprint(PARIS, [])
