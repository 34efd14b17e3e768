"""Partnerships from the pages: noted, corrected, ended."""

from __future__ import annotations

import re
from html import unescape

import pytest

from phares.cooperative.projects.actions import partner_with
from phares.cooperative.projects.models import Partnership
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation

pytestmark = pytest.mark.django_db
KEEPERS = {"administrator", "animator"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}
OF_2015 = "/partenaires/?annee=2015"


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.fixture
def cnam(cast) -> Partnership:
    return partner_with(
        partner=organisation("CNAM"), since=read_dated("2015"), circle="recherche", by=ANIMATOR
    )


def test_a_partnership_is_noted(cnam, cast, client_of):
    client, note = client_of("animator"), "/partenaires/noter/?annee=2015"
    form = text_of(client.get(note, headers=DRAWER))
    assert "Déjà là : « recherche »." in form
    assert "<html" not in form
    sent = {
        "partner": organisation("Appui").pk,
        "holder": cast.houses["quai"].pk,
        "purpose": "Étude",
        "thanks_to_pole": "on",
        "since": "mars 2015",
    }
    assert client.post(note, sent).url == OF_2015
    made = Partnership.objects.get(purpose="Étude")
    assert (made.holder, made.thanks_to_pole) == (cast.houses["quai"], True)
    assert (str(made.beginning), made.ending) == ("mars 2015", None)
    assert "Appui" in text_of(client.get(OF_2015))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"until": "2014"}, "until"),
        ({"since": "bientôt"}, "since"),
        ({"holder": "itself"}, "holder"),
    ],
)
@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_wrong_partnership_is_refused_and_nothing_is_lost(cnam, client_of, wrong, field, headers):
    sent = {"partner": cnam.partner_id, "since": "2015", "purpose": "Coopérer", **wrong}
    sent = {key: cnam.partner_id if value == "itself" else value for key, value in sent.items()}
    for address in ("/partenaires/noter/", f"/partenaires/{cnam.pk}/corriger/"):
        response = client_of("animator").post(address, sent, headers=headers)
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert "Coopérer" in text_of(response)
    cnam.refresh_from_db()
    assert (Partnership.objects.count(), cnam.purpose) == (1, "")


def test_a_partnership_is_corrected_then_ended(cnam, client_of):
    client = client_of("animator")
    correct = f"/partenaires/{cnam.pk}/corriger/?annee=2015"
    end = f"/partenaires/{cnam.pk}/terminer/?annee=2015"
    page = text_of(client.get(OF_2015))
    assert f'hx-get="{correct}" hx-target="#tiroir-corps" hx-swap="innerHTML"' in page
    assert end in page
    assert 'value="recherche"' in text_of(client.get(correct))
    sent = {"partner": cnam.partner_id, "since": "2013", "circle": "institutions"}
    assert client.post(correct, sent).url == OF_2015
    assert client.post(end, {"until": "2012"}).status_code == 422
    assert client.post(end, {"until": "juin 2015"}).url == OF_2015
    cnam.refresh_from_db()
    assert (str(cnam.beginning), str(cnam.ending), cnam.circle) == (
        "2013", "juin 2015", "institutions",
    )  # fmt: skip
    assert end not in text_of(client.get(OF_2015))
    assert "déjà fini" in text_of(client.post(end, {"until": "2015"}))


def test_the_list_of_a_keeper_is_bounded(cnam, client_of, django_assert_max_num_queries):
    for number in range(12):
        partner_with(
            partner=organisation(f"Partenaire {number}"), since=read_dated("2015"), by=ANIMATOR
        )
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = text_of(client.get(OF_2015))
    assert page.count("/corriger/") == 26
    exported = b"".join(client.get(f"{OF_2015}&format=csv").streaming_content).decode("utf-8-sig")
    assert "Actes" not in exported


@pytest.mark.parametrize("role", sorted(set(ROLES) - KEEPERS))
def test_nobody_else_writes(cnam, client_of, role):
    client = client_of(role)
    if role not in ("visitor", "funder"):
        page = text_of(client.get(OF_2015))
        assert "Corriger" not in page
        assert "Noter un partenariat" not in page
    sent = {"partner": cnam.partner_id, "since": "2013", "until": "2016"}
    for address in (
        "/partenaires/noter/", f"/partenaires/{cnam.pk}/corriger/",
        f"/partenaires/{cnam.pk}/terminer/",
    ):  # fmt: skip
        assert client.post(address, sent).status_code == (302 if role == "visitor" else 403)
    cnam.refresh_from_db()
    assert (Partnership.objects.count(), cnam.ends_on) == (1, None)
