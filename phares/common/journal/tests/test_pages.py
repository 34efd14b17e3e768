"""The page of the journal: who may read it, how it is narrowed, what it costs."""

from __future__ import annotations

import re

import pytest

from phares.common.audit.actions import record
from tests.cast import ROLES


@pytest.fixture
def written(cast):
    record("account.opened", cast.users["funder"], by=cast.actor("administrator"), role="Animation")
    record("clock.travelled", "2016-01-04 10:30", by=cast.actor("animator"))


@pytest.mark.parametrize("name", ROLES)
def test_administration_and_animation_read_it(client_of, written, name):
    allowed = {"administrator": 200, "animator": 200, "visitor": 302}
    assert client_of(name).get("/journal/").status_code == allowed.get(name, 403)


def test_it_says_acts_in_french(client_of, written, django_assert_max_num_queries):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = client.get("/journal/").text
    for words in ("a ouvert un compte à", "Ada Kervella", "Eva Lambert", "rôle : Animation"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?q=kervella", "a ouvert un compte", "a déplacé le jour"),
        ("?choix=comptes", "a ouvert un compte", "Rien ne correspond"),
        ("?choix=lieu", "Aucune ligne ne répond", "a ouvert un compte"),
        ("?sur=2016-01-04 10:30", "a déplacé le jour", "a ouvert un compte"),
        ("?qui=abc", "a ouvert un compte", "Vous ne voyez qu’une partie"),
    ],
)
def test_it_is_narrowed_by_person_act_or_subject(client_of, written, query, shown, hidden):
    page = client_of("animator").get(f"/journal/{query}").text
    assert shown in page
    assert hidden not in page


def test_one_person_only(client_of, cast, written):
    page = client_of("animator").get(f"/journal/?qui={cast.users['animator'].pk}").text
    assert "a déplacé le jour" in page
    assert "a ouvert un compte" not in page
    assert "Vous ne voyez qu’une partie" in page


def test_sessions_do_not_drown_the_acts(client_of, cast, written):
    record("account.signed_in", cast.users["animator"], by=cast.actor("animator"))
    client, said = client_of("animator"), "a ouvert une session"
    assert said not in client.get("/journal/").text
    assert "a ouvert un compte à" in client.get("/journal/").text
    for query in ("choix=", "choix=comptes", "q=session", f"qui={cast.users['animator'].pk}"):
        assert said in client.get(f"/journal/?{query}").text, query


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("lease:9", "les espaces d’une convention"),
        ("closure:2", "un espace fermé"),
        ("C-2015-0009, Halage", "C-2015-0009, Halage"),
        ("Atelier : suite", "Atelier : suite"),
    ],
)
def test_no_code_is_read_and_an_act_stands_with_what_it_is_about(client_of, cast, subject, told):
    record("asset.released", subject, by=cast.actor("animator"))
    page = re.sub(r"<[^>]+>", "", client_of("animator").get("/journal/").text)
    assert f"a libéré {told}" in page
    assert "lease:" not in page


def test_it_leaves_as_a_file(client_of, written):
    file = client_of("animator").get("/journal/?format=csv")
    text = b"".join(file.streaming_content).decode() if file.streaming else file.text
    assert "a ouvert un compte à" in text


@pytest.mark.parametrize(
    ("about", "said"),
    [("European Solidaire", "déclaration d’European"), ("Halage", "déclaration de Halage")],
)
def test_de_is_elided_before_a_vowel(client_of, cast, about, said):
    record("declaration.made", about, by=cast.actor("animator"))
    page = re.sub(r"<[^>]+>", "", client_of("animator").get("/journal/").text)
    assert said in page
