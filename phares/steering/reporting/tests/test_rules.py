"""The rules of a report: gaps, roundings, dates as told, texts handed down, when one may freeze."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.figures import DateRule, Indicator
from phares.steering.reporting.rules.declaring import why_not_declare
from phares.steering.reporting.rules.freezing import (
    Readiness,
    why_no_year,
    why_not_freeze,
    why_not_review,
    why_not_write,
)
from phares.steering.reporting.rules.frozen import Stand, changes
from phares.steering.reporting.rules.gaps import gap_between, why_not_explained
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.rules.order import arranged, in_force
from phares.steering.reporting.rules.presence import dates_told, heads_told, months_of
from phares.steering.reporting.rules.roundings import counted_label, phrase, rounded, written
from phares.steering.reporting.rules.texts import (
    DEFAULTS,
    Text,
    handed_down,
    paragraphs,
    withdrawal,
)

JANUARY = date(2016, 1, 4)
READY = Readiness(2015, YearState.REVIEWED)


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("declared", "counted", "decimals", "difference", "sentence"),
    [
        ("18", "16", 0, "2", "Publié 18, compté 16 : 2 de plus que le compte."),
        ("15", "16", 0, "-1", "Publié 15, compté 16 : 1 de moins que le compte."),
        ("2.5", "2.4022", 1, "0.1", "Publié 2,5, compté 2,4 : 0,1 de plus que le compte."),
        ("2.5", None, 1, None, "Publié 2,5 ; aucun enregistrement ne permet de le recompter."),
        ("1350", "1300", 0, "50", "Publié 1 350, compté 1 300 : 50 de plus que le compte."),
    ],
)
def test_a_gap_is_a_signed_difference_in_a_sentence(
    declared: str, counted: str | None, decimals: int, difference: str | None, sentence: str
) -> None:
    found = gap_between(Decimal(declared), exact(counted), decimals=decimals)
    assert found is not None
    assert found.difference == exact(difference)
    assert " ".join(found.sentence.split()) == sentence


@pytest.mark.parametrize(
    ("case", "declared", "counted", "decimals"),
    [
        ("nothing declared", None, "16", 0),
        ("both agree", "16", "16", 0),
        ("both agree as shown", "2.5", "2.4951", 2),
        ("nothing at all", None, None, 0),
    ],
)
def test_no_gap(case: str, declared: str | None, counted: str | None, decimals: int) -> None:
    assert gap_between(exact(declared), exact(counted), decimals=decimals) is None, case


CHANGED = "L’écart a changé depuis cette explication"
NOT_READ_AGAIN = "Cette explication n’a pas été relue avec le compte d’aujourd’hui."


@pytest.mark.parametrize(
    ("case", "declared", "counted", "then", "decimals", "said"),
    [
        ("the same gap", "71", "73", "73", 0, ""),
        ("the same as shown", "2.5", "2.4022", "2.4", 1, ""),
        ("nothing counted, then or now", "1350", None, None, 0, ""),
        ("one more", "71", "74", "73", 0, f"{CHANGED} (il était de 2)."),
        ("on the other side", "73", "72", "75", 0, f"{CHANGED} (il était de 2)."),
        ("none at the time", "3", "4", "3", 0, f"{CHANGED} (il n’y en avait pas)."),
        ("counted no more", "1350", None, "1300", 0, f"{CHANGED} (il était de 50)."),
        ("counted since", "1350", "1300", None, 0, NOT_READ_AGAIN),
    ],
)
def test_a_reason_holds_for_the_gap_it_was_written_for(
    case: str, declared: str, counted: str | None, then: str | None, decimals: int, said: str
) -> None:
    told = why_not_explained(
        Decimal(declared), exact(counted), exact(then), decimals=decimals, unit=""
    )
    assert told == said, case


THEN = Stand(Decimal(16), Decimal(18), "Sans date.", 1)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (THEN, []),
        (replace(THEN, value=Decimal(15)), ["Recompté aujourd’hui : 15."]),
        (replace(THEN, value=None), ["Rien ne permet plus de le compter aujourd’hui."]),
        (
            replace(THEN, declared=Decimal(25)),
            ["Chiffre publié : 18 alors, 25 aujourd’hui."],
        ),
        (
            replace(THEN, declared=None),
            ["Chiffre publié : 18 alors, aucun aujourd’hui."],
        ),
        (replace(THEN, gap_note="Autre."), ["La raison de l’écart a changé depuis."]),
        (
            replace(THEN, version=2),
            ["La définition a changé : version 1 alors, 2 aujourd’hui."],
        ),
        (
            replace(THEN, value=Decimal(15), version=2),
            [
                "Recompté aujourd’hui : 15.",
                "La définition a changé : version 1 alors, 2 aujourd’hui.",
            ],
        ),
    ],
)
def test_what_moved_since_a_figure_was_frozen(now: Stand, said: list[str]) -> None:
    told = changes(THEN, now, decimals=0, unit="")
    assert [" ".join(sentence.split()) for sentence in told] == said


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("1350", 0, "1\u202f350"), ("2.50", 2, "2,5"), ("-3", 0, "\u22123"), ("0.5", 1, "0,5"),
     ("-0.5", 1, "\u22120,5"), ("25000000", 0, "25\u202f000\u202f000"), ("2.96", 1, "3")],
)  # fmt: skip
def test_a_number_is_written_without_useless_zero(value: str, decimals: int, text: str) -> None:
    assert written(Decimal(value), decimals) == text


def test_a_half_goes_up() -> None:
    assert rounded(Decimal("2.45"), 1) == Decimal("2.5")


@pytest.mark.parametrize(
    ("value", "said"), [(15, "une quinzaine"), (16, "plus d’une quinzaine"), (5, "cinq")]
)
def test_a_number_as_a_sentence_rounds_it(value: int, said: str) -> None:
    assert phrase(Decimal(value)) == said


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("réfectoires", 1, "réfectoire"),
        ("salles de réunion et de formation", 1, "salle de réunion et de formation"),
        ("équivalents temps plein dédiés au pôle", 1, "équivalent temps plein dédié au pôle"),
        ("réfectoires", 2, "réfectoires"),
    ],
)
def test_a_label_below_two_is_singular(label: str, value: int, said: str) -> None:
    assert counted_label(label, Decimal(value)) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("octobre 2015", "", "depuis octobre 2015"),
        ("juin 2015", "août 2015", "juin – août 2015"),
        ("2010", "septembre 2015", "départ en septembre 2015"),
        ("2012", "avant le 2015-12-31", "départ avant le 31 décembre 2015"),
        ("2012-05-03", "2015-09-15", "départ le 15 septembre 2015"),
        ("été 2015", "", "depuis l’été 2015"),
        ("2013", "", None),
        ("avant le 2015-12-31", "", None),
        ("2013", "mars 2016", None),
    ],
)
def test_dates_are_told_as_the_year_saw_them(since: str, until: str, said: str | None) -> None:
    end = read_dated(until) if until else None
    assert dates_told(read_dated(since), end, 2015) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2013", "août 2015", "adhérente depuis septembre 2015"),
        ("juin 2015", "août 2015", "juin – août 2015, puis adhérente depuis septembre 2015"),
        ("2013", "août 2014", None),
    ],
)
def test_who_goes_on_by_another_tie_is_not_told_as_gone(
    since: str, until: str, said: str | None
) -> None:
    then = "adhérente depuis septembre 2015"
    assert dates_told(read_dated(since), read_dated(until), 2015, then) == said


@pytest.mark.parametrize(
    ("during", "still", "said"),
    [
        (
            20,
            16,
            "Vingt structures ont été présentes en 2015 ; seize le sont encore",
        ),
        (5, 3, "Cinq structures ont été présentes en 2015 ; trois le sont encore"),
        (2, 1, "Deux structures ont été présentes en 2015 ; une l’est encore"),
        (1, 0, "Une structure a été présente en 2015 ; aucune ne l’est encore"),
    ],
)
def test_how_many_were_there_and_still_are(during: int, still: int, said: str) -> None:
    assert heads_told(during, still, date(2015, 12, 31)) == f"{said} le 31 décembre 2015."


@pytest.mark.parametrize(
    ("during", "perhaps", "said"),
    [
        (19, 1, "Dix-neuf structures, et peut-être une autre, ont été présentes en 2015"),
        (19, 2, "Dix-neuf structures, et peut-être deux autres, ont été présentes en 2015"),
        (1, 1, "Une structure, et peut-être une autre, ont été présentes en 2015"),
    ],
)
def test_those_of_whom_nobody_knows_are_told_apart(during: int, perhaps: int, said: str) -> None:
    assert heads_told(during, 1, date(2015, 12, 31), perhaps).startswith(said)


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (date(2015, 6, 1), date(2015, 9, 1), (5, 8)),
        (date(2001, 1, 1), date(2015, 10, 1), (0, 9)),
        (date(2015, 10, 1), None, (9, 12)),
        (date(2015, 3, 2), date(2015, 3, 10), (2, 3)),
    ],
)
def test_months_within_the_year(starts: date, ends: date | None, months: tuple[int, int]) -> None:
    assert months_of(starts, ends, 2015) == months


def test_texts_are_handed_down_to_be_read_again() -> None:
    last = [Text("introduction", "D’où nous venons", "Depuis 2001."), Text("mot", "Le mot", "")]
    handed = {text.key: text for text in handed_down(last)}
    assert handed["introduction"] == Text("introduction", "D’où nous venons", "Depuis 2001.", True)
    assert handed["mot"] == Text("mot", "Le mot", "", False)
    assert [*handed][: len(DEFAULTS)] == [text.key for text in DEFAULTS]
    assert not handed["partners"].to_reread


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "Une parole a été retirée depuis : elle ne paraît plus ici."),
        (2, "Deux paroles ont été retirées depuis : elles ne paraissent plus ici."),
    ],
)
def test_a_report_says_how_many_quotes_were_taken_back(count: int, said: str) -> None:
    assert withdrawal(count) == said


def test_an_empty_line_parts_paragraphs() -> None:
    assert paragraphs("Un.\r\nSuite.\n\n\n Deux. ") == ("Un. Suite.", "Deux.")


@pytest.mark.parametrize(
    ("year", "first", "code"),
    [(2015, 2001, None), (2016, 2001, None), (1987, 2001, "no-records"), (2017, 2001, "no-records"),
     (2015, None, "no-records")],
)  # fmt: skip
def test_a_year_is_told_when_it_holds_records(year: int, first: int | None, code: str) -> None:
    reason = why_no_year(year, first=first, today=JANUARY)
    assert (reason and reason.code) == code
    assert reason is None or f"Aucun enregistrement pour {year}" in reason.sentence


@pytest.mark.parametrize(
    ("case", "year", "value", "as_of", "code"),
    [
        ("the year told", 2015, "18", None, None),
        ("its last day", 2015, "18", date(2015, 12, 31), None),
        ("nothing at all", 2015, "0", None, None),
        ("the running year", 2016, "18", JANUARY, None),
        ("before the first record", 1801, "18", None, "no-records"),
        ("not begun", 2190, "18", None, "no-records"),
        ("a day of another year", 2015, "18", JANUARY, "other-year"),
        ("a day to come", 2016, "18", date(2016, 2, 1), "not-yet"),
        ("below zero", 2015, "-0.5", None, "negative"),
    ],
)
def test_when_a_published_figure_is_noted(
    case: str, year: int, value: str, as_of: date | None, code: str | None
) -> None:
    reason = why_not_declare(year, Decimal(value), as_of, first=2001, today=JANUARY)
    assert (reason and reason.code) == code, case


@pytest.mark.parametrize(
    ("case", "ready", "today", "code"),
    [
        ("all is well", READY, JANUARY, None),
        ("the year runs", READY, date(2015, 12, 31), "not-over"),
        ("not reviewed", replace(READY, state=YearState.DRAFT), JANUARY, "not-reviewed"),
        ("twice", replace(READY, state=YearState.FROZEN), JANUARY, "frozen"),
        ("a text", replace(READY, to_reread=("Introduction",)), JANUARY, "to-reread"),
        ("a gap", replace(READY, unexplained=("habitants",)), JANUARY, "gap-unexplained"),
        ("a silence", replace(READY, missing=("Mael",)), JANUARY, "missing-declarations"),
        ("a silence said", replace(READY, missing=("Mael",), missing_note="Parti."), JANUARY, None),
    ],
)
def test_when_a_year_freezes(case: str, ready: Readiness, today: date, code: str | None) -> None:
    reason = why_not_freeze(ready, today=today)
    assert (reason and reason.code) == code, case


@pytest.mark.parametrize(
    ("stale", "said"),
    [
        (("Introduction",), "Un texte est à relire : Introduction."),
        (("Introduction", "L’équipe"), "Des textes sont à relire : Introduction et L’équipe."),
    ],
)
def test_a_text_to_read_again_is_not_called_last_years(stale: tuple[str, ...], said: str) -> None:
    """One that was just corrected may wait as well."""
    reason = why_not_freeze(replace(READY, to_reread=stale), today=JANUARY)
    assert reason
    assert reason.sentence == said


@pytest.mark.parametrize(
    ("unexplained", "said"),
    [
        (("habitants",), "Un écart n’est pas expliqué : habitants."),
        (("habitants", "bénévoles"), "Des écarts ne sont pas expliqués : habitants et bénévoles."),
    ],
)
def test_one_gap_or_several_hold_the_freeze(unexplained: tuple[str, ...], said: str) -> None:
    reason = why_not_freeze(replace(READY, unexplained=unexplained), today=JANUARY)
    assert reason
    assert reason.sentence.startswith(said)


def test_only_a_draft_is_reviewed() -> None:
    assert why_not_review(replace(READY, state=YearState.DRAFT)) is None
    reason = why_not_review(READY)
    assert reason is not None
    assert reason.code == "wrong-state"


def test_a_long_silence_is_summed_up() -> None:
    reason = why_not_freeze(replace(READY, missing=tuple("ABCDE")), today=JANUARY)
    assert reason is not None
    assert "A, B, C et d’autres" in reason.sentence


@pytest.mark.parametrize("state", [YearState.FROZEN, YearState.REVIEWED])
def test_texts_change_in_a_draft_only(state: YearState) -> None:
    assert why_not_write(2015, state) is not None
    assert why_not_write(2015, YearState.DRAFT) is None


def indicator(code: str, **more: object) -> Indicator:
    return Indicator(code, code, "", "", DateRule.LAST_DAY, **more)  # type: ignore[arg-type]


def test_figures_are_told_people_first_then_the_place_then_the_rest() -> None:
    known = [indicator("x", key=False), indicator("floors"), indicator("y"), indicator("residents")]
    assert [one.code for one in arranged(known)] == ["residents", "floors", "y", "x"]


def test_an_indicator_is_counted_from_its_year_to_its_last() -> None:
    one = indicator("x", since=2014, until=2016)
    assert [year for year in range(2012, 2019) if in_force(one, year)] == [2014, 2015, 2016]
