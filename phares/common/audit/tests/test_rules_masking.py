from __future__ import annotations

from phares.common.audit.rules.masking import Told, masked, replaced
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
