"""Names as people type them."""

from __future__ import annotations

import pytest

from phares.people.directory.rules.names import haystack, joined, near, needles, normalise


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("A.C.I.A.E", "ACIAE"),
        ("A.C.I.A.E.", "aciae"),
        ("Métropop’ !", "metropop"),
        ("Metropop' !", "Métropop’"),
        ("L’Île-Saint-Denis", "l'ile saint denis"),
        ("Île Vivante", "ile  VIVANTE"),
        ("rue Arnold Génoux", "RUE ARNOLD GENOUX"),
        ("Cœur de ville", "coeur de ville"),
        ("Œuvres", "oeuvres"),
        ("Mini-marchés", "mini marches"),
        ("J.-P. Dupont", "j p dupont"),
        ("Ex æquo", "ex aequo"),
        ("lephares.coop", "LePhares.coop"),
    ],
)
def test_two_ways_of_writing_meet(written: str, typed: str) -> None:
    assert normalise(written) == normalise(typed)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("", ""),
        (" … ’ - ! ", ""),
        ("Action.", "action"),
        ("lephares.fr", "lephares fr"),
        ("Capep | Poinfor_2", "capep poinfor 2"),
        ("Études et Chantiers, Île-de-France", "etudes et chantiers ile de france"),
    ],
)
def test_what_search_compares(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("A.C.I.A.E", []),
        ("A-C-I-A-E", ["aciae"]),
        ("A. C. I. A. E.", ["aciae"]),
        ("L’Île-Saint-Denis", ["lilesaintdenis"]),
        ("Pôle d'appui Île-de-France", ["dappui", "iledefrance"]),
        ("Mode Estime", []),
        ("J.-P. Dupont", ["jp"]),
        (" … ’ - ", []),
    ],
)
def test_what_is_typed_in_one_piece(written: str, pieces: list[str]) -> None:
    assert joined(written) == pieces


def test_a_record_is_found_by_each_of_its_names() -> None:
    hay = haystack(["Chantier école Île-de-France", "", "A.C.I.A.E", "93450 L’Île-Saint-Denis"])
    assert hay == (
        " chantier ecole ile de france | aciae | 93450 l ile saint denis | "
        "iledefrance lilesaintdenis "
    )
    assert all(word in hay for word in needles("ACIAE ÎLE"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("halge", ["Halage"]),
        ("Hallage", ["Halage"]),
        ("terrgram", ["Terragram"]),
        ("mode estme", ["Mode Estime"]),
        ("estmie", ["Mode Estime"]),
        ("îl vivante", ["Île Vivante"]),
        ("capoeira", []),
        ("", []),
    ],
)
def test_a_slip_of_the_finger_is_guessed(typed: str, meant: list[str]) -> None:
    assert near(typed, ["Halage", "Terragram", "Mode Estime", "Île Vivante"]) == meant


def test_a_search_looks_at_eight_words() -> None:
    assert len(needles("un deux trois quatre cinq six sept huit neuf dix")) == 8


def test_a_haystack_stays_within_its_column() -> None:
    assert len(haystack(["phare " * 1000])) == 2000
