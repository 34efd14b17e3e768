"""Which two cards are worth a look, and why."""

from __future__ import annotations

import pytest

from phares.people.directory.rules.duplicates import Card, pairs
from phares.people.directory.rules.merging import clash, why_not_merge, why_not_one_house


def card(pk, *names, siren="", phone="", email=""):
    numbers = (("SIREN", siren),) if siren else ()
    reach = tuple(pair for pair in (("téléphone", phone), ("courriel", email)) if pair[1])
    return Card(pk, names[0], names, numbers, reach)


@pytest.mark.parametrize(
    ("case", "one", "two", "why"),
    [
        (
            "the same number",
            card(1, "Halage", siren="5"),
            card(2, "Régie", siren="5"),
            ("même SIREN : 5",),
        ),
        (
            "the same name written otherwise",
            card(1, "A.C.I.A.E"),
            card(2, "ACIAE"),
            ("même nom : A.C.I.A.E",),
        ),
        ("another name", card(1, "Halage"), card(2, "Régie", "halage"), ("même nom : Halage",)),
        ("nearly", card(1, "Mode Estime"), card(2, "Mode Estimes"), ("noms presque pareils",)),
        (
            "nearly, common words apart",
            card(1, "Association Novaedia"),
            card(2, "Novaédias"),
            ("noms presque pareils",),
        ),
        ("another house", card(1, "Halage"), card(2, "Terragram"), None),
        ("short names", card(1, "ADI"), card(2, "ADO"), None),
    ],
)
def test_houses(case, one, two, why):
    found = pairs([two, one])
    assert [pair.why for pair in found] == ([why] if why else []), case
    assert [pair.keys for pair in found] == ([(1, 2)] if why else []), case


@pytest.mark.parametrize(
    ("case", "one", "two", "why"),
    [
        ("same name", card(1, "Maud Roy"), card(2, "maud roy"), ("même nom : Maud Roy",)),
        (
            "same name and mail",
            card(1, "Maud Roy", email="m@x.fr"),
            card(2, "Maud Roy", email="m@x.fr"),
            ("même nom : Maud Roy", "même courriel"),
        ),
        (
            "a near name and the same telephone",
            card(1, "Maud Roy", phone="6"),
            card(2, "Maude Leroy", phone="6"),
            ("même téléphone",),
        ),
        (
            "a shared mailbox says nothing",
            card(1, "Maud Roy", email="contact@x.fr"),
            card(2, "Léo Petit", email="contact@x.fr"),
            None,
        ),
    ],
)
def test_persons(case, one, two, why):
    found = pairs([one, two], persons=True)
    assert [pair.why for pair in found] == ([why] if why else []), case


def test_those_told_apart_are_left_out_and_the_surest_come_first():
    cards = [
        card(1, "Abaca"),
        card(2, "abaca"),
        card(3, "Zénith", siren="5"),
        card(4, "zenith", siren="5"),
    ]
    assert [pair.keys for pair in pairs(cards)] == [(3, 4), (1, 2)]
    assert [pair.keys for pair in pairs(cards, {(1, 2)})] == [(3, 4)]


def test_ten_thousand_cards_that_begin_alike_are_not_compared_two_by_two():
    crowd = [card(pk, f"Atelier numéro {pk} du quartier") for pk in range(2000)]
    assert pairs([*crowd, card(9000, "Atelier numéro 7 du quartier")])[0].keys == (7, 9000)


@pytest.mark.parametrize(
    ("kept", "lost", "gone", "code"),
    [
        ((1, "person"), (2, "person"), False, None),
        ((1, "person"), (1, "person"), False, "itself"),
        ((1, "person"), (2, "organisation"), False, "kinds"),
        ((1, "person"), (2, "person"), True, "merged"),
    ],
)
def test_which_cards_become_one(kept, lost, gone, code):
    reason = why_not_merge(kept, lost, gone=gone)
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("kept", "lost", "refused"),
    [
        ({"siren": "1"}, {"siren": "1"}, False),
        ({"siren": "1"}, {"siren": ""}, False),
        ({}, {}, False),
        ({"rna": "W1"}, {"rna": "W2"}, True),
        ({"siren": "1", "siret": "11"}, {"siren": "1", "siret": "12"}, True),
    ],
)
def test_numbers_that_differ_are_two_houses(kept, lost, refused):
    assert (why_not_one_house(kept, lost) is not None) is refused


def test_a_clash_names_the_row():
    assert (
        "« Halage, habitant » (appartenance)" in clash("appartenance", "Halage, habitant").sentence
    )
