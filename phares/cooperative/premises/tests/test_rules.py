"""The rules of the place, as tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from phares.cooperative.premises.rules import interests, letting, lifecycle, occupancy, permissions
from phares.cooperative.premises.rules.kinds import LeaseState, SpaceKind, WorksState
from phares.cooperative.premises.rules.letting import Notice, State
from phares.cooperative.premises.rules.lifecycle import Situation
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.rules.plan import (
    NARROW,
    Box,
    Tone,
    desk_in,
    folded,
    lying,
    natural,
    plate,
    shortened,
    standing,
    tone_of,
)
from phares.kernel.actor import Role
from phares.kernel.time import Period, year_period
from tests.parties import acting, holding

Y15 = year_period(2015)


def span(start: str, end: str = "") -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def office(start="2001-01-01", end="", usable=True, kind=SpaceKind.OFFICE) -> State:
    return State(span(start, end), kind, usable)


LETTING = [
    ("there all along", [office()], "2015-03-01", "", 20, None),
    ("until it is gone", [office(end="2015-09-01")], "2015-03-01", "2015-09-01", 20, None),
    ("two states in a row", [office(end="2015-05-01"), office("2015-05-01")],
     "2015-03-01", "", 20, None),
    ("gone too early", [office(end="2015-09-01")], "2015-03-01", "", 20, "no-space"),
    ("a hole between", [office(end="2015-05-01"), office("2015-06-01")],
     "2015-03-01", "2015-09-01", 20, "no-space"),
    ("not there yet", [office("2015-04-01")], "2015-03-01", "", 20, "no-space"),
    ("never there", [], "2015-03-01", "", 20, "no-space"),
    ("unfit for a while", [office(end="2015-05-01"), office("2015-05-01", usable=False)],
     "2015-03-01", "", 20, "unusable"),
    ("unfit afterwards", [office(end="2015-05-01"), office("2015-05-01", usable=False)],
     "2015-03-01", "2015-05-01", 20, None),
    ("a meeting room", [office(kind=SpaceKind.MEETING)], "2015-03-01", "", 20, "kind"),
    ("a desk", [office(kind=SpaceKind.DESK)], "2015-03-01", "", 6, None),
    ("no square metre", [office()], "2015-03-01", "", 0, "surface"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "states", "start", "end", "m2", "code"), LETTING)
def test_what_may_be_let(case, states, start, end, m2, code):
    reason = letting.why_not_let("Bureau 5", states, span(start, end), Decimal(m2))
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("case", "room", "code"),
    [
        ("fit all along", [office()], None),
        ("unfit before", [office(end="2015-03-01", usable=False), office("2015-03-01")], None),
        ("unfit one day", [office(end="2015-05-01"), office("2015-05-01", usable=False)],
         "unusable"),
    ],
)  # fmt: skip
def test_a_desk_is_let_while_its_room_may_be_used(case, room, code):
    reason = letting.why_not_within("Co-travail", room, span("2015-03-01"))
    assert (reason and reason.code) == code


ENDING = [
    ("after the notice", LeaseState.ACTIVE, "", "2015-08-15", False, None),
    ("a day too early", LeaseState.ACTIVE, "", "2015-08-14", False, "notice"),
    ("too early, agreed", LeaseState.ACTIVE, "", "2015-07-01", True, None),
    ("ends before anyway", LeaseState.ACTIVE, "2015-08-01", "2015-08-15", False, "already-ends"),
    ("ended already", LeaseState.ENDED, "", "2015-08-15", False, "wrong-state"),
    ("cancelled", LeaseState.CANCELLED, "", "2015-08-15", True, "wrong-state"),
]


@pytest.mark.parametrize(("case", "state", "end", "out", "agreed", "code"), ENDING)
def test_when_an_agreement_may_end(case, state, end, out, agreed, code):
    """Notice of two months, given on 15 June: free on 15 August at the earliest."""
    notice = Notice(date(2015, 6, 15), 2, agreed)
    period = span("2015-01-01", end)
    reason = letting.why_not_end(state, period, date.fromisoformat(out), notice)
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("case", "state", "end", "by", "code"),
    [
        ("ends and runs", LeaseState.ACTIVE, date(2016, 1, 1), "", None),
        ("has no end", LeaseState.ACTIVE, None, "", "no-end"),
        ("notice was given", LeaseState.ENDED, date(2016, 1, 1), "", "wrong-state"),
        ("twice", LeaseState.ACTIVE, date(2016, 1, 1), "C-2016-0001", "renewed"),
    ],
)
def test_what_may_be_renewed(case, state, end, by, code):
    reason = letting.why_not_renew("C-2015-0001", state, end, by)
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("case", "state", "asked", "code"),
    [
        ("all of it, before it begins", LeaseState.ACTIVE, (False, False, True), None),
        ("dates, once begun", LeaseState.ACTIVE, (True, False, False), None),
        ("spaces, once begun", LeaseState.ACTIVE, (True, True, True), "begun"),
        ("the last day of one that was ended", LeaseState.ENDED, (True, True, False), None),
        ("no last day, yet notice was given", LeaseState.ENDED, (True, False, False), "keeps-end"),
        ("one that never was", LeaseState.CANCELLED, (False, True, False), "wrong-state"),
    ],
)
def test_what_may_be_corrected(case, state, asked, code):
    reason = letting.why_not_correct("C-2015-0001", state, letting.Correction(*asked))
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("case", "state", "end", "code"),
    [
        ("its last days", LeaseState.ENDED, date(2015, 6, 2), None),
        ("the day after", LeaseState.ENDED, date(2015, 6, 1), "over"),
        ("no notice given", LeaseState.ACTIVE, date(2015, 9, 1), "wrong-state"),
        ("cancelled", LeaseState.CANCELLED, None, "wrong-state"),
    ],
)
def test_when_a_notice_may_be_taken_back(case, state, end, code):
    """On 1 June."""
    reason = letting.why_not_stay("C-2015-0001", state, end, date(2015, 6, 1))
    assert (reason and reason.code) == code


MONTHS = [("2015-06-15", 2, "2015-08-15"), ("2015-12-31", 2, "2016-02-29"),
          ("2016-02-01", -2, "2015-12-01"), ("2015-01-31", 1, "2015-02-28")]  # fmt: skip


@pytest.mark.parametrize(("day", "months", "after"), MONTHS)
def test_months_after(day, months, after):
    assert lifecycle.months_after(date.fromisoformat(day), months) == date.fromisoformat(after)


SITUATIONS = [
    ("no end", LeaseState.ACTIVE, "2015-03-01", "", False, Situation.RUNNING),
    ("far end", LeaseState.ACTIVE, "2015-03-01", "2016-07-01", False, Situation.RUNNING),
    ("notice and three months", LeaseState.ACTIVE, "2015-03-01", "2016-06-04", False,
     Situation.ENDING),
    ("a day more", LeaseState.ACTIVE, "2015-03-01", "2016-06-05", False, Situation.RUNNING),
    ("renewed", LeaseState.ACTIVE, "2015-03-01", "2016-02-01", True, Situation.RUNNING),
    ("notice given", LeaseState.ENDED, "2015-03-01", "2016-02-01", False, Situation.ENDING),
    ("over", LeaseState.ACTIVE, "2015-03-01", "2016-01-04", False, Situation.OVER),
    ("to come", LeaseState.ACTIVE, "2016-02-01", "", False, Situation.COMING),
    ("cancelled", LeaseState.CANCELLED, "2015-03-01", "", False, Situation.CANCELLED),
]  # fmt: skip


@pytest.mark.parametrize(("case", "state", "start", "end", "renewed", "seen"), SITUATIONS)
def test_an_agreement_seen_from_4_january_2016(case, state, start, end, renewed, seen):
    today = date(2016, 1, 4)
    assert lifecycle.situation(state, span(start, end), 2, renewed, today) is seen


@pytest.mark.parametrize(
    ("case", "state", "day", "seen"),
    [
        ("decided", WorksState.PLANNED, "2015-07-01", WorksState.PLANNED),
        ("seen from before", WorksState.RUNNING, "2015-05-31", WorksState.PLANNED),
        ("the first day", WorksState.RUNNING, "2015-06-01", WorksState.RUNNING),
        ("late", WorksState.RUNNING, "2015-09-01", WorksState.RUNNING),
        ("done, seen from before", WorksState.DONE, "2015-05-31", WorksState.PLANNED),
        ("done, seen from the middle", WorksState.DONE, "2015-08-31", WorksState.RUNNING),
        ("done", WorksState.DONE, "2015-09-01", WorksState.DONE),
    ],
)
def test_works_seen_from_a_day(case, state, day, seen):
    summer = span("2015-06-01", "2015-09-01")
    assert lifecycle.works_seen(state, summer, date.fromisoformat(day)) is seen


OFFERS = [
    ("let all year", [(office(), 20)], ["2014-01-01/"], [], 365, 365),
    ("let from July", [(office(), 20)], ["2015-07-01/"], [], 365, 184),
    ("closed in summer", [(office(), 20)], [], ["2015-06-01/2015-09-01"], 273, 0),
    ("usable from July", [(office(end="2015-07-01", usable=False), 20), (office("2015-07-01"), 20)],
     ["2015-10-01/2016-02-01"], [], 184, 92),
    ("a meeting room is not offered", [(office(kind=SpaceKind.MEETING), 40)], [], [], 0, 0),
    ("another year", [(office("2016-01-01"), 20)], ["2016-01-01/"], [], 0, 0),
]  # fmt: skip


def slashed(text: str) -> Period:
    return span(*text.split("/"))


@pytest.mark.parametrize(("case", "stays", "lets", "closures", "offered", "let"), OFFERS)
def test_days_offered_and_let(case, stays, lets, closures, offered, let):
    stays = [(state, Decimal(m2)) for state, m2 in stays]
    offer = occupancy.offer_of(stays, [*map(slashed, lets)], [*map(slashed, closures)], Y15)
    assert (offer.days_offered, offer.days_let) == (offered, let)
    assert offer.offered == Fraction(20) * offered


def test_the_rate_is_exact_and_its_shares_add_up():
    """20 m² let for 184 days of 365, 10 m² let all year, 30 m² never: 33,47 % of 60 m² × 365."""
    offers = [
        occupancy.Offer(Fraction(20 * 365), Fraction(20 * 184), 365, 184),
        occupancy.Offer(Fraction(10 * 365), Fraction(10 * 365), 365, 365),
        occupancy.Offer(Fraction(30 * 365), Fraction(0), 365, 0),
    ]
    shares = occupancy.shares_of_rate(offers)
    assert shares == [Decimal("16.80"), Decimal("16.67"), Decimal("0.00")]
    assert round(100 * (20 * 184 + 10 * 365) / (60 * 365), 2) == float(sum(shares)) == 33.47


def test_no_rate_without_anything_offered():
    assert occupancy.shares_of_rate([]) is None


INTERESTS = [
    ("owns and occupies", [1], [2], [1], ["Halage possède le bâtiment et l’occupe aussi"]),
    ("manages and occupies", [1], [2], [2], ["SCIC gère le bâtiment et l’occupe aussi"]),
    ("owns and manages", [1], [1], [3], ["Halage possède le bâtiment et le gère aussi"]),
    ("all three", [1], [1], [1], ["Halage possède le bâtiment, le gère et l’occupe"]),
    ("both sides twice", [1], [2], [1, 2], ["Halage possède", "SCIC gère"]),
    ("three different", [1], [2], [3], []),
]


@pytest.mark.parametrize(("case", "owners", "managers", "occupants", "said"), INTERESTS)
def test_conflicts_of_interest_are_told(case, owners, managers, occupants, said):
    found = interests.conflicts(owners, managers, occupants, {1: "Halage", 2: "SCIC", 3: "ERRC"})
    assert len(found) == len(said)
    for interest, start in zip(found, said, strict=True):
        assert interest.sentence.startswith(start)


TONES = [
    ("closed", SpaceKind.OFFICE, {"closed": True, "taken": True}, Tone.CLOSED),
    ("unfit", SpaceKind.OFFICE, {"usable": False}, Tone.CLOSED),
    ("yours", SpaceKind.OFFICE, {"taken": True, "yours": True}, Tone.YOURS),
    ("somebody's", SpaceKind.OFFICE, {"taken": True}, Tone.TAKEN),
    ("free", SpaceKind.OFFICE, {}, Tone.FREE),
    ("shared", SpaceKind.MEETING, {}, Tone.COMMON),
    ("a room of desks", SpaceKind.COWORKING, {"divided": True}, Tone.COMMON),
]  # fmt: skip


@pytest.mark.parametrize(("case", "kind", "facts", "tone"), TONES)
def test_the_tone_of_a_space(case, kind, facts, tone):
    usual = {"usable": True, "closed": False, "taken": False, "yours": False, "divided": False}
    assert tone_of(kind, **{**usual, **facts}) is tone


def test_neighbours_touch_on_the_plan():
    """300 dm across are 900 units; edges are rounded, so no gap shows between two rooms."""
    floor = lying(300, 150)
    left, right = floor.box(Rect(0, 0, 35, 50)), floor.box(Rect(35, 0, 41, 50))
    assert (floor.across, floor.down) == (900, 450)
    assert left == Box(3, 3, 105, 150)
    assert lying(300, 150, NARROW).box(Rect(0, 0, 35, 50)) == Box(3, 3, 65, 93)
    assert left.x + left.width == right.x
    thirds = [lying(7, 1).box(Rect(x, 0, 1, 1)) for x in range(7)]
    assert all(a.x + a.width == b.x for a, b in zip(thirds, thirds[1:], strict=False))


STANDING = [
    ("long: its left is at the top", 360, 125, (352, 640, True), Rect(0, 0, 90, 25),
     Box(285, 3, 70, 160)),
    ("square: as it is", 100, 100, (352, 352, False), Rect(0, 0, 50, 25), Box(3, 3, 176, 88)),
    ("already high: squeezed at most", 100, 400, (352, 640, False), Rect(0, 0, 50, 100),
     Box(3, 3, 176, 160)),
]  # fmt: skip


@pytest.mark.parametrize(("case", "width", "height", "sheet", "rect", "box"), STANDING)
def test_a_floor_stands_on_a_phone(case, width, height, sheet, rect, box):
    """One unit to the pixel; turned, not mirrored."""
    floor = standing(width, height)
    assert (floor.across, floor.down, floor.turned) == sheet
    assert floor.box(rect) == box


ROOMS = [
    ("wide: side by side", Box(0, 0, 300, 100), 5, 5),
    ("high, on a phone: two by two", Box(3, 300, 141, 178), 5, 2),
    ("low: still side by side", Box(0, 0, 155, 78), 5, 5),
    ("one alone", Box(0, 0, 80, 80), 1, 1),
]


@pytest.mark.parametrize(("case", "room", "count", "abreast"), ROOMS)
def test_desks_without_a_place_stand_in_their_room(case, room, count, abreast):
    desks = [desk_in(room, n, count) for n in range(count)]
    assert sum(one.y == desks[0].y for one in desks) == abreast
    assert all(one.y >= room.y + 30 for one in desks)
    assert all(one.y + one.height < room.y + room.height for one in desks)
    assert all(room.x < one.x and one.x + one.width < room.x + room.width for one in desks)
    for one, other in combinations(desks, 2):
        beside = one.x + one.width < other.x or other.x + other.width < one.x
        assert beside or one.y + one.height < other.y


def test_a_desk_on_a_phone_is_large_enough_for_a_finger():
    """24 pixels at least (WCAG 2.5.8): a room of 10 m by 5 of a floor of 36 m, with five desks."""
    room = standing(360, 125).box(Rect(212, 75, 100, 50))
    assert min(min(one.width, one.height) for one in (desk_in(room, n, 5) for n in range(5))) >= 24


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("Terragram", 100, "Terragram"), ("Terragram", 60, "Terra…"), ("Terragram", 30, "")],
)
def test_what_fits_in_a_box(text, width, shown):
    assert shortened(text, width) == shown


@pytest.mark.parametrize(
    ("code", "width", "shown"),
    [("poste 4", 100, "poste 4"), ("poste 4", 30, "4"), ("co-travail", 60, "co-tr…")],
)
def test_a_plate_that_is_too_long_keeps_its_number(code, width, shown):
    assert plate(code, width) == shown


def test_an_occupant_takes_two_lines_when_there_are_two() -> None:
    assert folded("European Roma Rights Centre", 130, 2) == ["European Roma", "Rights Centre"]
    assert folded("European Roma Rights Centre", 130, 1) == ["European Roma R…"]
    assert folded("UNAREC", 90, 2) == ["UNAREC"]


def test_plates_are_sorted_as_people_do():
    codes = ["10", "atelier", "3", "Cordouan", "poste 10", "poste 2"]
    assert sorted(codes, key=natural) == ["3", "10", "atelier", "Cordouan", "poste 2", "poste 10"]


WHO = [
    (Role.ADMINISTRATOR, True, True, True),
    (Role.ANIMATOR, True, True, True),
    (Role.TECHNICIAN, False, True, True),
    (Role.RECEPTIONIST, False, False, True),
    (Role.ACCOUNTANT, False, False, True),
    (Role.CO_MANAGER, False, False, True),
    (Role.MEMBER_CONTACT, False, False, False),
    (Role.MEMBER_STAFF, False, False, False),
    (Role.FUNDER, False, False, False),
]


@pytest.mark.parametrize(("role", "lets", "arranges", "reads"), WHO)
def test_who_may(role, lets, arranges, reads):
    actor = acting(role, 7)
    assert permissions.may_let(actor) is lets
    assert permissions.may_arrange(actor) is arranges
    assert permissions.may_read_all_leases(actor) is reads
    assert permissions.may_read_lease(actor, 7) is (reads or role is Role.MEMBER_CONTACT)
    assert permissions.may_read_lease(actor, 8) is reads


@pytest.mark.parametrize(("occupant", "reads"), [(7, True), (8, False), (9, False)])
def test_a_contact_reads_the_agreements_of_that_house_alone(occupant, reads):
    actor = holding((Role.MEMBER_CONTACT, 7), (Role.MEMBER_STAFF, 8), (Role.FUNDER, 9))
    assert permissions.may_read_lease(actor, occupant) is reads
