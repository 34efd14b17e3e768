"""The card of a structure, and the forms that make one: every error at once, the known card."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Organisation, Person, Public, Territory
from phares.people.directory.tests.factories import member

pytestmark = pytest.mark.django_db
WELCOME = reverse("directory:welcome")
SIRET = "73282932000074"


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.fixture
def estime(cast):
    found = Organisation.objects.get(pk=member("Mode Estime", pole=cast.pole).party_id)
    return actions.edit_organisation(found, by=THE_POLE, siret=SIRET, in_public_directory=True)


def test_the_public_directory_has_no_column_of_dashes(estime, client_of):
    outside = client_of("visitor")
    assert 'data-libelle="Commune"' not in text_of(outside.get("/annuaire/"))
    actions.edit_organisation(estime, city="Pierrefitte-sur-Seine", by=THE_POLE)
    assert 'data-libelle="Commune"' in text_of(outside.get("/annuaire/"))


def test_the_first_section_of_a_card_is_the_current_tab(estime, client_of):
    page = text_of(client_of("animator").get(f"/habitants/{estime.pk}/"))
    tabs = page.partition('<nav class="onglets"')[2].partition("</nav>")[0]
    assert tabs.count('aria-current="true"') == 1
    assert 'aria-current="true"' in tabs.partition("</a>")[0]


def test_a_structure_that_comes_is_told_all_that_is_wrong_at_once(estime, client_of):
    """What cannot be read, what a rule refuses and who is known already: one round."""
    sent = {
        "name": "MODE-ESTIME",
        "description": "x" * 301,
        "siret": SIRET,
        "rna": "W12",
        "legal_form": "association",
        "role": "resident",
        "since": "un jour",
    }
    response = client_of("animator").post(WELCOME, sent)
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {"name", "description", "siret", "rna", "since"}
    assert [form.errors[key].as_data()[0].code for key in ("name", "rna")] == ["homonym", "rna"]
    assert (Organisation.objects.filter(name="MODE-ESTIME").count(), Belonging.objects.count()) == (
        0,
        1,
    )


def test_a_card_that_is_known_is_one_click_away(estime, client_of):
    """In the summary and under the field, for the name and for the number."""
    link = f'<a href="/habitants/{estime.pk}/">Ouvrir la fiche : Mode Estime</a>'
    sent = {"legal_form": "association", "role": "resident", "since": "2015"}
    client = client_of("animator")
    assert text_of(client.post(WELCOME, sent | {"name": "mode estime"})).count(link) == 2
    numbered = client.post(WELCOME, sent | {"name": "Autre", "siret": SIRET})
    assert text_of(numbered).count(link) == 2
    assert "C’est une autre structure" not in text_of(numbered)


def test_a_person_that_is_known_is_one_click_away(cast, client_of):
    contact = client_of("member_contact")
    introduce = reverse("directory:introduce", args=[cast.houses["quai"].pk])
    sent = {"given_name": "Samira", "family_name": "Belkacem", "kind": "direction"}
    sent |= {"title": "directrice", "since": "2013"}
    contact.post(introduce, sent)
    again = text_of(contact.post(introduce, sent | {"title": "trésorière"}))
    samira = Person.objects.get(family_name="Belkacem")
    page = reverse("directory:person", args=[samira.pk])
    assert again.count(f'<a href="{page}">Ouvrir la fiche : Samira Belkacem</a>') == 2
    assert contact.get(page).status_code == 200


@pytest.mark.parametrize(("field", "typed"), [("siren", "123"), ("vat_number", "FR1")])
def test_a_card_is_told_every_wrong_number_at_once(estime, client_of, field, typed):
    sent = {"name": "Mode Estime", "legal_form": "association", field: typed, "rna": "W12"}
    edit = reverse("directory:edit_organisation", args=[estime.pk])
    response = client_of("animator").post(edit, sent)
    assert set(response.context["form"].errors) == {field, "rna"}


def test_categories_change_places_without_script(cast, client_of):
    first, second = (actions.add_category(name=one, by=THE_POLE) for one in ("Soin", "Conseil"))
    client, there = client_of("animator"), "/categories/"
    page = text_of(client.get(there))
    assert f'formaction="/categories/{second.pk}/monter/"' in page
    assert f'formaction="/categories/{first.pk}/monter/"' not in page
    assert f'formaction="/categories/{second.pk}/descendre/"' not in page
    moved = text_of(client.post(f"{there}{second.pk}/monter/", follow=True))
    assert "« Conseil » monte d’un rang." in moved.replace("\u00a0", " ")
    assert moved.index(">Conseil<") < moved.index(">Soin<")
    refused = client.post(f"{there}{second.pk}/monter/")
    assert refused.status_code == 422
    assert "est déjà en tête" in text_of(refused)
    assert "Monter" not in text_of(client_of("receptionist").get(there))


def test_publics_and_territories_are_added_and_withdrawn(
    cast, client_of, django_assert_max_num_queries
):
    client, there = client_of("animator"), "/listes/"
    assert "Aucun public encore." in text_of(client.get(there))
    client.post(f"{there}publics/ajouter/", {"name": "Jeunes"})
    sent = {"name": "Plaine Commune", "kind": "epci", "code": "200057867"}
    client.post(f"{there}territoires/ajouter/", sent)
    young, around = Public.objects.get(), Territory.objects.get(name="Plaine Commune")
    assert (young.code, around.kind) == ("jeunes", "epci")
    with django_assert_max_num_queries(10):
        page = text_of(client.get(there))
    assert f'action="/listes/publics/{young.pk}/retirer/"' in page
    again = client.post(f"{there}publics/ajouter/", {"name": "jeunes"})
    assert again.status_code == 422
    assert again.context["form"].errors["name"]
    actions.edit_organisation(cast.houses["quai"], publics=[young], by=THE_POLE)
    kept = client.post(f"{there}publics/{young.pk}/retirer/")
    assert kept.status_code == 422
    assert "se lit encore" in text_of(kept)
    assert f'action="/listes/publics/{young.pk}/retirer/"' not in text_of(client.get(there))
    client.post(f"{there}territoires/{around.pk}/retirer/")
    assert (Public.objects.count(), Territory.objects.filter(pk=around.pk).count()) == (1, 0)
    assert "Retirer" not in text_of(client_of("receptionist").get(there))


def test_where_a_fact_was_read_is_folded(cast, client_of):
    """« 002:121-123 » is for who wants it: the card says « source »."""
    found = Organisation.objects.get(pk=member("Halage", pole=cast.pole).party_id)
    Organisation.objects.filter(pk=found.pk).update(source="002:121-123")
    page = text_of(client_of("animator").get(f"/habitants/{found.pk}/"))
    folded = '<details class="source"><summary>source</summary> <span class="ref">002:121-123'
    assert folded in page


def test_what_cannot_be_a_number_or_a_postcode_is_told(estime, client_of):
    client, url = client_of("animator"), f"/habitants/{estime.pk}/modifier/"
    typed = {"name": "Mode Estime", "legal_form": "association", "is_ess": "unknown"}
    answer = client.post(
        url, typed | {"phone": "azerty", "postcode": "9345", "founded": "31/02/2015"}
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert set(answer.context["form"].errors) == {"phone", "postcode", "founded"}
    assert "« azerty » n’est pas un numéro" in page
    assert "Ce jour n’existe pas" in page
    assert 'type="tel"' in page
    assert "Se lit dans le pôle seulement" in page
    estime.refresh_from_db()
    assert (estime.phone, estime.postcode, estime.founded) == ("", "", None)


def test_a_function_that_begins_in_ten_years_is_asked_about_once(estime, client_of):
    client, url = client_of("animator"), f"/habitants/{estime.pk}/personnes/ajouter/"
    sent = {"given_name": "Ali", "family_name": "Ba", "title": "Comptable", "kind": "employee"}
    sent |= {"since": "12/03/2099"}
    page = client.get(url)
    assert 'type="checkbox" name="ahead"' not in page.text
    asked = client.post(url, sent)
    assert asked.status_code == 422
    assert "vraiment ?" in text_of(asked)
    assert 'type="checkbox" name="ahead"' in asked.text
    assert not Person.objects.filter(family_name="Ba").exists()
    assert client.post(url, sent | {"ahead": "on"}).status_code == 302
    assert Person.objects.get(family_name="Ba").functions.get().starts_on.year == 2099


def test_who_noted_a_colleague_to_come_and_the_colleague_read_the_telephone(cast, client_of):
    """Nobody of another house does."""
    told = {
        "given_name": "Ali",
        "family_name": "Ba",
        "title": "Comptable",
        "phone": "06 99 00 12 34",
    }
    quai, contact = cast.houses["quai"], client_of("member_contact")
    sent = told | {"kind": "employee", "since": "12/03/2099", "ahead": "on"}
    contact.post(f"/habitants/{quai.pk}/personnes/ajouter/", sent)
    ali = Person.objects.get(family_name="Ba")
    url, phone = f"/personnes/{ali.pk}/", told["phone"]
    assert phone in contact.get(url).text
    assert phone not in client_of("stranger").get(url).text
    user = cast.users["stranger"]
    user.person = ali
    user.save()
    assert phone in client_of("stranger").get(url).text
