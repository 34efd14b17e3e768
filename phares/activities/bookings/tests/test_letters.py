from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from icalendar import Calendar

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    book,
    rooms,
    slot,
)
from phares.common.clock.actions import travel_to
from phares.common.notices.actions import choose_rhythm
from phares.common.notices.formats.message import message_of
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import BOOKING
from phares.common.notices.rules.rhythms import Rhythm
from phares.kernel.actor import THE_POLE, VISITOR, Role
from phares.kernel.refusal import Refused
from phares.people.accounts.models import Key, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings):
    settings.MAIL_SENDER = "Le Quai <pole@quai.test>"
    travel_to(NOW, by=THE_POLE)
    return rooms()


def letters() -> list[Notice]:
    return list(Notice.objects.filter(kind=BOOKING.code).order_by("pk"))


def event_of(letter: Notice):
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def told(letter: Notice) -> str:
    return f"{letter.subject}\n{letter.text}".replace("\xa0", " ").replace("\u202f", " ")


def test_confirmed_at_once_it_is_told_with_an_invitation(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    (letter,) = letters()
    assert letter.to_address == "qui@phares.test"
    assert "Cordouan, 12 janvier 2016 : c’est réservé" in told(letter)
    assert "de 14 h à 16 h, pour Terragram" in told(letter)
    method, event = event_of(letter)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 0)
    assert event["UID"] == f"{booking.uid}@quai.test"
    assert event["DTSTART"].dt.strftime("%H:%M") == "14:00"
    assert event["ORGANIZER"] == "mailto:pole@quai.test"
    assert event["ATTENDEE"] == "mailto:qui@phares.test"
    message = message_of([letter])
    ((_name, content, kind),) = message.attachments
    assert "BEGIN:VCALENDAR" in content
    assert kind.startswith("text/calendar; method=REQUEST")


def test_what_waits_is_told_when_the_pole_has_answered(house):
    booking = book(house.hall, house.resident, slot(14, 16))
    assert letters() == []
    actions.approve_booking(booking, by=ANIMATOR)
    (letter,) = letters()
    assert event_of(letter)[1]["SEQUENCE"] == 1


def test_a_no_is_told_with_its_reason(house):
    booking = book(house.hall, house.resident, slot(14, 16))
    actions.refuse_booking(booking, reason="Le plancher est refait", by=ANIMATOR, now=NOW)
    (letter,) = letters()
    assert "Raison : Le plancher est refait." in told(letter)
    method, event = event_of(letter)
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")


def test_moved_then_cancelled_the_uid_stays_and_the_version_rises(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    actions.move_booking(booking, slot(16, 18), by=ANIMATOR, now=NOW)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW, reason="Fuite d’eau")
    events = [event_of(one) for one in letters()]
    assert [method for method, _one in events] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [one["SEQUENCE"] for _method, one in events] == [0, 1, 2]
    assert len({str(one["UID"]) for _method, one in events}) == 1
    assert "de 16 h à 18 h" in told(letters()[1])
    assert "Raison : Fuite d’eau." in told(letters()[2])


def test_a_day_closed_after_is_told_with_other_places(house):
    book(house.cordouan, house.resident, slot(14, 16))
    Notice.objects.all().delete()
    days: dict[str, Any] = {"first": date(2016, 1, 12), "last": date(2016, 1, 13)}
    actions.close_days(label="Travaux", offer=house.cordouan, by=ANIMATOR, **days)
    (letter,) = letters()
    assert "Cordouan, 12 janvier 2016 : fermé ce jour-là" in told(letter)
    assert "Libre à la même heure : Ar-Men, Ar-Men nord." in told(letter)
    assert "Raison : Travaux." in told(letter)
    assert letter.calendar == ""


def test_a_closure_of_other_days_or_another_room_is_told_to_nobody(house):
    book(house.cordouan, house.resident, slot(14, 16))
    Notice.objects.all().delete()
    other: dict[str, Any] = {
        "first": date(2016, 1, 12),
        "last": date(2016, 1, 12),
        "offer": house.planier,
    }
    actions.close_days(label="Travaux", by=ANIMATOR, **other)
    later: dict[str, Any] = {"first": date(2016, 1, 13), "last": date(2016, 1, 14)}
    actions.close_days(label="Congés", by=ANIMATOR, **later)
    assert letters() == []


def test_booked_without_an_account_the_contacts_of_the_structure_are_told(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    Booking.objects.update(made_by=None)
    Notice.objects.all().delete()
    user = User.objects.create(pk=2, email="ana@terragram.test", name="Ana", language="en")
    facts = {"user": user, "organisation": house.resident, "starts_on": date(2012, 1, 1)}
    Key.objects.create(role=Role.MEMBER_CONTACT.value, **facts)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    (letter,) = letters()
    assert letter.to_address == "ana@terragram.test"
    assert "the booking is cancelled" in told(letter)
    assert "réserv" not in told(letter)


def test_who_does_without_gets_none(house):
    choose_rhythm("qui@phares.test", BOOKING, Rhythm.NONE, by=VISITOR, now=NOW)
    book(house.cordouan, house.resident, slot(14, 16))
    assert [one.state for one in letters()] == ["not_wanted"]


def test_an_act_that_fails_writes_no_letter(house):
    with transaction.atomic():
        book(house.cordouan, house.resident, slot(14, 16))
        assert len(letters()) == 1
        transaction.set_rollback(True)
    assert letters() == []


def test_a_refused_request_writes_no_letter(house):
    book(house.cordouan, house.resident, slot(14, 16))
    with pytest.raises(Refused):
        book(house.cordouan, house.adherent, slot(15, 17))
    assert len(letters()) == 1
