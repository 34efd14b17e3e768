from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.governance.actions import (
    correct_mandate,
    create_body,
    end_mandate,
    give_mandate,
    reword_body,
)
from phares.cooperative.governance.figures import measure
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.queries import bodies_on, vacancies_on
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from tests.parties import (
    ACCOUNTANT,
    ANIMATOR,
    CO_MANAGER,
    home_pole,
    organisation,
    person,
    resident,
)

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 31)


def body(kind: BodyKind = BodyKind.STEERING, *, paired: bool = True) -> Body:
    return create_body(name=kind.label, kind=kind, paired_seats=paired, by=ANIMATOR)


def test_a_co_manager_writes_and_an_accountant_does_not():
    create_body(name="Cogérance", kind=BodyKind.MANAGEMENT, by=CO_MANAGER)
    with pytest.raises(Refused):
        create_body(name="Plénière", kind=BodyKind.PLENARY, by=ACCOUNTANT)
    assert Body.objects.count() == 1


TOLD: dict[str, Any] = {
    "kind": BodyKind.PLENARY,
    "composition": "toutes les structures",
    "frequency": "quatre fois par an",
    "purpose": "vie commune",
    "paired_seats": False,
}


def test_a_body_comes_after_the_others_and_is_told_otherwise():
    create_body(name="Cogérance", kind=BodyKind.MANAGEMENT, rank=4, by=ANIMATOR)
    last = create_body(name="Pleniere", kind=BodyKind.WORKING_GROUP, by=ANIMATOR)
    kept = reword_body(last, name="Plénière", **TOLD, by=CO_MANAGER)
    kept.refresh_from_db()
    assert (kept.rank, kept.name, kept.kind) == (5, "Plénière", "plenary")
    assert (kept.composition, kept.frequency) == ("toutes les structures", "quatre fois par an")
    entry = Entry.objects.get(verb="governance.body_reworded")
    assert (entry.subject, entry.details) == ("Plénière", {"before": "Pleniere"})


@pytest.mark.parametrize(
    ("case", "name", "by", "code"),
    [
        ("blank", " ", ANIMATOR, "no-name"),
        ("known", "cogérance", ANIMATOR, "name-taken"),
        ("not allowed", "Bureau", ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_body_refused_is_neither_created_nor_told_otherwise(case, name, by, code):
    create_body(name="Cogérance", kind=BodyKind.MANAGEMENT, by=ANIMATOR)
    other = create_body(name="Plénière", kind=BodyKind.PLENARY, by=ANIMATOR)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        create_body(name=name, kind=BodyKind.PLENARY, by=by)
    assert no.value.reason.code == code, case
    with pytest.raises(Refused) as no:
        reword_body(other, name=name, **TOLD, by=by)
    assert no.value.reason.code == code, case
    other.refresh_from_db()
    assert (other.name, other.frequency) == ("Plénière", "")
    assert (Body.objects.count(), Entry.objects.count()) == (2, lines)


def test_the_database_holds_the_name_of_a_body_once():
    Body.objects.create(name="Plénière", kind=BodyKind.PLENARY.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(name="Plénière", kind=BodyKind.ASSEMBLY.value)
    assert Body.objects.count() == 1


def test_couples_have_two_seats_and_the_empty_ones_are_listed(django_assert_num_queries):
    pole = home_pole()
    poinfor, capep = resident(pole, "Poinfor"), resident(pole, "Capep")
    steering = body()
    give_mandate(
        body=steering,
        title="salariée",
        since=read_dated("2019"),
        person=person(),
        organisation=poinfor,
        seat=SeatKind.EMPLOYEE,
        by=ANIMATOR,
    )
    with django_assert_num_queries(3):
        (sitting,) = bodies_on(DAY)
    assert sitting.vacant == 3
    assert [(pair.structure, pair.complete) for pair in sitting.pairs] == [
        (capep.name, False),
        (poinfor.name, False),
    ]
    empty = [(name, seat) for _, name, seat in vacancies_on(DAY)]
    assert empty == [
        ("Capep", SeatKind.EMPLOYEE),
        ("Capep", SeatKind.BOARD),
        ("Poinfor", SeatKind.BOARD),
    ]


@pytest.mark.parametrize(
    ("case", "since", "until", "seat", "by", "code"),
    [
        ("seat taken", "2020", None, SeatKind.EMPLOYEE, ANIMATOR, "seat-taken"),
        ("no seat", "2020", None, SeatKind.ANY, ANIMATOR, "no-seat"),
        ("end before start", "2020", "2018", SeatKind.BOARD, ANIMATOR, "ends-before-start"),
        ("not allowed", "2020", None, SeatKind.BOARD, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_mandate_writes_nothing(case, since, until, seat, by, code):
    poinfor, steering = resident(home_pole(), "Poinfor"), body()
    first: dict[str, Any] = {"organisation": poinfor, "body": steering, "title": "membre"}
    give_mandate(
        **first,
        person=person(),
        seat=SeatKind.EMPLOYEE,
        since=read_dated("2019"),
        by=ANIMATOR,
    )
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        give_mandate(
            **first,
            person=person("Tom", "Roche"),
            seat=seat,
            since=read_dated(since),
            until=read_dated(until) if until else None,
            by=by,
        )
    assert no.value.reason.code == code, case
    assert (Mandate.objects.count(), Entry.objects.count()) == (1, lines)


def test_the_database_holds_a_paired_seat_once():
    poinfor, steering = resident(home_pole(), "Poinfor"), body()
    seat: dict[str, Any] = {"body": steering, "organisation": poinfor, "seat": SeatKind.BOARD.value}
    Mandate.objects.create(**seat, person=person(), title="a", starts_on=date(2019, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            **seat, person=person("Tom", "Roche"), title="b", starts_on=date(2020, 1, 1)
        )
    both = seat | {"seat": SeatKind.ANY.value, "title": "c", "starts_on": date(2020, 1, 1)}
    Mandate.objects.create(**both)
    Mandate.objects.create(**both)
    assert Mandate.objects.count() == 3


def test_the_database_lets_nobody_sit_twice_at_the_same_time():
    plenary, ines = body(BodyKind.PLENARY, paired=False), person()
    seat: dict[str, Any] = {"body": plenary, "person": ines, "title": "a"}
    Mandate.objects.create(**seat, starts_on=date(2019, 1, 1), ends_on=date(2020, 1, 1))
    Mandate.objects.create(**seat, starts_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(**seat, starts_on=date(2019, 6, 1), ends_on=date(2019, 7, 1))
    elsewhere = seat | {"body": body(BodyKind.PRESIDENCY, paired=False)}
    Mandate.objects.create(**elsewhere, starts_on=date(2019, 6, 1))
    assert Mandate.objects.count() == 3


CORRECTED: dict[str, Any] = {
    "title": "",
    "since": read_dated("mars 2019"),
    "until": None,
    "seat": SeatKind.EMPLOYEE,
    "legal_agent": False,
}


def test_a_mandate_is_corrected_and_the_journal_says_what_it_was():
    poinfor, steering, ines = resident(home_pole(), "Poinfor"), body(), person()
    given = give_mandate(
        body=steering,
        title="menbre",
        since=read_dated("2019"),
        until=read_dated("juin 2021"),
        person=ines,
        organisation=poinfor,
        seat=SeatKind.BOARD,
        by=ANIMATOR,
    )
    kept = correct_mandate(given, **CORRECTED, person=ines, organisation=poinfor, by=CO_MANAGER)
    kept.refresh_from_db()
    assert (kept.title, kept.seat) == ("Siège salarié", "employee")
    assert (str(kept.beginning), kept.ending) == ("mars 2019", None)
    entry = Entry.objects.get(verb="governance.mandate_corrected")
    assert entry.details["before"] == {
        "who": "Inès Kerboul",
        "title": "menbre",
        "since": "2019",
        "until": "juin 2021",
    }


@pytest.mark.parametrize(
    ("case", "change", "by", "code"),
    [
        ("the seat of another", {"seat": SeatKind.BOARD}, ANIMATOR, "seat-taken"),
        ("no seat", {"seat": SeatKind.ANY, "title": "a"}, ANIMATOR, "no-seat"),
        ("nobody on it", {"person": None}, ANIMATOR, "half-seat"),
        ("no title", {"seat": SeatKind.ANY}, ANIMATOR, "no-title"),
        ("end before start", {"until": read_dated("2018")}, ANIMATOR, "ends-before-start"),
        ("not allowed", {}, ACCOUNTANT, "not-allowed"),
    ],
)
def test_a_refused_correction_writes_nothing(case, change, by, code):
    poinfor, steering, ines = resident(home_pole(), "Poinfor"), body(), person()
    shared: dict[str, Any] = {"body": steering, "organisation": poinfor, "by": ANIMATOR}
    shared |= {"title": "membre", "since": read_dated("2019")}
    given = give_mandate(**shared, person=ines, seat=SeatKind.EMPLOYEE)
    give_mandate(**shared, person=person("Tom", "Roche"), seat=SeatKind.BOARD)
    lines = Entry.objects.count()
    wanted = {**CORRECTED, "person": ines, "organisation": poinfor, **change}
    with pytest.raises(Refused) as no:
        correct_mandate(given, **wanted, by=by)
    assert no.value.reason.code == code, case
    given.refresh_from_db()
    assert (given.title, given.seat, str(given.beginning)) == ("membre", "employee", "2019")
    assert Entry.objects.count() == lines


def test_who_sits_outside_the_pairs_is_never_hidden():
    """A structure that left the pole, or a body that came to sit in pairs."""
    pole, steering = home_pole(), body(paired=False)
    halage = resident(pole, "Halage")
    shared: dict[str, Any] = {"body": steering, "title": "membre", "by": ANIMATOR}
    alone = give_mandate(**shared, since=read_dated("2019"), organisation=halage)
    reword_body(steering, name="Comité", **TOLD | {"paired_seats": True}, by=ANIMATOR)
    gone = give_mandate(
        **shared,
        since=read_dated("2020"),
        person=person(),
        organisation=organisation("Partie"),
        seat=SeatKind.BOARD,
    )
    (sitting,) = bodies_on(DAY)
    assert [pair.structure for pair in sitting.pairs] == ["Halage"]
    assert (sitting.apart, sitting.vacant) == ([alone, gone], 2)


def test_a_seat_of_no_structure_is_nobodys_seat():
    """In forms as in the database: an empty column of the group equals nothing."""
    given: dict[str, Any] = {"body": body(), "seat": SeatKind.BOARD.value, "title": "a"}
    given["starts_on"] = date(2019, 1, 1)
    Mandate.objects.create(**given, person=person())
    Mandate(**given, person=person("Tom", "Roche")).validate_constraints()


def test_a_mandate_ends_once_and_leaves_the_seat():
    home_pole()
    presidency = body(BodyKind.PRESIDENCY, paired=False)
    given = give_mandate(
        body=presidency,
        title="co-président",
        since=read_dated("2017"),
        person=person(),
        legal_agent=True,
        by=ANIMATOR,
    )
    ended = end_mandate(given, until=read_dated("juin 2021"), by=CO_MANAGER)
    assert str(ended.ending) == "juin 2021"
    (sitting,) = bodies_on(DAY)
    assert (sitting.mandates, sitting.elsewhen) == ([], [ended])
    with pytest.raises(Refused):
        end_mandate(given, until=read_dated("2022"), by=CO_MANAGER)


def test_each_pole_counts_its_own_kind_of_chiefs(django_assert_num_queries):
    """PHARES has four co-managers and no presidency: the other figure is beside the point."""
    home_pole()
    management = body(BodyKind.MANAGEMENT, paired=False)
    for number in range(5):
        give_mandate(
            body=management,
            title="cogérant",
            since=read_dated("2015"),
            until=read_dated("juin 2015") if number == 4 else None,
            person=person("Ada", str(number)),
            by=ANIMATOR,
        )
    with django_assert_num_queries(1):
        counted = measure(2015)
    assert counted["co_managers"].value == Decimal(4)
    assert len(counted["co_managers"].rows) == 4
    assert counted["co_presidents"].value is None
    assert measure(2014)["co_managers"].value is None


@pytest.mark.parametrize(
    ("case", "since", "until", "value", "why"),
    [
        ("lasting", "2015", None, 1, None),
        ("until the last month", "2013", "décembre 2015", 1, None),
        ("an end known to the year", "2013", "2015", 0, "date de fin incertaine : 2015"),
        ("over", "2013", "été 2015", 0, None),
        ("a start known to the season", "hiver 2015", None, 0,
         "date de début incertaine : hiver 2015"),
    ],
)  # fmt: skip
def test_a_mandate_counts_when_it_is_sure_and_stands_aside_when_nobody_knows(
    case, since, until, value, why
):
    home_pole()
    give_mandate(
        body=body(BodyKind.MANAGEMENT, paired=False),
        title="cogérant",
        since=read_dated(since),
        until=read_dated(until) if until else None,
        person=person(),
        by=ANIMATOR,
    )
    counted = measure(2015)["co_managers"]
    assert (counted.value, len(counted.rows)) == (value, value), case
    said = [row.detail.partition(" ; ")[2] for row in counted.aside]
    assert said == ([why] if why else []), case
