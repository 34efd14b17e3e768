"""Where the titles of a file are, and what a sheet does to what lies under them."""

from __future__ import annotations

from functools import partial

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.people.directory.models import Function, Organisation
from phares.steering.suitcases.actions import receive_file
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import dataset
from phares.steering.suitcases.tests.factories import NOW, a_pole, brought, sentences

pytestmark = pytest.mark.django_db
TITLED = "LE QUAI – liste des adhérents 2026\n\nNom;Ville;Téléphone\nHalle;Roubaix;324201000\n"


def test_titles_under_a_heading_are_found_and_told():
    a_pole()
    batch = brought("organisations", TITLED)
    assert batch.titles == ["Nom", "Ville", "Téléphone"]
    assert "titres lus en ligne 3, ce qui est au-dessus est laissé" in batch.told
    assert list(batch.lines.values_list("number", flat=True)) == [4]
    assert Organisation.objects.get(name="Halle").phone == "03 24 20 10 00"


def test_somebody_says_where_the_titles_are():
    content = b"Nom;Ville\nRaison;Ville\nHalle;Roubaix\n"
    into = dataset("organisations")
    read = partial(receive_file, into=into, name="x.csv", content=content, by=THE_POLE, now=NOW)
    assert list(read().titles) == ["Nom", "Ville"]
    assert list(read(titles_at=2).titles) == ["Raison", "Ville"]
    before = Import.objects.count()
    with pytest.raises(Refused) as caught:
        read(titles_at=9)
    assert caught.value.reason.code == "no-title-line"
    assert Import.objects.count() == before


def test_names_hold_on_one_line():
    a_pole()
    brought("organisations", 'Nom;Ville\n"Maison\nBcc: x";"Lille\r\nNord"\n')
    found = Organisation.objects.get(name="Maison Bcc: x")
    assert found.city == "Lille Nord"


def test_a_line_of_totals_is_no_structure_and_says_so():
    a_pole()
    batch = brought("organisations", "Nom;Effectif\nHalle;\nTotal général;\n", Mode.GOOD)
    assert sentences(batch) == {3: "Cette ligne fait un total : elle n’est pas importée."}
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Halle"]


def test_a_reason_is_told_once_with_its_lines(client_of):
    told = "".join(f"Maison {n};peut-être\n" for n in range(3))
    batch = brought("organisations", f"Nom;ESS\n{told}Halle;oui\nQuai;Autre chose\n")
    page = client_of("animator").get(reverse("suitcases:show", args=[batch.pk])).text
    assert page.count("n’est ni « oui » ni « non »") == 2
    assert "prenez les bonnes lignes" in page
    assert "<strong>3 lignes</strong> 2, 3, 4<br>" in page
    assert "<strong>Ligne 6</strong> Quai<br>" in page


def test_usual_words_are_understood():
    a_pole()
    brought("organisations", "Nom;Forme\nHalle;Association loi 1901\n")
    assert Organisation.objects.get(name="Halle").legal_form == "association"
    head = "Prénom;Nom;Structure;Fonction;Dans;Depuis\n"
    brought("persons", f"{head}Inès;Roy;Halle;Aide;salariée;2014\n")
    assert Function.objects.get().kind == "employee"


def test_no_good_line_is_offered_when_there_is_none(client_of):
    batch = brought("organisations", "Nom;Forme\nHalle;Autre chose\n", Mode.TRIAL)
    page = client_of("animator").get(reverse("suitcases:show", args=[batch.pk])).text
    assert "Aucune ligne ne peut entrer" in page
    assert "bonnes lignes" not in page
