from __future__ import annotations

from datetime import date

import pytest

from phares.cooperative.governance.rules.bodies import why_not_name
from phares.cooperative.governance.rules.kinds import SeatKind
from phares.cooperative.governance.rules.permissions import why_not_govern
from phares.cooperative.governance.rules.seats import (
    Sitting,
    title_of,
    vacancies,
    why_not_end,
    why_not_seat,
    why_not_sit,
    why_not_title,
)
from phares.kernel.actor import Role
from phares.kernel.dating import Dated
from phares.kernel.time import Period
from tests.parties import acting

FROM_2021 = Period(date(2021, 1, 1))
IN_2020 = Period(date(2020, 1, 1), date(2021, 1, 1))
EMPLOYEE, BOARD, ANY = SeatKind.EMPLOYEE, SeatKind.BOARD, SeatKind.ANY
POINFOR, CAPEP = 10, 11


@pytest.mark.parametrize(
    ("case", "name", "code"),
    [
        ("new", "Comité des fêtes", None),
        ("blank", "  ", "no-name"),
        ("known, in other capitals", "plénière ", "name-taken"),
    ],
)
def test_a_body_has_a_name_of_its_own(case, name, code):
    found = why_not_name(name, ["Plénière", "Cogérance"])
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("title", "seat", "said", "code"),
    [
        (" cogérante ", ANY, "cogérante", None),
        ("", ANY, "", "no-title"),
        ("", EMPLOYEE, "Siège salarié", None),
        ("référente", BOARD, "référente", None),
    ],
)
def test_in_a_pair_the_seat_is_title_enough(title, seat, said, code):
    assert title_of(title, seat) == said
    found = why_not_title(said)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("case", "paired", "seat", "person", "structure", "code"),
    [
        ("a person", False, ANY, 1, None, None),
        ("a structure by itself", False, ANY, None, POINFOR, None),
        ("nobody", False, ANY, None, None, "nobody"),
        ("a whole pair seat", True, EMPLOYEE, 1, POINFOR, None),
        ("a pair without seat", True, ANY, 1, POINFOR, "no-seat"),
        ("a pair without structure", True, BOARD, 1, None, "half-seat"),
        ("a vacant seat is not written", True, BOARD, None, POINFOR, "half-seat"),
    ],
)
def test_who_may_be_written_on_a_seat(case, paired, seat, person, structure, code):
    found = why_not_seat(paired, Sitting(seat, FROM_2021, person, structure))
    assert (found and found.code) == code, case


@pytest.mark.parametrize(
    ("case", "wanted", "code"),
    [
        ("the other seat", Sitting(BOARD, FROM_2021, 2, POINFOR), None),
        ("the same seat", Sitting(EMPLOYEE, FROM_2021, 2, POINFOR), "seat-taken"),
        ("the same seat before", Sitting(EMPLOYEE, IN_2020, 2, POINFOR), None),
        ("the same seat of another", Sitting(EMPLOYEE, FROM_2021, 2, CAPEP), None),
        ("the same person", Sitting(BOARD, FROM_2021, 1, CAPEP), "sits-already"),
        ("a third without pair", Sitting(ANY, FROM_2021, 2, POINFOR), None),
    ],
)
def test_one_holder_for_a_seat_of_a_pair(case, wanted, code):
    standing = [Sitting(EMPLOYEE, FROM_2021, 1, POINFOR, "Ada Kervella")]
    found = why_not_sit(wanted, standing)
    assert (found and found.code) == code, case


def test_the_refusal_says_who_sits_and_since_when():
    standing = [Sitting(EMPLOYEE, FROM_2021, 1, POINFOR, "Ada Kervella")]
    found = why_not_sit(Sitting(EMPLOYEE, FROM_2021, 2, POINFOR), standing)
    assert found
    assert found.sentence == (
        "Le siège salarié de cette structure est tenu par Ada Kervella "
        "depuis le 1er janvier 2021. Terminez d’abord ce mandat."
    )


@pytest.mark.parametrize(
    ("case", "held", "empty"),
    [
        ("nobody", [], 4),
        ("one whole couple", [(POINFOR, EMPLOYEE), (POINFOR, BOARD)], 2),
        ("half a couple", [(POINFOR, EMPLOYEE)], 3),
        ("a structure that left", [(99, EMPLOYEE)], 4),
    ],
)
def test_vacant_seats_are_computed(case, held, empty):
    assert len(vacancies([POINFOR, CAPEP], held)) == empty, case


def test_a_mandate_ends_once():
    assert why_not_end("Ada", None) is None
    assert why_not_end("Ada", Dated(date(2021, 1, 1)))


@pytest.mark.parametrize("role", list(Role))
def test_the_co_managers_write_too(role):
    allowed = why_not_govern(acting(role)) is None
    assert allowed == (role in (Role.ADMINISTRATOR, Role.ANIMATOR, Role.CO_MANAGER))
