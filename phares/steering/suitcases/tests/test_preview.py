"""A trial shows the first lines as they will be written, and asks once what each word means."""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE, VISITOR
from phares.kernel.refusal import Refused
from phares.people.directory.actions import register_organisation
from phares.people.directory.models import Organisation
from phares.steering.suitcases.actions import forget_cells, forget_named, say_meanings
from phares.steering.suitcases.actions.forgetting import KEPT
from phares.steering.suitcases.models import Import, KnownValue
from phares.steering.suitcases.queries import unknown_words
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.rules.meanings import meant
from phares.steering.suitcases.shown import shown, unknown
from phares.steering.suitcases.sources import dataset
from phares.steering.suitcases.tests.factories import (
    NOW,
    a_pole,
    brought,
    outcomes,
    received,
)
from phares.steering.suitcases.tests.test_pages import upload, words

pytestmark = pytest.mark.django_db
FORMS = (
    "Nom;Forme;Catégorie;Autres catégories\n"
    "A;Assoc.;Couture;Écologie | Formation\n"
    "B;assoc;couture;\n"
    "C;SCOP;Textile;Formation\n"
)


@pytest.mark.parametrize(
    ("key", "cell", "ours"),
    [
        ("main_category", "COUTURE", "Textile"),
        ("main_category", "Écologie", "Écologie"),
        ("main_category", "néant", ""),
        ("categories", "Écologie | couture | néant", "Écologie | Textile"),
        ("categories", "couture | Textile", "Textile"),
        ("name", "Couture", "Couture"),
    ],
)
def test_a_word_means_what_was_said_of_it_in_its_column(key, cell, ours):
    known = {("main_category", "couture"): "Textile", ("main_category", "neant"): ""}
    known |= {("categories", word): ours for (_key, word), ours in list(known.items())}
    [column] = [one for one in dataset("organisations").columns if one.key == key]
    assert meant(column, cell, known) == ours


def test_each_unknown_word_is_told_once_with_its_lines():
    a_pole("Écologie", "Textile", "Insertion")
    batch = brought("organisations", FORMS, Mode.TRIAL)
    assert unknown_words(batch) == {
        ("legal_form", "Assoc."): 2,
        ("main_category", "Couture"): 2,
        ("categories", "Formation"): 2,
    }
    assert shown(batch).reasons == []
    assert {one.known for one in unknown(batch) if one.column.key == "main_category"} == {
        ("Écologie", "Textile", "Insertion")
    }


def test_what_somebody_said_of_a_word_counts_for_this_file_and_the_next():
    a_pole()
    batch = brought("organisations", FORMS, Mode.TRIAL)
    said = {
        ("legal_form", "Assoc."): "association",
        ("main_category", "Couture"): "Textile",
        ("categories", "Formation"): "",
    }
    say_meanings(batch, said=said, by=THE_POLE)
    for code in ("Une", "Deux"):
        done = brought("organisations", FORMS.replace("\nA;", f"\n{code} A;"), Mode.TRIAL)
        assert outcomes(done) == ["made"] * 3
    done = brought("organisations", FORMS)
    assert outcomes(done) == ["made"] * 3
    first = Organisation.objects.get(name="A")
    assert (first.legal_form, str(first.main_category)) == ("association", "Textile")
    assert [str(one) for one in Organisation.objects.get(name="C").categories.all()] == ["Textile"]


def test_a_line_that_lacks_more_than_words_is_told_besides():
    a_pole()
    batch = brought("organisations", "Nom;Forme;SIREN\nA;Assoc.;12\nB;Assoc.;\n", Mode.TRIAL)
    [reason] = shown(batch).reasons
    assert [line.number for line in reason.lines] == [2]
    assert unknown_words(batch) == {("legal_form", "Assoc."): 2}


def test_meanings_are_said_by_those_who_keep_the_records_of_an_open_file():
    a_pole()
    batch, said = received("organisations", FORMS), {("legal_form", "Assoc."): "association"}
    with pytest.raises(Refused, match="revient à l’administration"):
        say_meanings(batch, said=said, by=VISITOR)
    done = brought("organisations", "Nom\nSeule\n")
    with pytest.raises(Refused):
        say_meanings(done, said=said, by=THE_POLE)
    assert KnownValue.objects.count() == 0
    say_meanings(batch, said=said, by=THE_POLE)
    say_meanings(batch, said={("legal_form", "ASSOC"): "SCOP"}, by=THE_POLE)
    assert [one.meaning for one in KnownValue.objects.all()] == ["SCOP"]


def test_what_a_line_met_is_forgotten_with_its_cells():
    a_pole()
    register_organisation(name="Halage", email="a@halage.example", by=THE_POLE)
    text = "Nom;Courriel\nHalage;ines@halage.example\nNeuve;\n"
    batch = brought("organisations", text, Mode.GOOD)
    [met] = batch.lines.filter(outcome="refused").values_list("met", flat=True)
    assert met["apart"] == [["Courriel", "ines@halage.example", "a@halage.example"]]
    assert forget_named(["ines@halage.example"], "Personne oubliée") == 1
    assert list(batch.lines.exclude(met={})) == []
    again = brought("organisations", text, Mode.GOOD)
    assert again.lines.exclude(met={}).count() == 1
    forget_cells(NOW + KEPT + KEPT)
    assert list(again.lines.exclude(met={})) == []


def test_the_page_shows_new_same_and_otherwise(client_of, django_assert_max_num_queries):
    client = client_of("animator")
    register_organisation(name="Pareille", city="Stains", by=THE_POLE)
    register_organisation(name="Autre", city="Stains", by=THE_POLE)
    page = upload(
        client, "Nom;Ville;Création\nNeuve;Paris;mars 2012\nPareille;Stains;\nAutre;Paris;\n"
    )
    [batch] = Import.objects.all()
    assert outcomes(batch) == ["made", "known", "refused"]
    said = words(page)
    for state in ("nouvelle", "déjà là, pareille", "dit autre chose"):
        assert f">{state}</span>" in said
    assert "<del>Stains</del>" in said
    assert "<ins>Paris</ins>" in said
    assert "Création : mars 2012" in said
    assert Organisation.objects.filter(name__in=["Neuve", "Pareille", "Autre"]).count() == 2
    with django_assert_max_num_queries(14):
        client.get(reverse("suitcases:show", args=[batch.pk]))


def test_more_lines_are_shown_on_demand_and_never_all(client_of):
    client = client_of("animator")
    page = words(upload(client, "Nom\n" + "".join(f"Structure {n}\n" for n in range(300))))
    assert (page.count(">nouvelle<"), "?lignes=40#t-lignes" in page) == (20, True)
    [batch] = Import.objects.all()
    here = reverse("suitcases:show", args=[batch.pk])
    assert words(client.get(f"{here}?lignes=40")).count(">nouvelle<") == 40
    assert words(client.get(f"{here}?lignes=bof")).count(">nouvelle<") == 20
    most = words(client.get(f"{here}?lignes=99999"))
    assert (most.count(">nouvelle<"), "Voir plus de lignes" in most) == (200, False)


def test_words_are_given_their_meaning_from_a_page(client_of):
    client = client_of("animator")
    page = upload(client, "Nom;Forme\nA;Assoc.\nB;Assoc.\n")
    assert "« Assoc. »" in words(page)
    assert "2\u00a0lignes" in words(page)
    [batch] = Import.objects.all()
    here = reverse("suitcases:meanings", args=[batch.pk])
    [one] = unknown(batch)
    assert "Rien : la case compte pour vide" in words(client.get(here))
    assert client.post(here, {one.field: "bof"}).status_code == 422
    assert KnownValue.objects.count() == 0
    done = client.post(here, {one.field: "association"}, follow=True)
    assert "Chaque ligne est bonne" in words(done)
    assert "Forme : association" in words(done)
