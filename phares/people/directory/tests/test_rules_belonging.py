"""Coming, going, being there: the rules as tables, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.refusal import Reason
from phares.people.directory.rules import belonging
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import BelongingRole
from phares.people.directory.rules.presence import Presence, present, why_not_present

RESIDENT, PARTNER = BelongingRole.RESIDENT, BelongingRole.PARTNER


def stay(since: str, until: str = "") -> Stay:
    return Stay(read_dated(since), read_dated(until) if until else None)


def code(reason: Reason | None) -> str:
    return reason.code if reason else ""


@pytest.mark.parametrize(
    ("case", "new", "standing", "no"),
    [
        ("first time", stay("mars 2013"), [], ""),
        ("again, after having left", stay("2016"), [stay("2012", "août 2015")], ""),
        ("from the very next day", stay("2015-09-01"), [stay("2012", "août 2015")], ""),
        ("before having left", stay("2015-08-31"), [stay("2012", "août 2015")], "already-in"),
        ("already there, no end", stay("2016"), [stay("2012")], "already-in"),
        ("a past stay before", stay("2008", "2010"), [stay("2012")], ""),
        ("a past stay that overlaps", stay("2008", "2012"), [stay("juin 2012")], "already-in"),
        ("an exit before the entry", stay("2015", "2014"), [], "ends-before-start"),
        ("in and out the same month", stay("août 2015", "août 2015"), [], ""),
    ],
)
def test_why_not_enter(case: str, new: Stay, standing: list[Stay], no: str) -> None:
    assert code(belonging.why_not_enter("Halage", RESIDENT, new, standing)) == no, case


def test_a_refused_entry_says_since_when_and_what_to_do() -> None:
    reason = belonging.why_not_enter("Halage", RESIDENT, stay("2016"), [stay("mars 2013")])
    assert reason is not None
    assert reason.sentence == (
        "Halage est déjà notée habitante (depuis mars 2013). "
        "Terminez cette appartenance, ou choisissez une date qui la suit."
    )


@pytest.mark.parametrize(
    ("case", "stands", "until", "no"),
    [
        ("an ordinary month", stay("mars 2013"), "août 2015", ""),
        ("before the entry", stay("mars 2013"), "février 2013", "exit-before-entry"),
        ("the month of the entry", stay("mars 2013"), "mars 2013", ""),
        ("an unknown day", stay("2012"), "avant le 31/12/2015", ""),
        ("before 2012, unknown", stay("2012"), "avant le 01/01/2012", "exit-before-entry"),
        ("twice", stay("2012", "août 2015"), "2016", "already-out"),
        ("announced for later", stay("2012"), "juin 2031", ""),
    ],
)  # fmt: skip
def test_why_not_leave(case: str, stands: Stay, until: str, no: str) -> None:
    assert code(belonging.why_not_leave("Halage", stands, read_dated(until))) == no, case


def test_a_refused_exit_says_both_dates_and_how_to_write_an_unknown_one() -> None:
    reason = belonging.why_not_leave("Halage", stay("mars 2013"), read_dated("2012-05-02"))
    assert reason is not None
    assert "(2 mai 2012) avant son arrivée (mars 2013)" in reason.sentence
    assert "avant le 31/12/2015" in reason.sentence


@pytest.mark.parametrize(
    ("case", "role", "new", "standing", "no"),
    [
        ("with its belonging", RESIDENT, stay("mars 2013"), [], ""),
        ("a partner has no room", PARTNER, stay("2014"), [], "not-housed"),
        ("before belonging", RESIDENT, stay("2012"), [], "outside-belonging"),
        ("back after a while", RESIDENT, stay("2015"), [stay("mars 2013", "2014")], ""),
        ("twice at a time", RESIDENT, stay("2015"), [stay("mars 2013")], "already-there"),
        ("backwards", RESIDENT, stay("2015", "2014"), [], "ends-before-start"),
    ],
)
def test_why_not_move_in(
    case: str, role: BelongingRole, new: Stay, standing: list[Stay], no: str
) -> None:
    said = belonging.why_not_move_in("Halage", role, stay("mars 2013"), new, standing)
    assert code(said) == no, case


def test_a_presence_ends_with_the_belonging_at_the_latest() -> None:
    held = stay("2013", "août 2015")
    assert code(belonging.why_not_present_then("Halage", held, stay("2013"))) == "outside-belonging"
    assert belonging.why_not_present_then("Halage", held, stay("2013", "août 2015")) is None


def test_one_moves_out_once_after_having_moved_in() -> None:
    out = read_dated("2014")
    assert code(belonging.why_not_move_out("Halage", None, out)) == "not-there"
    assert code(belonging.why_not_move_out("Halage", stay("2015"), out)) == "exit-before-entry"
    assert belonging.why_not_move_out("Halage", stay("2013"), out) is None


# -- presence -----------------------------------------------------------------------------

NOVAEDIA = stay("2012", "avant le 31/12/2015")


@pytest.mark.parametrize(
    ("case", "stays", "day", "answer"),
    [
        ("never noted", [], "2015-12-31", Presence.NO),
        ("lasting", [stay("mars 2013")], "2015-12-31", Presence.YES),
        ("not yet come", [stay("octobre 2015")], "2015-09-30", Presence.NO),
        ("the month of the arrival", [stay("octobre 2015")], "2015-10-01", Presence.YES),
        ("the month of the exit", [stay("2013", "août 2015")], "2015-08-31", Presence.YES),
        ("after that month", [stay("2013", "août 2015")], "2015-09-01", Presence.NO),
        ("gone before this day", [NOVAEDIA], "2015-12-31", Presence.NO),
        ("perhaps gone already", [NOVAEDIA], "2015-12-30", Presence.UNKNOWN),
        ("perhaps gone at once", [NOVAEDIA], "2012-01-01", Presence.UNKNOWN),
        ("not yet come, then perhaps", [NOVAEDIA], "2011-12-31", Presence.NO),
        ("come at an unknown day", [stay("avant le 31/12/2021")], "2021-06-01", Presence.UNKNOWN),
        ("come by that day", [stay("avant le 31/12/2021")], "2021-12-31", Presence.YES),
        ("come in a season that runs", [stay("hiver 2015")], "2015-12-31", Presence.UNKNOWN),
        ("come in a season that is over", [stay("hiver 2015")], "2016-02-29", Presence.YES),
        ("come in a year that runs", [stay("2015")], "2015-12-30", Presence.UNKNOWN),
        ("come in a year that ends", [stay("2015")], "2015-12-31", Presence.YES),
        ("gone, then back", [stay("2012", "2013"), stay("mai 2015")], "2015-05-01", Presence.YES),
        ("in between", [stay("2012", "2013"), stay("mai 2015")], "2014-05-01", Presence.NO),
        ("sure beats perhaps", [NOVAEDIA, stay("mai 2015")], "2015-06-01", Presence.YES),
    ],
)
def test_present(case: str, stays: list[Stay], day: str, answer: Presence) -> None:
    assert present(stays, date.fromisoformat(day)) is answer, case


@pytest.mark.parametrize(
    ("case", "until", "stays", "why"),
    [
        ("gone from the pole", "août 2015", [], "partie : août 2015"),
        ("unknown exit", "", [NOVAEDIA],
         "hors les murs : locaux quittés avant le 31 décembre 2015, date exacte inconnue"),
        ("known exit", "", [stay("2012", "mai 2014")], "hors les murs : locaux quittés, mai 2014"),
        ("never in", "", [], "hors les murs"),
        ("come perhaps", "", [stay("hiver 2015")],
         "présence inconnue ce jour-là : arrivée hiver 2015"),
        ("gone perhaps", "", [stay("2012", "2015")],
         "présence inconnue ce jour-là : locaux quittés 2015"),
    ],
)  # fmt: skip
def test_why_not_present(case: str, until: str, stays: list[Stay], why: str) -> None:
    ended = read_dated(until) if until else None
    assert why_not_present(ended, stays, date(2015, 12, 31)) == why, case


@pytest.mark.parametrize(
    ("ended", "begins", "takes_over"),
    [
        ("août 2015", "septembre 2015", True),
        ("28/8/2015", "septembre 2015", True),
        ("28/8/2015", "31/8/2015", True),
        ("août 2015", "8/9/2015", True),
        ("août 2015", "9/9/2015", False),
        ("5/8/2015", "septembre 2015", False),
        ("été 2015", "automne 2015", True),
        ("2015", "2016", True),
        ("2015", "printemps 2016", False),
        ("août 2015", "août 2015", False),
    ],
)
def test_a_tie_takes_over_from_another_within_a_week(ended, begins, takes_over) -> None:
    assert belonging.follows(read_dated(begins).day, read_dated(ended).after) is takes_over
