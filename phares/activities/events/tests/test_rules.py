from __future__ import annotations

from datetime import UTC, datetime

import pytest

from phares.activities.events.rules import planning, registering
from phares.activities.events.rules.kinds import (
    Comers,
    EventState,
    PaidBy,
    RegistrationState,
)
from phares.activities.events.rules.lifecycle import MOVES
from phares.activities.events.rules.permissions import (
    states_seen,
    why_not_come,
    why_not_plan,
    why_not_welcome,
)
from phares.activities.events.rules.registering import Room
from phares.kernel.actor import VISITOR, Role
from phares.kernel.lifecycle import why_not_move
from phares.kernel.money import Money
from tests.parties import acting

NOW = datetime(2016, 1, 11, 8, tzinfo=UTC)


def at(hour: int, *, day: int = 12) -> datetime:
    return datetime(2016, 1, day, hour, tzinfo=UTC)


def code(reason) -> str | None:
    return reason.code if reason else None


@pytest.mark.parametrize(
    ("room", "state"),
    [
        (Room(None, 500), RegistrationState.HELD),
        (Room(2, 1), RegistrationState.HELD),
        (Room(2, 2), RegistrationState.WAITING),
        (Room(2, 1, waiting=1), RegistrationState.WAITING),
        (Room(None, 3, waiting=1), RegistrationState.HELD),
    ],
)
def test_a_place_while_there_is_one_and_nobody_waits_for_it(room, state):
    assert registering.state_given(room) is state


@pytest.mark.parametrize(
    ("room", "left", "full"),
    [(Room(None, 9), None, False), (Room(3, 1), 2, False), (Room(3, 3), 0, True)],
)
def test_full_is_counted(room, left, full):
    assert (room.left, room.full) == (left, full)


@pytest.mark.parametrize(
    ("state", "start", "told"),
    [
        (EventState.ANNOUNCED, at(12), None),
        (EventState.DRAFT, at(12), "not-open"),
        (EventState.CANCELLED, at(12), "not-open"),
        (EventState.HELD, at(12), "not-open"),
        (EventState.ANNOUNCED, NOW, "begun"),
    ],
)
def test_one_registers_to_what_is_announced_and_has_not_begun(state, start, told):
    assert code(registering.why_not_register(state, start, NOW)) == told


@pytest.mark.parametrize(
    ("now", "to", "may"),
    [
        (EventState.DRAFT, EventState.ANNOUNCED, True),
        (EventState.DRAFT, EventState.HELD, False),
        (EventState.ANNOUNCED, EventState.HELD, True),
        (EventState.ANNOUNCED, EventState.CANCELLED, True),
        (EventState.HELD, EventState.ANNOUNCED, True),
        (EventState.HELD, EventState.CANCELLED, False),
        (EventState.CANCELLED, EventState.ANNOUNCED, False),
    ],
)
def test_moves_of_an_event(now, to, may):
    assert (why_not_move(MOVES, now, to) is None) is may


@pytest.mark.parametrize(
    ("price", "payer", "told"),
    [
        (None, PaidBy.NOBODY, None),
        (Money(0), PaidBy.NOBODY, None),
        (Money(500), PaidBy.COMER, None),
        (Money(500), PaidBy.NOBODY, "payer"),
        (Money(-1), PaidBy.COMER, "price"),
    ],
)
def test_a_price_says_who_pays(price, payer, told):
    assert code(planning.why_not_priced(price, payer)) == told


@pytest.mark.parametrize(
    ("room", "place", "told"),
    [(True, "", None), (False, "Cour", None), (True, "Cour", "place"), (False, " ", "place")],
)
def test_a_room_or_an_address(room, place, told):
    assert code(planning.why_not_placed(room, place)) == told


@pytest.mark.parametrize(
    ("capacity", "taken", "told"), [(None, 9, None), (9, 9, None), (8, 9, "capacity")]
)
def test_never_smaller_than_what_was_promised(capacity, taken, told):
    assert code(registering.why_not_hold(capacity, taken)) == told


@pytest.mark.parametrize(
    ("starts", "told"),
    [([at(9, day=11), at(8, day=10)], None), ([], "no-session"), ([at(12)], "to-come")],
)
def test_held_once_its_last_session_began(starts, told):
    assert code(planning.why_not_held(starts, at(10, day=11))) == told


@pytest.mark.parametrize(
    ("role", "plans", "welcomes"),
    [
        (Role.ADMINISTRATOR, True, True),
        (Role.ANIMATOR, True, True),
        (Role.RECEPTIONIST, False, True),
        (Role.TECHNICIAN, False, False),
        (Role.CO_MANAGER, False, False),
        (Role.MEMBER_CONTACT, False, False),
        (Role.FUNDER, False, False),
    ],
)
def test_who_plans_and_who_welcomes(role, plans, welcomes):
    actor = acting(role)
    assert (why_not_plan(actor) is None, why_not_welcome(actor) is None) == (plans, welcomes)
    assert (EventState.DRAFT in states_seen(actor)) is plans


@pytest.mark.parametrize(
    ("role", "public", "members", "invited"),
    [
        (Role.ANIMATOR, True, True, True),
        (Role.RECEPTIONIST, True, True, True),
        (Role.CO_MANAGER, True, True, False),
        (Role.MEMBER_STAFF, True, True, False),
        (Role.FUNDER, False, False, False),
    ],
)
def test_who_comes_to_what(role, public, members, invited):
    told = [why_not_come(acting(role), comers) is None for comers in Comers]
    assert told == [public, members, invited]
    assert why_not_come(VISITOR, Comers.PUBLIC) is not None
