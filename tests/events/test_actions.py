from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.kinds import BookingState
from phares.activities.bookings.tests.factories import ANIMATOR, NOW, at, contact_of, rooms, slot
from phares.activities.events import actions
from phares.activities.events.actions.sessions import Where
from phares.activities.events.models import Cost, Event, HeadCount, Registration, Session
from phares.activities.events.queries.events import listed
from phares.activities.events.rules.asking import Guest, Told
from phares.activities.events.rules.kinds import Comers, EventKind, EventState
from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.kernel.actor import VISITOR, Role
from phares.kernel.money import Money
from phares.kernel.personal import Subject
from phares.kernel.refusal import Refused
from tests.events.factories import AFTER, announced, comes, planned
from tests.parties import acting

pytestmark = pytest.mark.django_db
DESK = acting(Role.RECEPTIONIST)
TABLES = (Event, Session, Registration, HeadCount, Cost, Booking, Notice, Entry)


def everything() -> list[object]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


@pytest.fixture
def nothing_written():
    """What stands before the act, to be found again after a refusal."""

    def refused(code: str, act) -> None:
        before = everything()
        with pytest.raises(Refused) as told:
            act()
        assert told.value.reason.code == code
        assert everything() == before

    return refused


def states(session: Session) -> list[tuple[str, str]]:
    return list(session.registrations.order_by("pk").values_list("name", "state"))


def letters() -> list[str]:
    return [
        key.split(":")[1] for key in Notice.objects.order_by("pk").values_list("key", flat=True)
    ]


def test_an_event_from_the_draft_to_the_count():
    session = announced()
    comes(session, "Ana")
    comes(session, "Bo")
    later = at(15)
    ana, _bo = session.registrations.order_by("pk")
    assert actions.note_attendance(session, [ana.pk], by=DESK, now=later) == 1
    actions.count_heads(session, None, 3, by=DESK, now=later)
    held = actions.hold_event(session.event, by=ANIMATOR, now=later)
    assert held.state == EventState.HELD.value
    (told,) = listed(ANIMATOR)
    assert (told.places, told.ticked, told.counted) == (2, 1, 3)
    assert list(session.registrations.order_by("pk").values_list("came", flat=True)) == [
        True,
        False,
    ]


def test_the_first_who_waits_has_the_place_that_is_freed():
    session = announced(capacity=1)
    ana, _bo, _cy = (comes(session, name) for name in ("Ana", "Bo", "Cy"))
    assert states(session) == [("Ana", "held"), ("Bo", "waiting"), ("Cy", "waiting")]
    actions.give_up(ana, by=DESK, now=NOW)
    assert states(session) == [("Ana", "cancelled"), ("Bo", "held"), ("Cy", "waiting")]
    session.refresh_from_db()
    assert session.taken == 1
    assert letters() == ["held", "waits", "waits", "given-up", "promoted"]


def test_more_places_go_to_those_who_wait():
    session = announced(capacity=1)
    for name in ("Ana", "Bo", "Cy"):
        comes(session, name)
    change: dict[str, Any] = {"by": ANIMATOR, "now": NOW, "capacity": 2}
    actions.change_session(session, slot(12, 14), Where(place="Cour"), **change)
    assert states(session) == [("Ana", "held"), ("Bo", "held"), ("Cy", "waiting")]


def test_a_session_is_never_smaller_than_its_list(nothing_written):
    session = announced(capacity=2)
    comes(session, "Ana")
    comes(session, "Bo")
    change: dict[str, Any] = {"by": ANIMATOR, "now": NOW, "capacity": 1}
    nothing_written(
        "capacity",
        lambda: actions.change_session(session, slot(12, 14), Where(place="Cour"), **change),
    )


def test_the_database_itself_gives_no_place_too_many():
    session = announced(capacity=1)
    comes(session, "Ana")
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(taken=2)


def test_the_link_of_the_letter_takes_the_place():
    session = announced(capacity=1)
    guest = Guest("Zoé", " Zoe@Ailleurs.test ", "Le Moulin")
    asked = actions.ask_by_mail(session, guest, by=VISITOR, now=NOW)
    session.refresh_from_db()
    assert asked is not None
    assert (session.taken, asked.state, asked.email) == (0, "to_confirm", "zoe@ailleurs.test")
    for _twice in (1, 2):
        actions.confirm_by_mail(asked, by=VISITOR, now=NOW)
    session.refresh_from_db()
    assert (session.taken, states(session)) == (1, [("Zoé", "held")])
    assert letters() == ["to-confirm", "held"]
    assert "/mon-inscription/" in Notice.objects.order_by("pk")[0].text


def test_asked_again_from_the_public_page_nobody_learns_who_comes():
    session = announced()
    comes(session, "Ana")
    told = actions.ask_by_mail(session, Guest("X", "ANA@ailleurs.test"), by=VISITOR, now=NOW)
    assert told is None
    assert (states(session), letters()) == ([("Ana", "held")], ["held", "again"])


def test_confirmed_too_late_one_waits():
    session = announced(capacity=1)
    asked = actions.ask_by_mail(session, Guest("Zoé", "z@a.test"), by=VISITOR, now=NOW)
    comes(session, "Ana")
    assert asked is not None
    assert actions.confirm_by_mail(asked, by=VISITOR, now=NOW).state == "waiting"


@pytest.mark.parametrize(
    ("code", "comers", "guest", "by", "now"),
    [
        ("begun", Comers.PUBLIC, Guest("Ana"), DESK, at(12)),
        ("name", Comers.PUBLIC, Guest(" "), DESK, NOW),
        ("email", Comers.PUBLIC, Guest("Bis", "ana@ailleurs.test"), DESK, NOW),
        ("forbidden", Comers.PUBLIC, Guest("Ana"), VISITOR, NOW),
        ("forbidden", Comers.PUBLIC, Guest("Ana"), acting(Role.MEMBER_STAFF), NOW),
        ("forbidden", Comers.INVITED, Guest("Ana"), acting(Role.CO_MANAGER), NOW),
    ],
)
def test_registrations_that_are_refused(code, comers, guest, by, now, nothing_written):
    session = announced(capacity=9, comers=comers)
    comes(session, "Ana")
    nothing_written(code, lambda: actions.register(session, guest, by=by, now=now))


@pytest.mark.parametrize("comers", [Comers.MEMBERS, Comers.INVITED])
def test_a_stranger_asks_for_what_is_public_alone(comers, nothing_written):
    session = announced(comers=comers)
    guest = Guest("Zoé", "z@a.test")
    nothing_written("not-open", lambda: actions.ask_by_mail(session, guest, by=VISITOR, now=NOW))


def test_members_come_for_their_own_structure(nothing_written):
    house, session = rooms(), announced(comers=Comers.MEMBERS)
    tom = contact_of(house.resident)
    come: dict[str, Any] = {"by": tom, "now": NOW, "oneself": True}
    guest = Guest("Tom", "tom@phares.test")
    nothing_written(
        "organisation",
        lambda: actions.register(session, guest, organisation=house.adherent, **come),
    )
    made = actions.register(session, guest, organisation=house.resident, **come)
    assert (made.user_id, made.organisation) == (tom.user_id, house.resident)


def test_another_s_registration_is_not_given_up(nothing_written):
    session = announced()
    made = comes(session, "Ana")
    act = lambda: actions.give_up(made, by=acting(Role.MEMBER_STAFF), now=NOW)  # noqa: E731
    nothing_written("forbidden", act)
    nothing_written("begun", lambda: actions.give_up(made, by=DESK, now=at(13)))


def test_a_room_is_taken_by_the_bookings_alone(nothing_written):
    house = rooms()
    told = Told(EventKind.TRAINING, "Formation")
    event = actions.plan_event(told, organiser=house.resident, by=ANIMATOR)
    where = Where(house.cordouan)
    made = actions.add_session(event, slot(9, 12), where, capacity=8, by=ANIMATOR, now=NOW)
    assert made.booking is not None
    assert (made.booking.party_id, made.booking.people) == (house.resident.pk, 8)
    nothing_written(
        "taken",
        lambda: actions.add_session(event, slot(11, 13), where, by=ANIMATOR, now=NOW),
    )
    moved = actions.change_session(made, slot(14, 16), where, by=ANIMATOR, now=NOW)
    assert moved.booking is not None
    assert moved.booking.starts_at == at(14)
    elsewhere = Where(place="Mairie")
    moved = actions.change_session(made, slot(14, 16), elsewhere, by=ANIMATOR, now=NOW)
    assert (moved.booking, moved.where) == (None, "Mairie")
    assert Booking.objects.get().state == BookingState.CANCELLED.value


def test_a_room_needs_who_organises(nothing_written):
    house, event = rooms(), planned()
    where = Where(house.cordouan)
    nothing_written(
        "organiser", lambda: actions.add_session(event, slot(9, 12), where, by=ANIMATOR, now=NOW)
    )


def test_called_off_rooms_are_free_and_people_are_told(nothing_written):
    house = rooms()
    told = Told(EventKind.MEAL, "Repas", comers=Comers.PUBLIC)
    event = actions.plan_event(told, organiser=house.resident, by=ANIMATOR)
    where = Where(house.cordouan)
    session = actions.add_session(event, slot(12, 14), where, by=ANIMATOR, now=NOW)
    actions.announce_event(event, by=ANIMATOR)
    comes(session, "Ana")
    nothing_written("reason", lambda: actions.cancel_event(event, reason=" ", by=ANIMATOR, now=NOW))
    gone = actions.cancel_event(event, reason="Neige", by=ANIMATOR, now=NOW)
    assert (gone.state, gone.reason) == ("cancelled", "Neige")
    assert Booking.objects.get().state == BookingState.CANCELLED.value
    assert "Neige" in Notice.objects.get(key__contains="called-off").text


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("no-session", lambda event: actions.announce_event(event, by=ANIMATOR)),
        ("forbidden", lambda event: actions.announce_event(event, by=DESK)),
        ("wrong-state", lambda event: actions.hold_event(event, by=ANIMATOR, now=NOW)),
        (
            "place",
            lambda event: actions.add_session(event, slot(9, 10), Where(), by=ANIMATOR, now=NOW),
        ),
        (
            "title",
            lambda event: actions.correct_event(event, Told(EventKind.MEAL, " "), by=ANIMATOR),
        ),
        (
            "label",
            lambda event: actions.note_cost(event, label="", amount=Money(1), by=ANIMATOR),
        ),
        (
            "amount",
            lambda event: actions.note_cost(event, label="Pain", amount=Money(0), by=ANIMATOR),
        ),
        (
            "forbidden",
            lambda event: actions.note_cost(event, label="Pain", amount=Money(1), by=DESK),
        ),
    ],
)
def test_what_a_draft_refuses(code, act, nothing_written):
    event = planned()
    nothing_written(code, lambda: act(event))


def test_a_session_with_people_is_not_dropped(nothing_written):
    session = announced()
    nothing_written("last", lambda: actions.drop_session(session, by=ANIMATOR, now=NOW))
    other = actions.add_session(
        session.event, slot(15, 16), Where(place="Cour"), by=ANIMATOR, now=NOW
    )
    comes(session, "Ana")
    nothing_written("registered", lambda: actions.drop_session(session, by=ANIMATOR, now=NOW))
    actions.drop_session(other, by=ANIMATOR, now=NOW)
    assert session.event.sessions.count() == 1


def test_who_came_is_noted_from_the_beginning_on(nothing_written):
    session = announced()
    nothing_written("not-begun", lambda: actions.note_attendance(session, [], by=DESK, now=NOW))
    nothing_written("not-begun", lambda: actions.count_heads(session, None, 3, by=DESK, now=NOW))
    outside = acting(Role.MEMBER_CONTACT)
    nothing_written(
        "forbidden", lambda: actions.count_heads(session, None, 3, by=outside, now=AFTER)
    )


def test_counted_again_replaces_and_nobody_erases():
    session = announced()
    for people in (3, 5):
        actions.count_heads(session, None, people, by=DESK, now=AFTER)
    assert HeadCount.objects.get().people == 5
    actions.count_heads(session, None, 0, by=DESK, now=AFTER)
    assert not HeadCount.objects.exists()


def test_costs_are_noted_and_taken_away():
    event = planned()
    cost = actions.note_cost(event, label="Traiteur", amount=Money(12_000), by=ANIMATOR)
    actions.remove_cost(cost, by=ANIMATOR)
    assert not Cost.objects.exists()
    told = Entry.objects.filter(verb__startswith="event.cost").order_by("pk")
    assert [one.verb for one in told] == ["event.cost_noted", "event.cost_removed"]


def test_a_forgotten_person_still_counts():
    session = announced()
    made = comes(session, "Ana")
    actions.note_attendance(session, [made.pk], by=DESK, now=AFTER)
    who = Subject(names=("Ana",), alone=("ana@ailleurs.test",))
    assert actions.forget_guests(who, by=ANIMATOR) == 1
    made.refresh_from_db()
    assert (made.name, made.email, made.came) == ("", "", True)


def test_the_journal_never_holds_who_comes():
    session = announced()
    made = comes(session, "Zébulon")
    actions.give_up(made, by=DESK, now=NOW + timedelta(hours=1))
    assert "Zébulon" not in str(list(Entry.objects.values()))
