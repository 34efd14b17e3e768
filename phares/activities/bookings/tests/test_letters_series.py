"""A series is told in one letter, with all its dates for a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    book,
    contact_of,
    rooms,
    slot,
)
from phares.activities.bookings.tests.test_letters import told
from phares.activities.bookings.tests.test_series import made
from phares.common.clock.actions import travel_to
from phares.common.notices.formats.message import message_of
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import BOOKING, BOOKING_SERIES
from phares.kernel.actor import THE_POLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings):
    settings.MAIL_SENDER = "Le Quai <pole@quai.test>"
    travel_to(NOW, by=THE_POLE)
    return rooms()


def letters() -> list[Notice]:
    return list(Notice.objects.filter(kind=BOOKING_SERIES.code).order_by("pk"))


def events_of(letter: Notice) -> tuple[str, list[tuple[str, str, int]]]:
    calendar = Calendar.from_ical(letter.calendar)
    rows = [
        (str(one["UID"]).partition("@")[0], str(one["STATUS"]), int(str(one["SEQUENCE"])))
        for one in calendar.walk("VEVENT")
    ]
    return str(calendar["METHOD"]), rows


def test_a_series_is_told_once_with_every_date_that_was_had(house):
    book(house.cordouan, house.resident, slot(14, 16, day=19))
    Notice.objects.all().delete()
    series = made(house)
    (letter,) = letters()
    assert letter.to_address == "qui@phares.test"
    text = told(letter)
    assert (
        "Cordouan, toutes les semaines, le mardi, jusqu’au 9 février 2016 : c’est réservé" in text
    )
    assert "4 dates à venir." in text
    assert "1 date n’a pas pu se réserver" in text
    method, rows = events_of(letter)
    known = Booking.objects.filter(occurrence__series=series).order_by("starts_at")
    assert method == "PUBLISH"
    assert [uid for uid, *_rest in rows] == [str(one.uid) for one in known]
    assert {status for _uid, status, _n in rows} == {"CONFIRMED"}
    assert not Notice.objects.filter(kind=BOOKING.code).exists()


def test_what_is_cancelled_leaves_the_calendar(house):
    series = made(house)
    Notice.objects.all().delete()
    by = contact_of(house.adherent)
    ways: dict[str, Any] = {"since": date(2016, 1, 26), "by": by, "now": NOW}
    actions.cancel_series(series, reason="Vacances", **ways)
    (letter,) = letters()
    assert "3 dates sont rendues." in told(letter)
    assert "Raison : Vacances." in told(letter)
    method, rows = events_of(letter)
    assert (method, len(rows)) == ("PUBLISH", 3)
    assert {(status, sequence) for _uid, status, sequence in rows} == {("CANCELLED", 1)}


def test_what_has_changed_is_told_with_the_version_of_each(house):
    series = made(house)
    Notice.objects.all().delete()
    actions.change_series(
        series, since=date(2016, 1, 12), start=17 * 60, end=18 * 60, last=series.last_on,
        by=ANIMATOR, now=NOW,
    )  # fmt: skip
    (letter,) = letters()
    assert "la série a changé" in told(letter)
    method, rows = events_of(letter)
    assert (method, len(rows)) == ("PUBLISH", 5)
    assert {sequence for _uid, _status, sequence in rows} == {1}


def test_two_letters_that_leave_together_have_two_calendars(house):
    for hour in (9, 11):
        book(house.cordouan, house.resident, slot(hour, hour + 1))
    both = list(Notice.objects.filter(kind=BOOKING.code).order_by("pk"))
    names = [name for name, *_rest in message_of(both).attachments]
    assert names == ["invitation-1.ics", "invitation-2.ics"]
    assert [name for name, *_rest in message_of(both[:1]).attachments] == ["invitation.ics"]
