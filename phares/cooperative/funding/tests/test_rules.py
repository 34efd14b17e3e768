from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from phares.cooperative.funding.rules.cliff import (
    ends_within,
    funded_until,
    months_after,
    months_between,
)
from phares.cooperative.funding.rules.horizon import drawn
from phares.cooperative.funding.rules.kinds import GrantState, SupportKind
from phares.cooperative.funding.rules.lifecycle import MOVES, why_not_correct, why_not_the_same
from phares.cooperative.funding.rules.permissions import reads_all, why_not_fund
from phares.cooperative.funding.rules.support import (
    Support,
    changed,
    total_of,
    why_not_amount,
)
from phares.cooperative.funding.rules.words import consequence, fact, percent
from phares.kernel.actor import Role
from phares.kernel.lifecycle import why_not_move
from phares.kernel.money import Money
from phares.kernel.time import Period
from tests.parties import acting

THREE_YEARS = Period(date(2014, 1, 1), date(2017, 1, 1))
OPENING = date(2016, 1, 4)


def support(key: int = 1, period: Period = THREE_YEARS, **more: object) -> Support:
    return Support(key, f"Financeur {key}", "fonctionnement", period, **more)  # type: ignore[arg-type]


THREE = [support(1), support(2), support(3)]


@pytest.mark.parametrize(
    ("today", "ending"),
    [
        (date(2015, 12, 30), 0),
        (date(2015, 12, 31), 3),
        (date(2016, 1, 1), 3),
        (OPENING, 3),
        (date(2016, 12, 31), 3),
        (date(2017, 1, 1), 0),
    ],
)
def test_three_grants_of_2014_to_2016_are_seen_in_january_2016_at_the_latest(today, ending):
    assert len(ends_within(THREE, today).ending) == ending


def test_all_of_them_end_the_same_day():
    cliff = ends_within(THREE, OPENING)
    assert cliff.share == 1
    assert cliff.same_day == date(2016, 12, 31)
    assert fact(cliff) == (
        "Trois subventions de fonctionnement finissent le même jour, le 31 décembre 2016"
    )


def test_twenty_four_months_from_december_2021_end_in_november_2023():
    two_years = support(period=Period(date(2021, 12, 1), date(2023, 12, 1)))
    assert not ends_within([two_years], date(2022, 1, 24)).ending
    assert ends_within([two_years], date(2022, 12, 1)).ending


def test_a_share_needs_something_to_be_a_share_of():
    cliff = ends_within([], OPENING)
    assert (cliff.share, cliff.money_share, cliff.same_day) == (None, None, None)
    assert consequence(cliff, OPENING).startswith("Sans objet")


@pytest.mark.parametrize(
    ("case", "other", "running"),
    [
        ("one that goes on", support(9, Period(date(2016, 1, 1), date(2019, 1, 1))), 4),
        ("one that starts after", support(9, Period(date(2017, 1, 1), date(2018, 1, 1))), 4),
        ("one without known end", support(9, Period(date(2015, 1, 1)), end_known=False), 4),
        ("one only asked", support(9, state=GrantState.ASKED), 3),
        ("one for works", support(9, kind=SupportKind.INVESTMENT), 3),
        ("one that is over", support(9, Period(date(2012, 1, 1), date(2013, 1, 1))), 3),
    ],
)
def test_the_share_is_of_acquired_operating_grants_still_to_run(case, other, running):
    cliff = ends_within([*THREE, other], OPENING)
    assert (len(cliff.running), len(cliff.ending)) == (running, 3), case
    assert cliff.share == Fraction(3, running)


@pytest.mark.parametrize(
    ("amounts", "share"),
    [
        ((Money(100), Money(100), Money(200)), Fraction(1, 2)),
        ((Money(100), None, Money(200)), None),
        ((None, None, None), None),
    ],
)
def test_an_unknown_amount_is_not_zero(amounts, share):
    ends = (THREE_YEARS, THREE_YEARS, Period(date(2014, 1, 1), date(2019, 1, 1)))
    listed = [support(n, ends[n], amount=amounts[n]) for n in range(3)]
    assert ends_within(listed, OPENING).money_share == share


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ([Money(4500000), Money(2000050)], "65 000,50 €"),
        ([Money(4500000), None], "45 000 € et 1 montant inconnu"),
        ([None, None], "2 montants inconnus"),
        ([], "0 €"),
    ],
)
def test_a_sum_says_what_it_does_not_know(amounts, said):
    spoken = str(total_of(amounts)).replace("\u202f", " ").replace("\u00a0", " ")
    assert spoken == said


def test_what_follows_is_said_in_a_sentence():
    cliff = ends_within([support(1, amount=Money(100)), support(2, amount=Money(300))], OPENING)
    assert consequence(cliff, OPENING).replace("\u00a0", " ") == (
        "C’est 100 % des subventions de fonctionnement acquises. Encore 11 mois de financement."
    )
    unknown = consequence(ends_within(THREE, date(2016, 1, 1)), date(2016, 1, 1))
    assert "la part en euros n’est pas connue" in unknown
    assert "Encore 12" in unknown


def test_percentages_are_written_in_french():
    assert percent(Fraction(2, 3)).replace("\u00a0", " ") == "66,7 %"


@pytest.mark.parametrize(
    ("case", "others", "until", "hoped"),
    [
        ("nothing else", [], date(2016, 12, 31), date(2016, 12, 31)),
        (
            "one asked right after",
            [support(9, Period(date(2017, 1, 1), date(2018, 1, 1)), state=GrantState.ASKED)],
            date(2016, 12, 31),
            date(2017, 12, 31),
        ),
        (
            "one asked after a hole",
            [support(9, Period(date(2017, 6, 1), date(2018, 1, 1)), state=GrantState.ASKED)],
            date(2016, 12, 31),
            date(2016, 12, 31),
        ),
        (
            "one refused",
            [support(9, Period(date(2017, 1, 1), date(2018, 1, 1)), state=GrantState.REFUSED)],
            date(2016, 12, 31),
            date(2016, 12, 31),
        ),
    ],
)
def test_how_far_the_money_goes(case, others, until, hoped):
    known = [*THREE, *others]
    assert funded_until(known, OPENING) == until, case
    assert funded_until(known, OPENING, hoped=True) == hoped, case


def test_nothing_covers_today():
    assert funded_until([], OPENING) is None
    assert funded_until(THREE, date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "last", "months"),
    [
        (date(2016, 1, 1), date(2016, 12, 31), 12),
        (OPENING, date(2016, 12, 31), 11),
        (date(2016, 12, 31), date(2016, 12, 31), 0),
        (date(2017, 6, 1), date(2016, 12, 31), 0),
    ],
)
def test_whole_months(today, last, months):
    assert months_between(today, last) == months


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2015, 12, 31), 12, date(2016, 12, 31)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2016, 11, 30), 3, date(2017, 2, 28)),
    ],
)
def test_months_later(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        (GrantState.ENVISAGED, {GrantState.ASKED}),
        (GrantState.ASKED, {GrantState.NOTIFIED, GrantState.GRANTED, GrantState.REFUSED}),
        (GrantState.NOTIFIED, {GrantState.GRANTED, GrantState.REFUSED}),
        (GrantState.GRANTED, set()),
        (GrantState.REFUSED, set()),
    ],
)
def test_a_grant_moves_along_its_arrows(now, allowed):
    assert {to for to in GrantState if why_not_move(MOVES, now, to) is None} == allowed


@pytest.mark.parametrize(
    ("amount", "code"),
    [(None, None), (Money(1), None), (Money(0), "amount"), (Money(-1), "amount")],
)
def test_an_amount_is_positive_or_unknown(amount, code):
    found = why_not_amount(amount)
    assert (found and found.code) == code


@pytest.mark.parametrize("role", list(Role))
def test_who_writes_and_who_reads(role):
    actor = acting(role)
    keeps = role in (Role.ADMINISTRATOR, Role.ANIMATOR)
    assert (why_not_fund(actor) is None) == keeps
    assert reads_all(actor) == (keeps or role in (Role.ACCOUNTANT, Role.CO_MANAGER))


def test_the_drawing_is_made_of_the_data():
    asked = support(
        9, Period(date(2017, 1, 1), date(2018, 1, 1)), state=GrantState.ASKED, amount=Money(800000)
    )
    horizon = drawn([asked, *THREE], OPENING, "phrase")
    assert [tick.label for tick in horizon.ticks] == ["2014", "2015", "2016", "2017"]
    assert [bar.secure for bar in horizon.bars] == [True, True, True, False]
    assert [bar.x for bar in horizon.bars] == ["0.00", "0.00", "0.00", "75.02"]
    assert horizon.bars[0].width == "75.02"
    assert horizon.bars[0].amount == "montant inconnu"
    assert horizon.bars[3].anchor == "start"
    assert horizon.today_x == "50.17"
    assert horizon.height > horizon.axis_y > horizon.bars[-1].y


def test_a_label_that_would_stick_out_ends_at_the_edge():
    late = Period(date(2017, 1, 1), date(2018, 1, 1))
    short, long = (
        replace(support(key, late, state=GrantState.ASKED), funder=name)
        for key, name in ((1, "Ville"), (2, "Communauté d’agglomération"))
    )
    bars = drawn([short, long], OPENING, "phrase").bars
    assert [(bar.anchor, bar.label_x) for bar in bars] == [("start", bars[0].x), ("end", "100.00")]


def test_an_unknown_term_is_sure_up_to_today_and_says_so():
    open_ended = support(5, Period(date(2015, 1, 1)), amount=Money(100000))
    hoped = support(6, Period(date(2017, 1, 1)), state=GrantState.ASKED)
    known, bar, later = drawn([THREE[0], open_ended, hoped], OPENING, "phrase").bars
    assert known.sure == known.width
    assert float(bar.x) + float(bar.sure) == pytest.approx(50.17, abs=0.5)
    assert float(bar.sure) < float(bar.width)
    assert (later.sure, later.amount) == ("1.00", "montant inconnu, demandée, terme inconnu")
    assert bar.amount.endswith(", terme inconnu")
    assert "terme inconnu" not in known.amount
    assert drawn([open_ended], OPENING, "").unsure
    assert not drawn(THREE, OPENING, "").unsure, "then the legend says nothing of it"


def test_nothing_to_draw():
    over = support(1, Period(date(2012, 1, 1), date(2013, 1, 1)))
    assert not drawn([over, support(2, state=GrantState.REFUSED)], OPENING, "")


@pytest.mark.parametrize("state", list(GrantState))
def test_everything_but_a_refused_grant_may_be_corrected(state):
    found = why_not_correct(state)
    assert (found and found.code) == ("refused" if state is GrantState.REFUSED else None)


def test_a_correction_changes_something_and_says_what():
    before = {"purpose": "animation", "amount": "45 000 €", "until": "2016"}
    after = before | {"amount": "", "until": "juin 2016"}
    assert changed(before, after) == {"amount": "45 000 € → ", "until": "2016 → juin 2016"}
    assert changed(before, before) == {}
    assert why_not_the_same({"amount": "1 → 2"}) is None
    found = why_not_the_same({})
    assert found is not None
    assert found.code == "nothing-to-correct"
