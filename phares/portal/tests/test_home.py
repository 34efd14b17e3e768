"""The public home tells what is known of the pole, and shows no empty block."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from phares.people.directory.models import Pole
from phares.portal.public import address_of

pytestmark = pytest.mark.django_db


def home_of(**known: str) -> str:
    Pole.objects.create(name="Le Quai", is_home=True, **known)
    answer = Client().get("/")
    assert answer.status_code == 200
    return unescape(answer.text)


def test_the_first_day_there_is_a_name_and_two_doors() -> None:
    page = home_of()
    assert "<title>Le Quai</title>" in page
    assert "<h1>Le Quai</h1>" in page
    assert "Pousser la porte" in page
    for absent in ("Venir", "Écrire, appeler", "#venir", "<p></p>", ", ."):
        assert absent not in page


def test_the_place_given_at_the_opening_says_where_to_come() -> None:
    page = home_of(place="Lille")
    assert "<title>Le Quai, Lille</title>" in page
    assert 'id="venir"' in page
    assert "<strong>Lille.</strong>" in page
    assert "Écrire, appeler" not in page


def test_a_way_to_write_is_enough_for_its_block() -> None:
    page = home_of(email="bonjour@quai.test")
    assert "Écrire, appeler" in page
    assert 'href="mailto:bonjour@quai.test"' in page
    assert "Téléphone" not in page
    assert "Venir" not in page


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (("6 rue du Port", "59000", "Lille", "Lille"), "6 rue du Port, 59000 Lille"),
        (("", "59000", "Lille", "Le Port"), "59000 Lille"),
        (("6 rue du Port", "", "", "Lille"), "6 rue du Port"),
        (("", "", "", "Lille"), "Lille"),
        (("", "", "", ""), ""),
    ],
)
def test_an_address_is_said_as_far_as_it_is_known(known: tuple[str, ...], said: str) -> None:
    parts = dict(zip(("street", "postcode", "city", "place"), known, strict=True))
    assert address_of(Pole(**parts)) == said
