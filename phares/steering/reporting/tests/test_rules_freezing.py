"""What holds a report back, told at once; what is asked before it is frozen for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from phares.steering.reporting.rules.declaring import why_not_explain
from phares.steering.reporting.rules.freezing import Readiness, thin, why_not_review
from phares.steering.reporting.rules.lifecycle import YearState

DRAFT = Readiness(2015, YearState.DRAFT)


def test_all_that_is_left_is_told_at_once() -> None:
    left = replace(
        DRAFT, to_reread=("Introduction",), unexplained=("bénévoles",), missing=("ERRC",)
    )
    reason = why_not_review(left)
    assert reason is not None
    assert reason.code == "to-reread"
    assert reason.sentence == (
        "Un texte est à relire : Introduction. Un écart n’est pas expliqué : bénévoles. "
        "Dites-en la raison sous le chiffre. Des déclarations manquent : ERRC. Relancez, ou dites "
        "pourquoi vous faites sans."
    )


@pytest.mark.parametrize(
    ("written", "asked", "missing", "said"),
    [
        (3, 16, 2, ""),
        (3, 16, 8, ""),
        (3, 16, 14, "14\u00a0structures sur 16 n’ont pas répondu"),
        (3, 2, 2, "aucune structure n’a répondu"),
        (0, 16, 2, "aucun texte n’y est écrit"),
        (0, 5, 4, "aucun texte n’y est écrit et 4\u00a0structures sur 5 n’ont pas répondu"),
        (0, 0, 0, "aucun texte n’y est écrit"),
    ],
)
def test_a_thin_report_is_asked_about(written: int, asked: int, missing: int, said: str) -> None:
    names = tuple(f"Structure {number}" for number in range(missing))
    told = thin(replace(DRAFT, written=written, asked=asked, missing=names))
    assert told == (f"Ce bilan est mince : {said}." if said else "")


@pytest.mark.parametrize(
    ("note", "before", "outdated", "sure", "code"),
    [
        ("", "", "", False, "no-reason"),
        ("Arrondi.", "Arrondi.", "", False, ""),
        ("Arrondi.", "Arrondi.", "L’écart a changé.", False, "same-reason"),
        ("Arrondi. ", "Arrondi.", "L’écart a changé.", False, "same-reason"),
        ("Arrondi.", "Arrondi.", "L’écart a changé.", True, ""),
        ("Deux sont parties.", "Arrondi.", "L’écart a changé.", False, ""),
    ],
)
def test_a_reason_written_for_another_gap_is_looked_at_again(
    note: str, before: str, outdated: str, sure: bool, code: str
) -> None:
    reason = why_not_explain(note, before, outdated, sure=sure)
    assert (reason.code if reason else "") == code
