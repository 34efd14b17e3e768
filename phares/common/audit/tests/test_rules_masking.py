from __future__ import annotations

import pytest

from phares.common.audit.rules.masking import Told, masked
from phares.kernel.masking import replaced, says
from phares.kernel.personal import Subject

MASK = "Personne effacée nº 12"
NAMES = ("Maud Roy", "Maud Roy-Lebon", "maud@exemple.fr")
ALONE = Subject(1, 7, NAMES, NAMES)
SHARED = Subject(1, 7, NAMES, ("maud@exemple.fr",))


def line(actor="Nour Benali", subject="Halage", **details):
    return Told(actor, subject, details)


def test_the_longest_name_leaves_no_piece_of_itself():
    assert replaced("Maud Roy-Lebon et Maud Roy", NAMES, MASK) == f"{MASK} et {MASK}"
    assert replaced("Halage", ("",), MASK) == "Halage"


def test_a_line_by_them_says_a_number():
    told = masked(line(actor="Maud Roy"), ALONE, MASK, by_them=True, about_them=False)
    assert told == line(actor=MASK)


def test_a_line_about_a_record_of_theirs_keeps_nothing_of_its_subject():
    told = line(subject="Maud Roy, directrice de Halage", before={"titles": ["Maud Roy", 3]})
    kept = masked(told, SHARED, MASK, by_them=False, about_them=True)
    assert kept == line(subject=MASK, before={"titles": [MASK, 3]})


def test_a_namesake_keeps_their_lines():
    told = line(actor="Maud Roy", subject="Maud Roy", email="maud@exemple.fr")
    kept = masked(told, SHARED, MASK, by_them=False, about_them=False)
    assert kept == line(actor="Maud Roy", subject="Maud Roy", email=MASK)


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("Jean Martinez", ["Jean Martin"], "Jean Martinez"),
        ("Jean Martin-Dupont", ["Jean Martin"], "Jean Martin-Dupont"),
        ("Marie-Jean Martin", ["Jean Martin"], "Marie-Jean Martin"),
        ("ma@b.fr", ["a@b.fr"], "ma@b.fr"),
        ("x.a@b.fr, x-a@b.fr", ["a@b.fr"], "x.a@b.fr, x-a@b.fr"),
        ("a@b.fr.example", ["a@b.fr"], "a@b.fr.example"),
        ("Jean Martin, d’après Jean Martin.", ["Jean Martin"], f"{MASK}, d’après {MASK}."),
        ("-Jean Martin", ["Jean Martin"], f"-{MASK}"),
        ("<a@b.fr>.", ["a@b.fr"], f"<{MASK}>."),
        ("A+B (Lille)", ["A+B (Lille)"], MASK),
    ],
)
def test_a_piece_of_a_longer_name_or_address_is_somebody_else(text, names, kept):
    assert replaced(text, names, MASK) == kept
    assert says({"told": [text]}, names) == (kept != text)


def test_the_card_of_somebody_else_keeps_what_it_was_called():
    told = line(subject="Maud Roy", heard="Maud Roy")
    kept = masked(told, ALONE, MASK, by_them=False, about_them=False, of_another=True)
    assert kept == line(subject="Maud Roy", heard=MASK)
