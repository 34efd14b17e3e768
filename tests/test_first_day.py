"""The first clicks in a pole that was just opened: nothing is empty without saying what to do."""

from __future__ import annotations

from html import unescape

import pytest
from django import forms
from django.urls import reverse

from phares.common.web.forms import RowField
from phares.common.web.lacking import Lack, lacks
from phares.cooperative.premises.models import Building, Floor
from phares.people.directory.models import Organisation, Person, Pole

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(cast):
    """A pole whose people are there, and nothing else."""
    from phares.people.accounts.models import Key

    Key.objects.exclude(organisation=None).delete()
    Organisation.objects.all().delete()


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.text)


@pytest.mark.parametrize(
    ("address", "said", "where"),
    [
        ("premises:sign", "Aucune structure n’est encore inscrite.", "directory:welcome"),
        ("premises:sign", "Aucun espace à louer n’est encore décrit.", "premises:add_space"),
        ("premises:plan_works", "Aucun bâtiment n’est encore décrit.", "premises:open_place"),
        ("premises:add_floor", "Aucun bâtiment n’est encore décrit.", "premises:open_place"),
        ("premises:add_space", "Aucun étage n’est encore décrit.", "premises:add_floor"),
        ("premises:record_tenure", "Aucune structure", "directory:welcome"),
        ("funding:new", "Aucun financeur n’est encore inscrit", "directory:welcome"),
    ],
)
def test_a_form_that_cannot_be_filled_says_what_to_add_first(
    empty, client_of, address, said, where
):
    page = shown(client_of("animator"), reverse(address))
    assert page.count(said) == 1
    assert f'<a href="{reverse(where)}">' in page
    main = page.partition('id="contenu"')[2].partition("</main>")[0]
    assert "<select" not in main
    assert 'type="submit"' not in main


def test_whoever_may_not_open_that_page_is_told_whom_to_ask(empty, client_of):
    page = shown(client_of("technician"), reverse("premises:add_space"))
    assert "Aucun étage n’est encore décrit. Demandez à l’animation du pôle de le faire." in page
    assert reverse("premises:add_floor") not in page


def test_a_form_that_was_sent_all_the_same_changes_nothing(empty, client_of):
    answer = client_of("animator").post(reverse("premises:add_floor"), {"code": "RdC"})
    assert answer.status_code == 422
    assert "Aucun bâtiment n’est encore décrit." in unescape(answer.text)
    assert not Floor.objects.exists()


def test_once_there_is_something_to_choose_the_form_is_there(cast, client_of):
    page = shown(client_of("animator"), reverse("accounts:mine"))
    assert "Il manque encore quelque chose" not in page
    client = client_of("animator")
    place = {"name": "Le Quai", "city": "Lille", "building": "Maison"}
    client.post(reverse("premises:open_place"), place)
    page = shown(client, reverse("premises:add_floor"))
    assert '<option value="" selected>Choisir…</option>' in page
    assert "Choisir une option" not in page


class AForm(forms.Form):
    where = RowField(Building.objects.all(), label="Bâtiment")
    maybe = RowField(Floor.objects.all(), label="Étage", required=False)


def test_a_list_that_says_nothing_is_named(cast):
    expected = [Lack("« Bâtiment » : il n’y a encore rien à choisir.")]
    assert lacks(AForm(), cast.actor("animator")) == expected


def main_act(client) -> str:
    """What the page of the place proposes first."""
    _before, _yellow, after = shown(client, reverse("premises:overview")).partition("btn principal")
    return after.partition(">")[2].partition("<")[0]


def test_the_place_proposes_the_next_step(cast, client_of):
    client, helper = client_of("animator"), client_of("technician")
    place = {"name": "Le Quai", "city": "Lille", "building": "Maison"}
    client.post(reverse("premises:open_place"), place)
    assert (main_act(client), main_act(helper)) == ("Ajouter un étage", "")
    building = Building.objects.get().pk
    sizes = {"level": "0", "width": "300", "height": "150"}
    floor = {"building": building, "code": "RdC", "name": "Rez-de-chaussée", **sizes}
    client.post(reverse("premises:add_floor"), floor)
    assert main_act(client) == main_act(helper) == "Ajouter un espace"
    ground = Floor.objects.get()
    here, adding = reverse("premises:floor", args=[ground.pk]), reverse("premises:add_space")
    assert f'href="{adding}?etage={ground.pk}"' in shown(client, here)
    assert adding not in shown(client_of("co_manager"), here)
    space = {"floor": ground.pk, "code": "1", "name": "Bureau 1", "kind": "office"}
    more = {"surface_m2": "12", "usable": "on", "start": "2015"}
    client.post(reverse("premises:add_space"), space | more)
    assert main_act(client) == "Signer une convention"


def test_the_first_page_says_where_to_begin(empty, client_of):
    client = client_of("animator")
    today = shown(client, reverse("portal:today"))
    assert "Une chose attend une décision de votre part." in today
    assert "Aucune structure n’est encore inscrite" in today
    assert "Préparer le bilan" not in today
    assert reverse("directory:welcome") in today
    found = Organisation.objects.create(kind="organisation", name="Le Quai", search="le quai")
    today = shown(client, reverse("portal:today"))
    assert "Si c’est Le Quai, dites-le" in today
    assert reverse("directory:describe_pole") in today
    Pole.objects.filter(is_home=True).update(carrier=found)
    assert "Rien n’attend une décision" in shown(client, reverse("portal:today"))


@pytest.mark.parametrize(
    ("address", "act", "where"),
    [
        ("/associes/", "Inscrire une structure", "directory:welcome"),
        ("/declarations/2015/", "Accueillir une structure", "directory:welcome"),
        ("/personnes/", "Voir les structures", "directory:organisations"),
        ("/travaux/", "Décrire le lieu", "premises:open_place"),
    ],
)
def test_an_empty_page_leads_to_the_first_act(empty, client_of, address, act, where):
    Person.objects.all().delete()
    page = shown(client_of("animator"), address)
    assert f'<a class="btn" href="{reverse(where)}">{act}</a>' in page
