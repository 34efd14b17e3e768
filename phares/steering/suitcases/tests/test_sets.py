"""What each set brings in, and the sentence of what it does not take."""

from __future__ import annotations

from typing import Any

import pytest

from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.people.directory.actions import declare
from phares.people.directory.models import (
    Belonging,
    Declaration,
    Function,
    Person,
    Presence,
    Territory,
)
from phares.people.directory.rules.kinds import Declared
from phares.steering.suitcases.actions import undo_import
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.tests.factories import (
    NOW,
    a_pole,
    brought,
    outcomes,
    rows_written,
    sentences,
)

pytestmark = pytest.mark.django_db
SIRET = "73282932000074"
STAYS = "Structure;Lien;Lien depuis;Dans les locaux depuis"
FUNCTIONS = "Prénom;Nom;Structure;Fonction;Dans;Depuis"
HOUSES = f"Nom;Autres noms;SIRET\nHalage;Asso Halage;{SIRET}\nMode Estime;;\n"


@pytest.fixture
def pole() -> None:
    a_pole()
    brought("organisations", HOUSES)


def test_territories_come_in_from_the_whole_to_its_parts(pole):
    brought("territories", "Nom;Nature;Dans\nPlaine;intercommunalité;\nStains;commune;Plaine\n")
    assert str(Territory.objects.get(name="Stains").parent) == "Plaine"


@pytest.mark.parametrize("name", ["halage", "ASSO HALAGE", SIRET, "732 829 320 00074"])
def test_a_structure_is_found_by_each_of_its_names(pole, name):
    brought("belongings", f"Structure;Lien;Depuis;Jusqu’à\n{name};hébergée;été 2013;2014\n")
    [tie] = Belonging.objects.all()
    assert (str(tie.party), str(tie.beginning), str(tie.ending)) == ("Halage", "été 2013", "2014")
    assert Presence.objects.count() == 1


def test_a_stay_shorter_than_its_tie_has_its_own_line(pole):
    tie = "Structure;Lien;Depuis;Dans les locaux\nHalage;habitante;2013;non\n"
    brought("belongings", tie)
    assert Presence.objects.count() == 0
    head = "Structure;Lien;Lien depuis;Dans les locaux depuis;Dans les locaux jusqu’à"
    stays = f"{head}\nHalage;habitante;2013;03/2015;\n".replace("03/2015", "mars 2015")
    brought("presences", stays)
    assert outcomes(brought("presences", stays)) == ["known"]
    assert str(Presence.objects.get().beginning) == "mars 2015"


def test_one_person_may_do_several_things_and_another_bear_her_name(pole):
    head = "Prénom;Nom;Homonyme;Courriel;Structure;Fonction;Dans;Depuis"
    lines = (
        "Inès;Kerboul;;i@x.example;Halage;Directrice;direction;mars 2013",
        "INES;KERBOUL;;;Mode Estime;Bénévole;bénévole;2014",
        "Inès;Kerboul;2;;Halage;Comptable;équipe salariée;2014",
        "Omar;Vidal;;;;;;",
    )
    batch = brought("persons", "\n".join([head, *lines]))
    assert outcomes(batch) == ["made"] * 4
    assert (Person.objects.count(), Function.objects.count()) == (3, 3)
    assert outcomes(brought("persons", "\n".join([head, *lines]))) == ["known"] * 4
    undo_import(batch, by=THE_POLE, now=NOW)
    assert (Person.objects.count(), Function.objects.count()) == (0, 0)


def test_a_year_is_declared_and_zero_is_an_answer(pole):
    head = "Structure;Année;Emplois permanents;Bénévoles;Déclaré le;Déclaré par"
    batch = brought("declarations", f"{head}\nHalage;2015;8;0;15/01/2016;Inès\n")
    rows = Declaration.objects.order_by("kind").values_list("kind", "value", "declared_by")
    assert list(rows) == [("permanent_jobs", 8, "Inès"), ("volunteers", 0, "Inès")]
    more = brought(
        "declarations", "Structure;Année;Emplois permanents;Services civiques\nHalage;2015;8;2\n"
    )
    assert Declaration.objects.count() == 3
    undo_import(more, by=THE_POLE, now=NOW)
    assert Declaration.objects.count() == 2
    with_other: dict[str, Any] = {
        "year": 2015,
        "kind": Declared.VOLUNTEERS,
        "value": 5,
        "today": NOW.date(),
    }
    declare(organisation=Declaration.objects.all()[0].organisation, by=THE_POLE, **with_other)
    with pytest.raises(Refused, match="« Halage », modifié par Phares"):
        undo_import(batch, by=THE_POLE, now=NOW)


@pytest.mark.parametrize(
    ("code", "titles", "line", "words"),
    [
        ("belongings", "Structure;Lien;Depuis", "Halaje;habitante;2013",
         "« Halaje » ici. Peut-être « Halage »"),
        ("belongings", "Structure;Lien;Depuis", "Zut;habitante;2013", "Importez d’abord sa fiche"),
        ("belongings", "Structure;Lien;Depuis;Jusqu’à", "Halage;habitante;2013;2011", "avant"),
        ("presences", STAYS, "Halage;habitante;2013;2014", "Importez d’abord les appartenances"),
        ("persons", "Prénom;Nom;Structure", "Inès;Kerboul;Halage", "vont ensemble"),
        ("persons", "Prénom;Nom", "Inès;", "Nom de famille : cette case est vide"),
        ("persons", FUNCTIONS, "A;B;Halage;C;chef;2015", "direction, conseil d’administration"),
        ("declarations", "Structure;Année;Bénévoles", "Halage;2015;", "ne déclare rien"),
        ("declarations", "Structure;Année;Bénévoles", "Halage;2015;2,5", "pas un nombre entier"),
        ("declarations", "Structure;Année;Bénévoles", "Halage;2015;-3", "sous zéro"),
        ("declarations", "Structure;Année;Bénévoles", "Halage;2031;3", "2031 n’a pas commencé"),
        ("territories", "Nom;Nature;Dans", "Stains;commune;Mars",
         "« Mars » n’est pas dans la liste"),
        ("territories", "Nom;Nature", "Stains;ville", "commune, intercommunalité"),
        ("categories", "Nom;Rang", "Textile;7", "déjà inscrit autrement : Rang"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_sentence(pole, code, titles, line, words):
    before = rows_written()
    batch = brought(code, f"{titles}\n{line}\n", Mode.GOOD)
    assert words.casefold() in sentences(batch)[2].casefold()
    after = rows_written()
    assert {k: v for k, v in after.items() if "Entry" not in k} == {
        k: v for k, v in before.items() if "Entry" not in k
    }


def test_what_was_declared_otherwise_stays(pole):
    head = "Structure;Année;Bénévoles\n"
    brought("declarations", f"{head}Halage;2015;3\n")
    batch = brought("declarations", f"{head}Halage;2015;4\n")
    assert sentences(batch)[2] == (
        "Halage a déjà déclaré 2015 : Bénévoles (« 4 » dans le fichier, « 3 » au pôle)."
    )


def test_a_person_known_otherwise_stays(pole):
    brought("persons", "Prénom;Nom;Courriel\nInès;Kerboul;a@x.example\n")
    batch = brought("persons", "Prénom;Nom;Courriel\nInès;Kerboul;b@x.example\n")
    assert "écrivez « 2 » sous « Homonyme »" in sentences(batch)[2]
    assert Person.objects.get().email == "a@x.example"


def test_two_of_one_name_are_told_apart(pole):
    brought("organisations", "Nom;Homonyme\nHalage;2\n")
    lines = "Halage;habitante;2013\nHalage (2);habitante;2013\n"
    batch = brought("belongings", f"Structure;Lien;Depuis\n{lines}", Mode.GOOD)
    assert outcomes(batch) == ["refused", "made"]
    assert "Écrivez « Halage (1) » pour la première" in sentences(batch)[2]
