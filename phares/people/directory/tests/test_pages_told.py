"""History, texts and figures of the pole; claims of a structure; what a person agreed to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import (
    Claim,
    Consent,
    ContextFigure,
    DatedFact,
    Function,
    Statement,
)
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind
from phares.people.directory.tests.test_pages_organisations import text_of
from tests.parties import person

pytestmark = pytest.mark.django_db
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}
OTHERS = ["member_contact", "member_staff", "receptionist", "co_manager", "funder"]


def url(name, *args):
    return reverse(f"directory:{name}", args=args)


# -- history ----------------------------------------------------------------------------------

BOUGHT = {"text": "Halage achète le bâtiment", "when": "2001", "kind": "acquisition"}


def test_a_fact_is_noted_on_the_page_of_the_pole_and_of_whom_it_is_about(cast, client_of):
    client, quai = client_of("animator"), cast.houses["quai"]
    note = url("record_fact")
    assert f'hx-get="{note}" hx-target="#tiroir-corps"' in text_of(client.get(url("pole")))
    assert "<html" not in text_of(client.get(note, headers=DRAWER))
    sent = BOUGHT | {"about": quai.pk, "given_by": "la mairie", "source": "001:15"}
    assert client.post(note, sent).url == f"{url('pole')}#histoire"
    noted = DatedFact.objects.get()
    assert (str(noted.beginning), noted.about, noted.given_by) == ("2001", quai, "la mairie")
    assert "Halage achète le bâtiment (la mairie)" in text_of(client.get(url("pole")))
    assert "Halage achète" in text_of(client.get(url("organisation", quai.pk)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": " "}, "text"), ({"when": "jadis"}, "when"), ({"kind": "rumeur"}, "kind")],
)
@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_wrong_fact_is_refused_and_what_was_typed_stays(cast, client_of, wrong, field, headers):
    sent = BOUGHT | {"given_by": "la mairie"} | wrong
    response = client_of("animator").post(url("record_fact"), sent, headers=headers)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "la mairie" in text_of(response)
    assert not DatedFact.objects.exists()


def test_a_fact_is_struck_after_a_question(cast, client_of):
    client = client_of("animator")
    client.post(url("record_fact"), BOUGHT)
    fact = DatedFact.objects.get()
    page = text_of(client.get(url("pole")))
    assert f'formaction="{url("strike_fact", fact.pk)}" data-confirmer="Rayer ce fait ?"' in page
    assert client.get(url("strike_fact", fact.pk)).status_code == 405
    assert client.post(url("strike_fact", fact.pk)).status_code == 302
    assert not DatedFact.objects.exists()


# -- texts ------------------------------------------------------------------------------------

MISSION = {"key": "mission", "text": "Coopérer", "since": "2010"}


def test_a_text_is_added_then_corrected_then_leaves_the_page(cast, client_of):
    client = client_of("animator")
    assert "Ajouter un texte" in text_of(client.get(url("pole")))
    client.post(url("state_text"), MISSION)
    text = Statement.objects.get()
    correct = url("correct_text", text.pk)
    assert f'hx-get="{correct}"' in text_of(client.get(url("pole")))
    assert 'value="2010"' in text_of(client.get(correct, headers=DRAWER))
    client.post(correct, MISSION | {"text": "Coopérer et durer"})
    assert "Coopérer et durer" in text_of(client.get(url("pole")))
    early = client.post(correct, MISSION | {"until": "2009"})
    assert early.status_code == 422
    assert early.context["form"].errors["until"]
    assert client.post(correct, MISSION | {"until": "2012"}).url == f"{url('pole')}#textes"
    assert "Ni mission, ni objectif" in text_of(client.get(url("pole")))
    text.refresh_from_db()
    assert (text.text, str(text.ending)) == ("Coopérer", "2012")


def test_a_text_that_says_nothing_is_refused(cast, client_of):
    response = client_of("animator").post(url("state_text"), MISSION | {"text": " "})
    assert response.status_code == 422
    assert response.context["form"].errors["text"]
    assert not Statement.objects.exists()


# -- the territory ----------------------------------------------------------------------------

JOBS = {"value": "30 000", "label": "salariés", "area": "Plaine Commune", "year": "2015"}


def test_a_figure_of_the_territory_is_cited_then_withdrawn(cast, client_of):
    client = client_of("animator")
    wrong = client.post(url("cite_context"), JOBS | {"year": "l’an dernier"}, headers=DRAWER)
    assert wrong.status_code == 422
    assert "Plaine Commune" in text_of(wrong)
    assert not ContextFigure.objects.exists()
    assert client.post(url("cite_context"), JOBS).url == f"{url('pole')}#contexte"
    page = text_of(client.get(url("pole")))
    assert "Plaine Commune, 2015" in page
    assert 'data-suite="30 000 salariés, Plaine Commune, 2015."' in page
    client.post(url("withdraw_context", ContextFigure.objects.get().pk))
    assert not ContextFigure.objects.exists()


@pytest.mark.parametrize("name", OTHERS)
def test_only_the_keepers_write_what_the_pole_tells(cast, client_of, name):
    when = read_dated("2010")
    text = actions.state_text(pole=cast.pole, key="aim", text="Créer", since=when, by=THE_POLE)
    client = client_of(name)
    assert client.post(url("record_fact"), BOUGHT).status_code == 403
    assert client.post(url("state_text"), MISSION).status_code == 403
    assert client.post(url("correct_text", text.pk), MISSION).status_code == 403
    assert client.post(url("cite_context"), JOBS).status_code == 403
    text.refresh_from_db()
    assert (text.text, Statement.objects.count()) == ("Créer", 1)
    assert not DatedFact.objects.exists()
    assert not ContextFigure.objects.exists()
    if name != "funder":
        page = text_of(client.get(url("pole")))
        assert "Créer" in page
        assert "Corriger" not in page
        assert "Ajouter" not in page


# -- claims -----------------------------------------------------------------------------------

CLAIM = {"value": "plus de 88", "label": "adhérents", "as_of": "2015", "source": "002:119"}


def test_a_structure_cites_its_own_figures(cast, client_of):
    quai, contact = cast.houses["quai"], client_of("member_contact")
    cite = url("cite_claim", quai.pk)
    assert f'hx-get="{cite}"' in text_of(contact.get(url("organisation", quai.pk)))
    wrong = contact.post(cite, CLAIM | {"as_of": "un jour"}, headers=DRAWER)
    assert wrong.status_code == 422
    assert "plus de 88" in text_of(wrong)
    assert contact.post(cite, CLAIM).url == f"{url('organisation', quai.pk)}#cites"
    claim = Claim.objects.get()
    assert (claim.organisation, str(claim.dated)) == (quai, "2015")
    stranger = client_of("stranger")
    assert stranger.post(cite, CLAIM).status_code == 403
    assert stranger.post(url("withdraw_claim", claim.pk)).status_code == 403
    page = text_of(client_of("co_manager").get(url("organisation", quai.pk)))
    assert "plus de 88" in page
    assert "Retirer" not in page
    page = text_of(contact.get(url("organisation", quai.pk)))
    assert 'data-suite="plus de 88 adhérents, 2015."' in page
    contact.post(url("withdraw_claim", claim.pk))
    assert not Claim.objects.exists()


# -- agreements -------------------------------------------------------------------------------


@pytest.fixture
def samira(cast):
    return person("Samira", "Belkacem")


def test_an_agreement_is_given_then_taken_back(samira, client_of, django_assert_max_num_queries):
    client, give = client_of("animator"), url("give_consent", samira.pk)
    assert "Aucun accord n’est noté" in text_of(client.get(url("person", samira.pk)))
    wrong = client.post(give, {"about": "photo", "scope": "web", "on": "jamais"}, headers=DRAWER)
    assert wrong.status_code == 422
    assert 'value="photo"' in text_of(wrong)
    sent = {"about": "photo du 12 juin", "scope": "web", "on": "2015-06-12"}
    assert client.post(give, sent).url == f"{url('person', samira.pk)}#accords"
    given = Consent.objects.get()
    with django_assert_max_num_queries(12):
        page = text_of(client.get(url("person", samira.pk)))
    assert "<strong>photo du 12 juin</strong>, sur le site public" in page
    assert "donné le 12 juin 2015" in page
    early = client.post(url("withdraw_consent", given.pk), {"on": "2015-06-11"})
    assert early.status_code == 422
    assert early.context["form"].errors["on"]
    client.post(url("withdraw_consent", given.pk), {"on": "2015-12-31"})
    given.refresh_from_db()
    assert str(given.withdrawn_on) == "2015-12-31"
    page = text_of(client.get(url("person", samira.pk)))
    assert "retiré le 31 décembre 2015" in page
    assert "Noter le retrait" not in page


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_reads_or_writes_what_a_person_agreed_to(samira, client_of, name):
    given = actions.give_consent(
        person=samira, about="photo", scope=ConsentScope.WEB,
        on=read_dated("2015-06-12").day, by=THE_POLE,
    )  # fmt: skip
    client = client_of(name)
    sent = {"about": "autre", "scope": "web", "on": "2015-06-12"}
    assert client.post(url("give_consent", samira.pk), sent).status_code == 403
    assert client.post(url("withdraw_consent", given.pk), sent).status_code == 403
    assert "photo" not in text_of(client.get(url("person", samira.pk)))
    assert list(Consent.objects.values_list("about", "withdrawn_on")) == [("photo", None)]


# -- functions --------------------------------------------------------------------------------


def test_somebody_known_does_one_thing_more(samira, cast, client_of):
    quai, digue = cast.houses["quai"], cast.houses["digue"]
    give, client = url("give_function", samira.pk), client_of("animator")
    assert f'hx-get="{give}"' in text_of(client.get(url("person", samira.pk)))
    sent = {"organisation": quai.pk, "title": "Comptable", "kind": "employee", "since": "2015"}
    assert client.post(give, sent).url == url("person", samira.pk)
    held = Function.objects.get()
    assert (held.person_id, held.organisation_id, held.kind) == (
        samira.pk, quai.pk, FunctionKind.EMPLOYEE.value,
    )  # fmt: skip
    twice = client.post(give, sent, headers=DRAWER)
    assert twice.status_code == 422
    assert twice.context["form"].errors["title"]
    contact = client_of("member_contact")
    assert "La Digue verte" not in text_of(contact.get(give))
    assert contact.post(give, sent | {"organisation": digue.pk}).status_code == 422
    assert contact.post(give, sent | {"title": "Trésorière"}).status_code == 302
    assert Function.objects.count() == 2
