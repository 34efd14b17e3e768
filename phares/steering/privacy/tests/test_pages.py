"""The pages of persons' rights, without a script."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from phares.common.audit.actions import record
from phares.common.audit.models import Entry
from phares.kernel.actor import Actor
from phares.people.directory.models import Person
from phares.steering.privacy import jobs
from phares.steering.privacy.models import Retention
from phares.steering.privacy.sources import holdings
from tests.lives import NOW
from tests.parties import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client_of):
    return client_of("administrator")


@pytest.fixture
def ines():
    made = person()
    Person.objects.filter(pk=made.pk).update(email="ines@exemple.fr", search=" ines kerboul ")
    return made


def text_of(response):
    return response.content.decode()


def test_the_register_tells_every_holding_with_its_duration(
    keeper, client_of, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        told = text_of(keeper.get(reverse("privacy:register")))
    assert [one.label for one in holdings() if one.label not in told] == []
    assert "article 30" in told
    assert "5 ans après la fin du mandat" in told.replace("\u00a0", " ")
    read = text_of(client_of("animator").get(reverse("privacy:register")))
    assert reverse("privacy:people") not in read
    assert "Fixer" not in read


def test_a_duration_is_set_from_its_page(keeper):
    url = reverse("privacy:set_term", args=["directory.persons"])
    assert "Fiches des personnes" in text_of(keeper.get(url))
    wrong = keeper.post(url, {"months": "0", "since": "04/01/2016", "source": "x"})
    assert wrong.status_code == 422
    assert not Retention.objects.exists()
    said = {"months": "24", "since": "04/01/2016", "source": "Décision du conseil"}
    assert keeper.post(url, said).status_code == 302
    assert Retention.objects.get().months == 24
    again = keeper.post(url, said)
    assert again.status_code == 422
    assert "Une durée vaut déjà" in text_of(again)


@pytest.mark.parametrize("code", ["audit.journal", "nothing.such"])
def test_what_does_not_count_in_months_has_no_form(keeper, code):
    assert keeper.get(reverse("privacy:set_term", args=[code])).status_code == 404


def test_somebody_is_found_read_and_taken_away(keeper, ines, django_assert_max_num_queries):
    listed = text_of(keeper.get(reverse("privacy:people"), {"q": "kerboul"}))
    assert reverse("privacy:file", args=[ines.pk]) in listed

    with django_assert_max_num_queries(70):
        read = text_of(keeper.get(reverse("privacy:file", args=[ines.pk])))
    assert "ines@exemple.fr" in read
    assert Entry.objects.get(verb="privacy.opened").subject == "Inès Kerboul"
    taken = keeper.post(reverse("privacy:export", args=[ines.pk, "json"]))
    given = json.loads(taken.content)
    assert given["personne"] == "Inès Kerboul"
    [card] = [one for one in given["donnees"] if one["intitule"] == "Fiche d’une personne"]
    assert card["elements"][0]["details"]["Courriel"] == "ines@exemple.fr"
    assert taken["Cache-Control"] == "private, no-store"
    printed = keeper.post(reverse("privacy:export", args=[ines.pk, "pdf"]))
    assert printed.content.startswith(b"%PDF-")
    assert keeper.post(reverse("privacy:export", args=[ines.pk, "xls"])).status_code == 404
    assert Entry.objects.filter(verb="privacy.exported").count() == 2


def test_a_person_is_erased_once_confirmed(keeper, ines):
    url = reverse("privacy:erase", args=[ines.pk])
    assert "Rien" not in text_of(keeper.get(url)).partition("<form")[0]
    asked = keeper.post(url, {"reason": "À sa demande"})
    assert asked.status_code == 422
    assert "cochez pour confirmer" in text_of(asked)
    assert Person.objects.get(pk=ines.pk).erased_on is None
    done = keeper.post(url, {"reason": "À sa demande", "confirmed": "on"}, follow=True)
    assert "Personne effacée" in text_of(done)
    assert Person.objects.get(pk=ines.pk).name == "Personne effacée nº 1"
    file = text_of(keeper.get(reverse("privacy:file", args=[ines.pk])))
    assert "a été effacée" in file
    assert reverse("privacy:erase", args=[ines.pk]) not in file
    assert reverse("privacy:file", args=[ines.pk]) not in text_of(
        keeper.get(reverse("privacy:people"))
    )


def test_an_account_without_a_card_has_its_file_too(keeper, cast):
    user = cast.user("both_contact")
    assert user.name in text_of(keeper.get(reverse("privacy:people")))
    read = text_of(keeper.get(reverse("privacy:account_file", args=[user.pk])))
    assert user.email in read
    url = reverse("privacy:account_erase", args=[user.pk])
    keeper.post(url, {"reason": "Partie", "confirmed": "on"})
    user.refresh_from_db()
    assert user.name == "Personne effacée nº 1"


def test_what_is_past_its_time_is_shown_then_forgotten(keeper):
    empty = text_of(keeper.get(reverse("privacy:due")))
    assert "Rien n’est passé de date" in empty
    done = keeper.post(reverse("privacy:purge"), follow=True)
    assert "Il n’y avait rien à oublier" in text_of(done)


def test_the_clock_forgets_nobody_of_a_demonstration(settings):
    settings.DEMO = True
    assert jobs.forget_what_is_over(NOW) == 0
    settings.DEMO = False
    assert jobs.forget_what_is_over(NOW) == 0
    assert not Entry.objects.filter(verb="privacy.purged").exists()


@pytest.mark.parametrize("role", ["both_contact", "funder", "animator"])
def test_everybody_reads_and_takes_away_their_own(client_of, cast, role):
    client, user = client_of(role), cast.user(role)
    assert reverse("privacy:mine") in text_of(client.get(reverse("accounts:mine")))
    assert user.email in text_of(client.get(reverse("privacy:mine")))
    given = json.loads(client.post(reverse("privacy:export_mine", args=["json"])).content)
    assert given["personne"] == user.name
    assert client.post(reverse("privacy:export_mine", args=["doc"])).status_code == 404
    assert Entry.objects.filter(verb="privacy.exported").count() == 1


def test_the_card_leads_the_administration_to_the_file(keeper, client_of, ines):
    url, file = reverse("directory:person", args=[ines.pk]), reverse("privacy:file", args=[ines.pk])
    assert file in text_of(keeper.get(url))
    assert file not in text_of(client_of("animator").get(url))


def test_a_long_journal_is_told_in_part_on_the_page_and_whole_in_the_file(client_of, cast):
    client, user = client_of("animator"), cast.user("animator")
    for number in range(120):
        record("pole.described", f"Pôle {number}", by=Actor(user.pk, user.name))
    read = text_of(client.get(reverse("privacy:mine")))
    assert "Les cent premiers de 120" in read
    assert "Pôle 119" in read
    assert "Pôle 3<" not in read
    given = json.loads(client.post(reverse("privacy:export_mine", args=["json"])).content)
    [told] = [one for one in given["donnees"] if one["intitule"] == "Journal des actes"]
    assert len(told["elements"]) == 120
