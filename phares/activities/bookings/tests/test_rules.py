from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from phares.activities.bookings.rules.asking import first_state
from phares.activities.bookings.rules.caps import Booked, Cap, why_not_more
from phares.activities.bookings.rules.kinds import (
    Approval,
    BookingState,
    CapEvery,
    CapMeasure,
    CapScope,
    Standing,
)
from phares.activities.bookings.rules.lifecycle import MOVES, why_not_change
from phares.activities.bookings.rules.limits import Limits, why_not_slot, why_not_so_many
from phares.activities.bookings.rules.local import Hours, minutes_of
from phares.activities.bookings.rules.opening import DaysOff, Opening, Weekly, why_not_open
from phares.activities.bookings.rules.planning import (
    Entry,
    frame_of,
    free_of,
    laid_out,
    said_part,
    said_whole,
    still_free,
)
from phares.activities.bookings.rules.using import why_not_absent, why_not_check_in
from phares.kernel.refusal import Refused
from phares.kernel.time import Period, TimeSlot
from phares.kernel.words import lasting, on_the_clock

PARIS = ZoneInfo("Europe/Paris")
ALWAYS = Period(date(2012, 1, 1))
TUESDAY = date(2016, 1, 12)
NOW = datetime(2016, 1, 11, 9, tzinfo=PARIS)


def local(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)


def slot(start: datetime, end: datetime) -> TimeSlot:
    return TimeSlot(start, end)


def code(reason) -> str | None:
    return None if reason is None else reason.code


@pytest.mark.parametrize(
    ("case", "hours", "start", "end"),
    [
        ("a plain morning", Hours(TUESDAY, 9 * 60, 12 * 60), "08:00", "11:00"),
        ("over midnight", Hours(TUESDAY, 22 * 60, 60), "21:00", "00:00"),
        ("until midnight", Hours(TUESDAY, 22 * 60, 24 * 60), "21:00", "23:00"),
        ("summer", Hours(date(2016, 7, 12), 9 * 60, 10 * 60), "07:00", "08:00"),
    ],
)
def test_hours_of_the_wall_are_moments(case, hours, start, end):
    found = hours.slot(PARIS)
    assert (f"{found.start:%H:%M}", f"{found.end:%H:%M}") == (start, end)


def test_the_hour_that_the_clock_skips_is_refused():
    with pytest.raises(Refused) as caught:
        Hours(date(2016, 3, 27), 2 * 60 + 30, 4 * 60).slot(PARIS)
    assert "2 h 30 n’existe pas" in caught.value.reason.sentence


def test_the_hour_that_the_clock_shows_twice_is_taken_whole():
    night = Hours(date(2016, 10, 30), 2 * 60, 3 * 60).slot(PARIS)
    assert minutes_of(night) == 120
    twice = Hours(date(2016, 10, 30), 2 * 60 + 15, 2 * 60 + 45).slot(PARIS)
    assert minutes_of(twice) == 90


def test_ending_as_it_starts_is_a_whole_day_and_is_told():
    assert minutes_of(Hours(TUESDAY, 600, 600).slot(PARIS)) == 24 * 60


@pytest.mark.parametrize(
    ("minutes", "clock", "lasts"),
    [(30, "0 h 30", "30 minutes"), (60, "1 h", "1 h"), (90, "1 h 30", "1 h 30")],
)
def test_minutes_as_one_says_them(minutes, clock, lasts):
    assert (on_the_clock(minutes), lasting(minutes)) == (clock, lasts)


WEEK = [Weekly(day, 8 * 60, 20 * 60, ALWAYS) for day in range(5)]
OPENING = Opening(
    [*WEEK, Weekly(1, 20 * 60, 22 * 60, ALWAYS)],
    [DaysOff(Period(date(2016, 8, 1), date(2016, 8, 16)), "congés d’été")],
    {date(2016, 7, 14): "fête nationale"},
)


@pytest.mark.parametrize(
    ("case", "start", "end", "opening", "expected"),
    [
        ("inside", local(9), local(12), OPENING, None),
        ("the whole day", local(8), local(20), OPENING, None),
        ("two stretches that touch", local(19), local(22), OPENING, None),
        ("before opening", local(7, 45), local(9), OPENING, "outside-hours"),
        ("across closing", local(21), local(22, 30), OPENING, "outside-hours"),
        ("a Saturday", local(9, day=date(2016, 1, 16)), local(10, day=date(2016, 1, 16)),
         OPENING, "closed"),
        ("into the night", local(21), local(1, day=date(2016, 1, 13)), OPENING, "outside-hours"),
        ("a holiday", local(9, day=date(2016, 7, 14)), local(10, day=date(2016, 7, 14)),
         OPENING, "closed"),
        ("the summer break", local(9, day=date(2016, 8, 15)), local(10, day=date(2016, 8, 15)),
         OPENING, "closed"),
        ("the day after the break", local(9, day=date(2016, 8, 16)),
         local(10, day=date(2016, 8, 16)), OPENING, None),
        ("nobody said", local(3), local(4), Opening(), None),
        ("its own hours leave those of the house", local(21), local(23),
         Opening([*WEEK, Weekly(1, 18 * 60, 23 * 60, ALWAYS, own=True)]), None),
        ("hours of last year", local(21), local(23),
         Opening([Weekly(1, 480, 600, Period(date(2014, 1, 1), date(2015, 1, 1)))]), None),
    ],
)  # fmt: skip
def test_when_it_is_open(case, start, end, opening, expected):
    assert code(why_not_open("Cordouan", start, end, opening)) == expected


def test_a_closed_place_says_when_it_opens():
    reason = why_not_open("Cordouan", local(7), local(9), OPENING)
    assert reason is not None
    assert "Cordouan ouvre de 8 h à 22 h le mardi" in reason.sentence


LIMITS = Limits(step=30, shortest=60, longest=240, notice=120, ahead_days=60)


@pytest.mark.parametrize(
    ("case", "start", "end", "lead", "expected"),
    [
        ("fits", local(9), local(11), False, None),
        ("too short", local(9), local(9, 30), False, "too-short"),
        ("too long", local(9), local(13, 30), False, "too-long"),
        ("as long as may be", local(9), local(13), False, None),
        ("off the step", local(9, 15), local(11), False, "step"),
        ("in an hour", NOW + timedelta(hours=1), NOW + timedelta(hours=3), False, "too-soon"),
        ("in an hour, by the team", NOW + timedelta(hours=1), NOW + timedelta(hours=3), True, None),
        ("in two hours exactly", NOW + timedelta(hours=2), NOW + timedelta(hours=3), False, None),
        ("yesterday", NOW - timedelta(hours=25), NOW - timedelta(hours=24), True, "past"),
        ("running, by the team", NOW - timedelta(hours=1), NOW + timedelta(hours=1), True, None),
        ("the sixtieth day", local(9, day=date(2016, 3, 11)), local(11, day=date(2016, 3, 11)),
         False, None),
        ("the day after", local(9, day=date(2016, 3, 12)), local(11, day=date(2016, 3, 12)),
         False, "too-far"),
    ],
)  # fmt: skip
def test_how_long_how_soon_how_far(case, start, end, lead, expected):
    assert code(why_not_slot(slot(start, end), LIMITS, NOW, lead=lead)) == expected


def test_more_than_a_month_is_an_agreement():
    long = slot(local(9), local(9) + timedelta(days=32))
    assert code(why_not_slot(long, Limits(), NOW, lead=True)) == "too-long"


def booked(start: datetime, hours: int, *, person: bool = True) -> Booked:
    return Booked(
        slot(start, start + timedelta(hours=hours)), same_organisation=True, same_person=person
    )


@pytest.mark.parametrize(
    ("case", "cap", "known", "expected"),
    [
        ("nothing yet", Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4), [], None),
        ("just enough", Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4),
         [booked(local(14), 2)], None),
        ("an hour too many", Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4),
         [booked(local(14), 3)], "cap"),
        ("last week does not count", Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4),
         [booked(local(14, day=date(2016, 1, 8)), 3)], None),
        ("Sunday counts", Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4),
         [booked(local(14, day=date(2016, 1, 17)), 3)], "cap"),
        ("another person of the house", Cap(CapScope.PERSON, CapMeasure.HOURS, CapEvery.DAY, 2),
         [booked(local(14), 2, person=False)], None),
        ("the same person", Cap(CapScope.PERSON, CapMeasure.HOURS, CapEvery.DAY, 2),
         [booked(local(14), 2)], "cap"),
        ("two at a time", Cap(CapScope.ORGANISATION, CapMeasure.BOOKINGS, CapEvery.COMING, 2),
         [booked(local(14, day=date(2016, 5, 3)), 2), booked(local(16), 1)], "cap"),
        ("what is over is not to come",
         Cap(CapScope.ORGANISATION, CapMeasure.BOOKINGS, CapEvery.COMING, 1),
         [booked(local(7, day=date(2016, 1, 11)), 1)], None),
        ("the month", Cap(CapScope.ORGANISATION, CapMeasure.BOOKINGS, CapEvery.MONTH, 1),
         [booked(local(9, day=date(2016, 1, 31)), 1)], "cap"),
    ],
)  # fmt: skip
def test_how_much_one_may_book(case, cap, known, expected):
    asked = slot(local(9), local(11))
    assert code(why_not_more("SFMAD", asked, [cap], known, NOW)) == expected


def test_a_cap_says_what_is_left():
    cap = Cap(CapScope.ORGANISATION, CapMeasure.HOURS, CapEvery.WEEK, 4)
    asked = slot(local(9), local(11))
    reason = why_not_more("SFMAD", asked, [cap], [booked(local(14), 3)], NOW)
    assert reason is not None
    assert (
        "SFMAD a déjà réservé 3 h, sur 4 h permises par semaine : il reste 1 h" in reason.sentence
    )


@pytest.mark.parametrize(
    ("approval", "standing", "lead", "expected"),
    [
        (Approval.NOBODY, Standing.OUTSIDE, False, BookingState.CONFIRMED),
        (Approval.OUTSIDERS, Standing.HOUSED, False, BookingState.CONFIRMED),
        (Approval.OUTSIDERS, Standing.ADHERENT, False, BookingState.CONFIRMED),
        (Approval.OUTSIDERS, Standing.OUTSIDE, False, BookingState.TO_APPROVE),
        (Approval.EVERYBODY, Standing.HOUSED, False, BookingState.TO_APPROVE),
        (Approval.EVERYBODY, Standing.OUTSIDE, True, BookingState.CONFIRMED),
    ],
)
def test_who_waits_for_a_yes(approval, standing, lead, expected):
    assert first_state(approval, standing, lead=lead) is expected


def test_every_state_has_its_moves():
    assert set(MOVES) == set(BookingState)
    assert MOVES[BookingState.CANCELLED] == MOVES[BookingState.REFUSED] == frozenset()


@pytest.mark.parametrize(
    ("state", "start", "expected"),
    [
        (BookingState.CONFIRMED, local(9), None),
        (BookingState.TO_APPROVE, local(9), None),
        (BookingState.CONFIRMED, NOW, "begun"),
        (BookingState.CANCELLED, local(9), "not-standing"),
        (BookingState.DONE, local(9), "not-standing"),
    ],
)
def test_what_may_still_change(state, start, expected):
    assert code(why_not_change(state, start, NOW)) == expected


@pytest.mark.parametrize(
    ("state", "now", "expected"),
    [
        (BookingState.CONFIRMED, local(8, 45), None),
        (BookingState.CONFIRMED, local(8, 44), "too-early"),
        (BookingState.CONFIRMED, local(10, 59), None),
        (BookingState.CONFIRMED, local(11), "over"),
        (BookingState.TO_APPROVE, local(9), "waiting"),
        (BookingState.NO_SHOW, local(9), "not-standing"),
    ],
)
def test_when_one_may_say_that_one_is_there(state, now, expected):
    assert code(why_not_check_in(state, local(9), local(11), now)) == expected


@pytest.mark.parametrize(
    ("state", "came", "now", "expected"),
    [
        (BookingState.CONFIRMED, None, local(9, 15), None),
        (BookingState.CONFIRMED, local(9), local(9, 15), "came"),
        (BookingState.CONFIRMED, None, local(8), "to-come"),
        (BookingState.CANCELLED, None, local(9, 15), "not-standing"),
    ],
)
def test_when_nobody_came(state, came, now, expected):
    assert code(why_not_absent(state, local(9), came, now)) == expected


def test_moments_are_universal():
    assert Hours(TUESDAY, 540, 600).slot(PARIS).start.tzinfo is UTC


@pytest.mark.parametrize(
    ("people", "seats", "expected"),
    [(12, 12, None), (13, 12, "too-many"), (None, 12, None), (200, None, None)],
)
def test_a_room_holds_so_many_people(people, seats, expected):
    assert code(why_not_so_many("Planier", people, seats)) == expected


FREE = [(480, 600), (720, 1200)]


def test_what_is_free_as_one_says_it():
    hours = [(480, 1200)]
    said = [said_part(part, hours).replace("\xa0", " ") for part in FREE]
    assert said == ["de 8 h à 10 h", "après 12 h"]
    assert still_free(FREE, 545) == [(555, 600), (720, 1200)]
    assert still_free(FREE, 601) == [(720, 1200)]
    assert said_whole([], []) == "Fermé ce jour-là"
    assert said_whole([], hours) == "Plus rien de libre"
    assert said_whole(hours, hours) == "Libre toute la journée"
    assert said_whole(FREE, hours) == ""


def test_a_day_is_laid_out_without_hole_nor_overlap():
    entries = [Entry(540, 660, "A", ""), Entry(600, 700, "B", ""), Entry(900, 955, "C", "")]
    hours = [(480, 720), (840, 1200)]
    cells = laid_out(entries, hours, (480, 1260))
    assert [cell.start for cell in cells][0] == 480
    assert all(one.end == after.start for one, after in pairwise(cells))
    assert cells[-1].end == 1260
    assert [[one.title for one in cell.entries] for cell in cells if cell.entries] == [
        ["A", "B"], ["C"],
    ]  # fmt: skip
    assert {(cell.start, cell.end) for cell in cells if cell.closed} == {(720, 840), (1200, 1260)}
    assert free_of(entries, hours) == [(480, 540), (700, 720), (840, 900), (955, 1200)]


def test_a_planning_shows_what_lies_outside_the_usual_hours():
    assert frame_of([(480, 1200)], []) == (480, 1260)
    assert frame_of([(420, 1200)], [Entry(1200, 1350, "A", "")]) == (420, 1380)
