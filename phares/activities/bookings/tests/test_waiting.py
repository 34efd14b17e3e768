"""A place that is taken is waited for; free, it is kept a while for the first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking, WaitlistEntry
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.soundness import findings
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    Rooms,
    at,
    book,
    contact_of,
    offer,
    rooms,
    slot,
)
from phares.activities.bookings.tests.test_pages import house as two_rooms
from phares.activities.bookings.tests.test_pages import plain, typed
from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.common.notices.models import Notice
from phares.cooperative.assets.models import Asset, Occupation
from phares.kernel.actor import THE_POLE, VISITOR
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation
from tests.racing import connected, copied_database, race

__all__ = ["two_rooms"]
pytestmark = pytest.mark.django_db
ROUNDS = int(os.environ.get("PHARES_RACE_ROUNDS", "12"))
LIST = "/reservations/attente/"


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def house(settings) -> Rooms:
    travel_to(NOW, by=THE_POLE)
    return rooms()


def waits(house: Rooms, party: Organisation, first: int = 14, last: int = 16) -> WaitlistEntry:
    return actions.wait_for_room(
        offer=house.cordouan, party=party, slot=slot(first, last), by=contact_of(party), now=NOW,
        wish=Wish(purpose="Conseil", people=6),
    )  # fmt: skip


def state(entry: WaitlistEntry) -> str:
    entry.refresh_from_db()
    return entry.state


def held(entry: WaitlistEntry) -> bool:
    return Occupation.objects.filter(key=entry.key, state="active").exists()


def test_given_back_it_is_kept_for_the_first_who_waited(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    first, second = waits(house, house.adherent), waits(house, house.outsider)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    assert (state(first), state(second)) == ("offered", "waiting")
    assert first.offered_until == NOW + timedelta(hours=4)
    assert (held(first), held(second)) == (True, False)
    letter = Notice.objects.get(kind="booking.waited")
    assert "elle vous est gardée" in letter.subject
    with pytest.raises(Refused, match="occupé"):
        book(house.cordouan, house.resident, slot(15, 17), by=ANIMATOR)


def test_taken_it_is_a_booking_with_all_that_was_asked(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    first = waits(house, house.adherent)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    made = actions.take_offered(first, by=contact_of(house.adherent), now=NOW)
    assert (state(first), first.booking) == ("taken", made)
    assert (made.purpose, made.people, made.starts_at) == ("Conseil", 6, at(14))
    assert not held(first)
    assert Occupation.objects.filter(key=made.key, state="active").exists()
    with pytest.raises(Refused, match="n’est plus gardée"):
        actions.take_offered(first, by=contact_of(house.adherent), now=NOW)


def test_left_or_kept_in_vain_it_goes_to_the_next(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    first, second = waits(house, house.adherent), waits(house, house.outsider)
    third = waits(house, house.resident, 15, 17)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    actions.leave_waitlist(first, by=contact_of(house.adherent), now=NOW)
    assert (state(first), state(second), state(third)) == ("left", "offered", "waiting")
    late = NOW + timedelta(hours=4)
    assert actions.pass_on(late - timedelta(minutes=1)) == 0
    assert actions.pass_on(late) == 1
    assert (state(second), state(third)) == ("passed", "offered")
    assert Entry.objects.filter(verb="booking.wait_passed").count() == 1
    assert actions.pass_on(at(15)) == 1, "kept until it begins, at most"
    assert not Occupation.objects.filter(key__startswith="wait:", state="active").exists()


@pytest.mark.parametrize("freed", ["moved", "refused", "absent"])
def test_whatever_frees_it(house, freed):
    booking = book(house.cordouan, house.resident, slot(9, 16))
    entry = waits(house, house.adherent, 14, 16)
    if freed == "moved":
        actions.move_booking(booking, slot(9, 12), by=ANIMATOR, now=NOW)
    elif freed == "refused":
        Booking.objects.filter(pk=booking.pk).update(state="to_approve")
        actions.refuse_booking(booking, reason="Travaux", by=ANIMATOR, now=NOW)
    else:
        actions.note_absence(booking, by=ANIMATOR, now=at(10))
    assert state(entry) == "offered"


def test_one_does_not_wait_for_what_is_free_past_or_waited_for_already(house):
    book(house.cordouan, house.resident, slot(14, 16))
    waits(house, house.adherent)
    rows = list(WaitlistEntry.objects.values())
    for why, act in (
        ("est libre", lambda: waits(house, house.outsider, 9, 10)),
        ("attend déjà", lambda: waits(house, house.adherent)),
        ("passée", lambda: actions.wait_for_room(
            offer=house.cordouan, party=house.adherent, slot=slot(14, 16, day=4), now=NOW,
            by=contact_of(house.adherent), wish=Wish())),
        ("structure", lambda: actions.wait_for_room(
            offer=house.cordouan, party=house.adherent, slot=slot(14, 15), now=NOW,
            by=contact_of(house.outsider), wish=Wish())),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            act()
    assert list(WaitlistEntry.objects.values()) == rows


def test_the_doctor_tells_what_is_kept_for_nobody_and_what_is_not_kept(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    entry = waits(house, house.adherent)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    assert list(findings(NOW)) == []
    WaitlistEntry.objects.filter(pk=entry.pk).update(state="passed")
    assert [one.code for one in findings(NOW)] == ["bookings.kept-for-nobody"]
    WaitlistEntry.objects.filter(pk=entry.pk).update(state="offered")
    Occupation.objects.filter(key=entry.key).update(state="released")
    assert [one.code for one in findings(NOW)] == ["bookings.promised"]


def test_nobody_takes_nor_leaves_for_another(house):
    booking = book(house.cordouan, house.resident, slot(14, 16))
    entry = waits(house, house.adherent)
    actions.cancel_booking(booking, by=ANIMATOR, now=NOW)
    for by in (contact_of(house.outsider), VISITOR):
        for act in (actions.take_offered, actions.leave_waitlist):
            with pytest.raises(Refused):
                act(entry, by=by, now=NOW)
    assert (state(entry), held(entry)) == ("offered", True)


def test_the_form_offers_to_wait_and_the_list_to_take(two_rooms, cast, client_of):
    cordouan, _planier, booking = two_rooms
    contact = client_of("stranger")
    sent = typed(cordouan, cast.houses["digue"])
    refused = contact.post("/salles/reserver/", sent)
    assert 'value="wait:"' in refused.text
    asked = contact.post("/salles/reserver/", {**sent, "instead": "wait:"}, follow=True)
    assert "un courriel vous préviendra" in plain(asked)
    assert "Cordouan" in plain(asked)
    entry = WaitlistEntry.objects.get()
    actions.cancel_booking(booking, by=cast.actor("animator"), now=NOW)
    assert "elle vous est gardée" in plain(contact.get("/mon-espace/"))
    assert "Prendre la place" in plain(contact.get(LIST))
    assert client_of("member_contact").post(f"{LIST}{entry.pk}/prendre/").status_code == 404
    assert contact.post(f"{LIST}{entry.pk}/prendre/").status_code == 302
    assert Booking.objects.get(state="confirmed").party_id == cast.houses["digue"].pk
    assert "Vous n’attendez aucune salle" in plain(contact.get(LIST))


def test_the_list_costs_few_queries(two_rooms, cast, client_of, django_assert_max_num_queries):
    cordouan, party = two_rooms[0], cast.houses["digue"]
    for hour in (9, 16):
        book(cordouan, cast.houses["quai"], slot(hour, hour + 1), by=cast.actor("animator"))
    for hour in (9, 14, 15, 16):
        actions.wait_for_room(
            offer=cordouan, party=party, slot=slot(hour, hour + 1), now=NOW, wish=Wish(),
            by=cast.actor("animator"),
        )  # fmt: skip
    page = client_of("animator")
    page.get(LIST)
    with django_assert_max_num_queries(7):
        assert plain(page.get(LIST)).count("Ne plus attendre") == 4


def test_two_who_free_it_at_once_offer_it_once(copied):
    """Two halves of a hall given back at the same moment, to whom waits for the whole."""
    with connected(copied):
        house = rooms()
        travel_to(NOW, by=THE_POLE)
        south = offer("Ar-Men sud", Asset.objects.get(name="Ar-Men sud"))

    def giver(half: Any) -> Callable[[int], Any]:
        def act(turn: int) -> Any:
            booking = Booking.objects.get(offer=half, starts_at=moment(turn).start)
            return actions.cancel_booking(booking, by=ANIMATOR, now=NOW)

        return act

    with connected(copied):
        for turn in range(ROUNDS):
            for one in (house.north, south):
                book(one, house.resident, moment(turn), by=ANIMATOR)
            actions.wait_for_room(
                offer=house.hall, party=house.adherent, slot=moment(turn), by=ANIMATOR, now=NOW,
                wish=Wish(),
            )  # fmt: skip
    race(copied, [giver(house.north), giver(south)], ROUNDS)
    with connected(copied):
        actions.offer_what_is_free(NOW, NOW + timedelta(days=4000), now=NOW)
        states = list(WaitlistEntry.objects.values_list("state", flat=True))
        keys = Occupation.objects.filter(key__startswith="wait:", state="active")
        assert states == ["offered"] * ROUNDS
        assert keys.count() == 2 * ROUNDS


def moment(turn: int) -> Any:
    one = slot(14, 16, day=13)
    return type(one)(one.start + timedelta(days=7 * turn), one.end + timedelta(days=7 * turn))
