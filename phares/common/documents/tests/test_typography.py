"""French spacing, as a table."""

from __future__ import annotations

import pytest

from phares.common.documents.formats.typography import typo, typo_all

CASES = [
    ("an apostrophe", "l'emploi d'abord", "l’emploi d’abord"),
    ("guillemets", "« un mot »", "«\u00a0un mot\u00a0»"),
    ("guillemets without spaces", "«mot»", "«\u00a0mot\u00a0»"),
    ("high punctuation", "Oui ; non ? Si !", "Oui\u202f; non\u202f? Si\u202f!"),
    ("a colon", "Règle : une voix", "Règle\u00a0: une voix"),
    ("an ellipsis", "et puis...", "et puis…"),
    ("thousands", "1 350 m²", "1\u202f350\u00a0m²"),
    ("millions", "25 000 000 €", "25\u202f000\u202f000\u00a0€"),
    ("a telephone number keeps its spaces", "01 48 13 04 31", "01 48 13 04 31"),
    ("a year and a count are two numbers", "en 2015 170 contrats", "en 2015 170 contrats"),
    ("a unit", "2,5 ETP et 16 % et 3 ans", "2,5\u00a0ETP et 16\u00a0% et 3\u00a0ans"),
    ("a day and its month", "le 31 décembre", "le 31\u00a0décembre"),
    ("the first of a month", "1er février", "1er\u00a0février"),
    ("a number sign", "n° 111", "n°\u00a0111"),
    ("a dash holds to what precedes", "l'un – l'autre", "l’un\u00a0– l’autre"),
    ("a place holds together", "Saint-Denis", "Saint\u2011Denis"),
    ("a name with its own mark", "Metropop' !", "Metropop’\u202f!"),
    ("controls and joiners go", "a\x07b\u200d\ufe0fc", "abc"),
    ("what is no character goes", "a\ufffeb\uffff\ufdd0c\ud83d\x9f", "abc"),
    (
        "a line broken in a word processor",
        "un\x0bdeux\u2028trois\x85quatre",
        "un deux trois quatre",
    ),
    ("accents are composed", "e\u0301t\u00e9", "été"),
    ("a set space stays", "1\u202f350", "1\u202f350"),
]


@pytest.mark.parametrize(("case", "typed", "printed"), CASES, ids=[case for case, *_ in CASES])
def test_typo(case, typed, printed):
    assert typo(typed) == printed
    assert typo(printed) == printed, "set twice, nothing moves"


def test_a_word_without_end_can_break():
    assert len(typo("x" * 300).split("\u200b")) == 8


def test_typo_all_keeps_codes():
    values = {"code": "l'un", "texts": ["l'un", 3, None], "deep": {"a": ("l'un",)}}
    assert typo_all(values, frozenset({"code"})) == {
        "code": "l'un",
        "texts": ["l’un", 3, None],
        "deep": {"a": ["l’un"]},
    }
