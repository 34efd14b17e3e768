from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions, jobs
from phares.activities.bookings.models import Booking, OpeningHours
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.caps import Cap
from phares.activities.bookings.rules.kinds import (
    BookingState,
    CapEvery,
    CapMeasure,
    CapScope,
    Setup,
)
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    OPENED,
    at,
    book,
    contact_of,
    rooms,
    slot,
)
from phares.common.audit.models import Entry
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.kernel.actor import VISITOR, Role
from phares.kernel.refusal import Refused
from tests.parties import acting

pytestmark = pytest.mark.django_db


def written():
    held = Occupation.objects.order_by("pk").values_list("pk", "state", "starts_at", "ends_at")
    kept = Booking.objects.order_by("pk").values_list("pk", "state", "offer", "starts_at", "note")
    return list(held), list(kept), Entry.objects.count()


def refused(code, act, /, *args, **options) -> str:
    """Refused with this code, and nothing written."""
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before
    return caught.value.reason.sentence


def test_a_member_takes_a_free_room_at_once():
    house = rooms()
    booking = book(
        house.cordouan, house.resident, slot(14, 16), wish=Wish(purpose="Atelier", people=12)
    )
    assert booking.state == BookingState.CONFIRMED
    held = Occupation.objects.get()
    assert (held.key, held.holder_id) == (booking.key, house.resident.pk)
    assert Entry.objects.filter(verb="booking.made").count() == 1


def test_booking_asks_at_most_nine_queries_and_its_letter_four():
    """The savepoints are those of the test, which holds a transaction already."""
    house = rooms()
    with CaptureQueriesContext(connection) as asked:
        book(house.cordouan, house.resident, slot(14, 16))
    plain = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    looked = 4 if connection.features.has_select_for_update else 3
    assert len(plain) == looked + 5 + 4, "\n".join(plain)


def test_who_has_it_is_told_to_those_of_the_house():
    house = rooms()
    book(house.cordouan, house.resident, slot(14, 16))
    sentence = refused("taken", book, house.cordouan, house.adherent, slot(15, 17))
    assert "Cordouan est occupé par Terragram le 12 janvier 2016 de 14 h à 16 h" in sentence


def test_neighbours_share_an_hour_and_buffers_keep_apart():
    house = rooms()
    book(house.cordouan, house.resident, slot(14, 16))
    book(house.cordouan, house.adherent, slot(16, 17))
    book(house.planier, house.resident, slot(14, 16))
    assert "16 h 15" in refused("taken", book, house.planier, house.adherent, slot(16, 17))


def test_the_hall_and_its_half_are_one_place():
    house = rooms()
    book(house.north, house.resident, slot(9, 11))
    refused("taken", book, house.hall, house.adherent, slot(10, 12))
    book(house.hall, house.adherent, slot(11, 12))
    refused("taken", book, house.north, house.resident, slot(11, 12))


def test_a_room_with_its_projector_takes_both():
    house = rooms()
    book(house.with_projector, house.resident, slot(9, 11))
    assert Occupation.objects.count() == 2
    refused("taken", book, house.cordouan, house.adherent, slot(10, 12))


def test_any_one_of_three_desks_goes_three_times():
    house = rooms()
    for _ in range(3):
        book(house.desks, house.resident, slot(9, 17))
    assert Occupation.objects.values("asset").distinct().count() == 3
    refused("taken", book, house.desks, house.adherent, slot(10, 12))


def test_what_waits_holds_the_place_until_somebody_says():
    house = rooms()
    asked = book(house.hall, house.resident, slot(9, 11))
    assert asked.state == BookingState.TO_APPROVE
    refused("taken", book, house.hall, house.adherent, slot(10, 12))
    refused("forbidden", actions.approve_booking, asked, by=contact_of(house.resident))
    refused("unsaid", actions.refuse_booking, asked, reason=" ", by=ANIMATOR, now=NOW)
    actions.refuse_booking(asked, reason="Salle en travaux", by=ANIMATOR, now=NOW)
    other = book(house.hall, house.adherent, slot(10, 12))
    assert actions.approve_booking(other, by=ANIMATOR).state == BookingState.CONFIRMED
    refused("wrong-state", actions.approve_booking, asked, by=ANIMATOR)


def test_an_outsider_does_not_book_by_itself():
    house = rooms()
    for by in (VISITOR, contact_of(house.resident), acting(Role.FUNDER)):
        refused("forbidden", book, house.cordouan, house.outsider, slot(9, 10), by=by)
    assert book(house.cordouan, house.outsider, slot(9, 10), by=ANIMATOR).state == "confirmed"


def test_the_same_request_twice_is_one_booking():
    house, by = rooms(), acting(Role.ANIMATOR)
    first = book(house.cordouan, house.resident, slot(9, 10), by=by, request_key="a-1")
    again = book(house.cordouan, house.resident, slot(9, 10), by=by, request_key="a-1")
    assert first == again
    assert Booking.objects.count() == Occupation.objects.count() == 1


def test_moving_keeps_what_it_had_when_refused():
    house = rooms()
    mine = book(house.cordouan, house.resident, slot(9, 11))
    book(house.cordouan, house.adherent, slot(11, 12))
    by = contact_of(house.resident)
    refused("taken", actions.move_booking, mine, slot(10, 12), by=by, now=NOW)
    refused("forbidden", actions.move_booking, mine, slot(8, 9), now=NOW,
            by=contact_of(house.adherent))  # fmt: skip
    moved = actions.move_booking(mine, slot(10, 11), by=by, now=NOW)
    assert (moved.starts_at, moved.sequence) == (at(10), 1)
    elsewhere = actions.move_booking(moved, slot(10, 12), by=by, now=NOW, offer=house.planier)
    held = Occupation.objects.get(key=mine.key, state=OccupationState.ACTIVE.value)
    assert (held.asset.name, held.starts_at) == ("Planier", at(9, 45))
    assert elsewhere.state == BookingState.CONFIRMED


def test_a_member_who_moves_what_was_confirmed_asks_again():
    house = rooms()
    asked = actions.approve_booking(book(house.hall, house.resident, slot(9, 11)), by=ANIMATOR)
    moved = actions.move_booking(asked, slot(10, 12), by=contact_of(house.resident), now=NOW)
    assert moved.state == BookingState.TO_APPROVE
    approved = actions.approve_booking(moved, by=ANIMATOR)
    assert actions.move_booking(approved, slot(13, 14), by=ANIMATOR, now=NOW).state == "confirmed"


def test_cancelled_frees_the_place_and_stays_written():
    house = rooms()
    mine = book(house.cordouan, house.resident, slot(9, 11))
    by = contact_of(house.resident)
    actions.cancel_booking(mine, by=by, now=NOW, reason="Reportée")
    book(house.cordouan, house.adherent, slot(9, 11))
    refused("not-standing", actions.cancel_booking, mine, by=by, now=NOW)
    refused("not-standing", actions.move_booking, mine, slot(12, 13), by=by, now=NOW)
    begun = book(house.planier, house.resident, slot(9, 11))
    refused("begun", actions.cancel_booking, begun, by=by, now=at(9))


def test_two_at_once_knowingly_is_the_animations_and_says_why():
    house = rooms()
    book(house.cordouan, house.resident, slot(9, 11))
    told = Wish(note="Deux ateliers du même réseau")
    for by, wish, code in (
        (contact_of(house.adherent), told, "forbidden"),
        (acting(Role.RECEPTIONIST), told, "forbidden"),
        (ANIMATOR, Wish(), "unsaid"),
    ):
        refused(
            code, book, house.cordouan, house.adherent, slot(9, 11), by=by, wish=wish, overbook=True
        )
    second = book(
        house.cordouan, house.adherent, slot(9, 11), by=ANIMATOR, wish=told, overbook=True
    )
    assert Entry.objects.filter(verb="booking.doubled").count() == 1
    actions.cancel_booking(second, by=ANIMATOR, now=NOW)
    assert Occupation.objects.filter(key=second.key, state="released").count() == 1


def test_hours_days_off_and_holidays_are_kept_by_all():
    house = rooms()
    actions.set_hours([(day, 480, 1200) for day in range(5)], start=OPENED, by=ANIMATOR)
    summer = actions.close_days(label="congés", first=at(1, day=1, month=8).date(),
                                last=at(1, day=15, month=8).date(), by=ANIMATOR)  # fmt: skip
    assert str(summer) == "congés"
    for day, month in ((16, 1), (3, 8), (14, 7)):
        refused(
            "closed", book, house.cordouan, house.resident, slot(9, 11, day=day, month=month),
            by=ANIMATOR,
        )  # fmt: skip
    assert "fête nationale" in refused(
        "closed", book, house.cordouan, house.resident, slot(9, 11, day=14, month=7)
    )
    refused("outside-hours", book, house.cordouan, house.resident, slot(19, 21))
    refused("forbidden", actions.set_hours, [], start=OPENED, by=contact_of(house.resident))
    refused("hours", actions.set_hours, [(0, 600, 540)], start=OPENED, by=ANIMATOR)


def test_a_cap_binds_members_and_not_the_team():
    house = rooms()
    cap = Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4)
    actions.set_cap(cap, start=OPENED, by=ANIMATOR)
    mine = book(house.cordouan, house.resident, slot(9, 12))
    assert "il reste 1 h" in refused("cap", book, house.planier, house.resident, slot(14, 16))
    by = contact_of(house.resident)
    actions.move_booking(mine, slot(8, 12), by=by, now=NOW)
    refused("cap", actions.move_booking, mine, slot(8, 13), by=by, now=NOW)
    book(house.planier, house.resident, slot(14, 16), by=ANIMATOR)


def test_coming_and_not_coming():
    house = rooms()
    came = book(house.cordouan, house.resident, slot(9, 11))
    by = contact_of(house.resident)
    refused("too-early", actions.check_in, came, by=by, now=NOW)
    actions.check_in(came, by=by, now=at(8, 50))
    again = actions.check_in(came, by=by, now=at(9, 30))
    assert again.checked_in_at == at(8, 50)
    refused("came", actions.note_absence, again, by=ANIMATOR, now=at(9, 30))
    absent = book(house.planier, house.resident, slot(9, 11))
    refused("forbidden", actions.note_absence, absent, by=by, now=at(9, 20))
    actions.note_absence(absent, by=ANIMATOR, now=at(9, 20))
    freed = Occupation.objects.get(key=absent.key)
    assert freed.ends_at == at(9, 20)
    assert actions.note_presence(absent, by=ANIMATOR).state == BookingState.DONE


def test_what_must_be_ready_is_corrected_until_the_hour():
    house = rooms()
    mine = book(house.cordouan, house.resident, slot(9, 11))
    by = contact_of(house.resident)
    wish = Wish(setup=Setup.ARC, people=40, note="Micro et rampe")
    assert actions.correct_booking(mine, wish, by=by, now=NOW).note == "Micro et rampe"
    refused("begun", actions.correct_booking, mine, Wish(), by=by, now=at(9))


@pytest.mark.parametrize(
    ("case", "columns"),
    [
        ("ends before it starts", {"ends_at": at(8)}),
        ("a no without its reason", {"state": "refused"}),
        ("two at once without saying why", {"overbooked": True}),
    ],
)
def test_the_database_forbids(case, columns):
    house = rooms()
    mine = book(house.cordouan, house.resident, slot(9, 11))
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=mine.pk).update(**columns)


def test_the_same_place_many_times_in_one_act():
    house = rooms()
    book(house.cordouan, house.adherent, slot(9, 10, day=19))
    weeks = [slot(9, 11, day=day) for day in (5, 12, 19, 26)]
    asked: dict[str, Any] = {"offer": house.cordouan, "party": house.resident, "slots": weeks}
    with CaptureQueriesContext(connection) as few:
        kept, skipped = actions.book_repeatedly(by=ANIMATOR, now=NOW, **asked)
    assert [one.starts_at for one in kept] == [weeks[1].start, weeks[3].start]
    assert {one.reason.code for one in skipped} == {"past", "taken"}
    assert "Solibio" in next(one.reason.sentence for one in skipped if one.reason.code == "taken")
    assert Occupation.objects.filter(holder=house.resident).count() == 2
    assert len(few) <= 17
    refused("forbidden", actions.book_repeatedly, by=contact_of(house.resident), now=NOW, **asked)


def test_times_that_meet_each_other_are_not_had_twice():
    house = rooms()
    both = [slot(9, 11), slot(10, 12)]
    kept, skipped = actions.book_repeatedly(
        offer=house.hall, party=house.resident, slots=both, by=ANIMATOR, now=NOW
    )
    assert len(kept) == len(skipped) == 1
    desks = [slot(9, 11)] * 4
    kept, skipped = actions.book_repeatedly(
        offer=house.desks, party=house.resident, slots=desks, by=ANIMATOR, now=NOW
    )
    assert (len(kept), len(skipped)) == (3, 1)


def test_what_is_over_took_place_and_who_did_not_come_gives_back(settings):
    settings.DEMO = False
    house = rooms()
    done = book(house.planier, house.resident, slot(9, 11))
    house.cordouan.release_minutes = 15
    house.cordouan.save()
    absent = book(house.cordouan, house.resident, slot(9, 11))
    assert jobs.release_the_unattended(at(9, 14)) == 0
    assert jobs.release_the_unattended(at(9, 15)) == 1
    assert jobs.settle(at(11)) == 1
    assert jobs.settle(at(11)) == 0
    done.refresh_from_db()
    absent.refresh_from_db()
    assert (done.state, absent.state) == (BookingState.DONE, BookingState.NO_SHOW)
    book(house.cordouan, house.adherent, slot(10, 11), by=ANIMATOR, now=at(9, 30))


def test_the_same_form_filled_otherwise_is_another_request():
    house, by = rooms(), acting(Role.ANIMATOR)
    first = book(house.cordouan, house.resident, slot(9, 10), by=by, request_key="a-1")
    later = book(house.cordouan, house.resident, slot(16, 17), by=by, request_key="a-1")
    assert first != later
    actions.cancel_booking(first, by=by, now=NOW)
    again = book(house.cordouan, house.resident, slot(9, 10), by=by, request_key="a-1")
    assert again.state == BookingState.CONFIRMED
    assert again != first


def test_elsewhere_nobody_has_come_and_nothing_is_ready():
    house = rooms()
    mine = book(house.cordouan, house.resident, slot(9, 11), wish=Wish(setup=Setup.U_SHAPE))
    actions.check_in(mine, by=ANIMATOR, now=at(8, 50))
    actions.note_prepared(mine, by=ANIMATOR, now=at(8, 51))
    by = contact_of(house.resident)
    moved = actions.move_booking(mine, slot(9, 11, day=13), by=by, now=at(8, 55))
    assert (moved.checked_in_at, moved.prepared_at) == (None, None)
    actions.note_prepared(moved, by=ANIMATOR, now=at(9))
    other = actions.correct_booking(moved, Wish(setup=Setup.ARC), by=by, now=at(9))
    assert other.prepared_at is None


def test_who_changes_what_was_confirmed_asks_again():
    house = rooms()
    asked = actions.approve_booking(book(house.hall, house.resident, slot(9, 11)), by=ANIMATOR)
    by = contact_of(house.resident)
    same = actions.correct_booking(asked, Wish(purpose="Autre"), by=by, now=NOW)
    assert same.state == BookingState.CONFIRMED
    more = actions.correct_booking(asked, Wish(people=50), by=by, now=NOW)
    assert more.state == BookingState.TO_APPROVE


def test_two_at_once_moved_leaves_nothing_behind():
    house = rooms()
    book(house.cordouan, house.resident, slot(9, 11))
    wish = Wish(note="Même réseau")
    second = book(
        house.cordouan, house.adherent, slot(9, 11), by=ANIMATOR, wish=wish, overbook=True
    )
    actions.move_booking(second, slot(13, 14), by=ANIMATOR, now=NOW)
    left = Occupation.objects.filter(key=second.key, state=OccupationState.DOUBLED.value)
    assert [one.starts_at for one in left] == [at(13)]


def test_hours_set_for_later_stay_when_sooner_ones_are_set():
    actions.set_hours([(0, 480, 1200)], start=at(9, day=1, month=3).date(), by=ANIMATOR)
    actions.set_hours([(0, 540, 1080)], start=at(9, day=1, month=2).date(), by=ANIMATOR)
    rows = OpeningHours.objects.order_by("starts_on").values_list("opens", "starts_on", "ends_on")
    (sooner, since, until), (later, then, never) = rows
    assert (sooner, later, never) == (540, 480, None)
    assert until == then
    assert since < then


def test_what_nobody_answered_is_no_more(settings):
    settings.DEMO = False
    house = rooms()
    asked = book(house.hall, house.resident, slot(9, 11))
    jobs.settle(at(11))
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == (
        BookingState.REFUSED, "Le pôle n’a pas répondu à temps.",
    )  # fmt: skip


def test_a_walk_in_has_its_own_quarter_of_an_hour(settings):
    settings.DEMO = False
    house = rooms()
    house.cordouan.release_minutes = 15
    house.cordouan.save()
    book(house.cordouan, house.resident, slot(9, 11), by=ANIMATOR, now=at(9, 20))
    assert jobs.release_the_unattended(at(9, 21)) == 0
    assert jobs.release_the_unattended(at(9, 35)) == 1
