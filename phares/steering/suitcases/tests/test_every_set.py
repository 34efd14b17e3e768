"""Every set: its examples come in, are undone, leave and come in again; a wrong line is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.cooperative.assets import soundness as assets
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.cooperative.premises import soundness as premises
from phares.cooperative.premises.models import Lease, Space, SpaceState
from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.money.pricing.models import Tariff
from phares.people.directory.actions import add_pole
from phares.steering.suitcases.actions import undo_import
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import CHAPTERS, DATASETS, INCOMING
from phares.steering.suitcases.tests.factories import (
    NOW,
    brought,
    brought_again,
    everything,
    outcomes,
    rows_written,
    sentences,
)
from phares.steering.suitcases.tests.world import a_small_world, a_whole_world, bring_examples

pytestmark = pytest.mark.django_db
KEPT = ("Entry", "Series")
"""What an undo leaves: the journal, and the numbers that were given."""


TOLD_ELSEWHERE = {
    "categories", "publics", "territories", "organisations", "belongings", "presences", "persons",
    "declarations",
}  # fmt: skip
"""Sets whose wrong lines are in test_sets and test_imports."""
WRONG = [
    ("sites", "Nom;Commune", "Site du Quai;Paris", "déjà notée autrement : Commune"),
    ("buildings", "Site;Nom", "Ailleurs;B", "La liste : « Site du Quai » et « Annexe »"),
    ("tenures", "Bâtiment;Structure;À titre de;Depuis", "L’Étoile;Halage;locataire;2015",
     "propriétaire ou gestionnaire"),
    ("floors", "Bâtiment;Code;Nom;Niveau;Largeur (dm);Profondeur (dm)",
     "L’Étoile;2;Deux;1;10;10", "L’étage 2 (niveau 1) existe déjà"),
    ("spaces", "Bâtiment;Étage;Plaque;Nom;Depuis;Nature;Surface (m²)",
     "L’Étoile;9;901;Bureau;2015;bureau privatif;10", "l’étage « 9 » ne figure pas ici"),
    ("spaces", "Bâtiment;Étage;Plaque;Nom;Depuis;Nature;Surface (m²)",
     "L’Étoile;1;104;Poste;2015;poste de co-travail;10", "« Poste de »"),
    ("spaces", "Bâtiment;Étage;Plaque;Nom;Depuis;Nature;Surface (m²)",
     "L’Étoile;1;101;Bureau 101;2014;bureau privatif;10", "a déjà changé le 12 mars 2015"),
    ("spaces", "Bâtiment;Étage;Plaque;Nom;Depuis;Nature;Surface (m²)",
     "L’Étoile;1;101;Autre;2016;bureau privatif;10", "déjà noté autrement : Nom"),
    ("leases", "Occupante;Consentie par;Espaces;Depuis", "Halage;La Coopérative;102;2017",
     "Mode Estime"),
    ("leases", "Occupante;Consentie par;Espaces;Surfaces (m²);Depuis",
     "Halage;La Coopérative;101 | 102;3;2019", "il en manque une"),
    ("leases", "Occupante;Consentie par;Espaces;Depuis;Renouvelle",
     "Halage;La Coopérative;101;2019;C-9", "qu’elle renouvelle n’est pas plus haut"),
    ("works", "Bâtiment;Intitulé;État;Depuis", "L’Étoile;Cave;terminés;2015", "ont une fin"),
    ("closures", "Espace;Raison;Depuis", "101;Peinture;février 2020", "est déjà fermé"),
    ("tariffs", "Code;Intitulé;Unité;Prix (€);Depuis", "un code;Salle;la journée;45;2015",
     "n’est pas un code"),
    ("tariffs", "Code;Intitulé;Unité;Prix (€);Depuis", "salle;Salle;la journée;45,125;2015",
     "plus de deux décimales"),
    ("tariffs", "Code;Intitulé;Unité;Prix (€);Depuis", "salle;Salle;le litre;45;2015",
     "la demi-journée"),
    ("offers", "Nom;Nature;Ce que l’on prend;Depuis", "Hall;salle;909;12/03/2015",
     "« 909 » ne figure pas ici"),
    ("offers", "Nom;Nature;Ce que l’on prend;Depuis;Durée minimale (min);Durée maximale (min)",
     "Hall;salle;101;12/03/2015;60;30", "plus courte que la durée minimale"),
    ("rates", "Espace;Pour;Unité;Prix plein (€);Depuis",
     "Salle rouge;adhérente;la journée;70;2015", "« Salle rouge » ne figure pas ici"),
    ("associate-categories", "Coopérative;Nom;Depuis", "Halaje;Amis;2015", "« Halage »"),
    ("colleges", "Coopérative;Nom;Catégories;Depuis", "La Coopérative;C;Amis;2016",
     "« Amis » n’est pas dans les statuts. Connues : « Bénéficiaires »"),
    ("associates", "Associé;Coopérative;Catégorie;Depuis",
     "Halage;La Coopérative;Bénéficiaires;2017", "Halage"),
    ("bodies", "Nom;Nature", "Bureau;club", "assemblée, cogérance"),
    ("mandates", "Instance;Titre;Depuis", "Cogérance;Membre;2016", "Dites qui siège"),
    ("mandates", "Instance;Titre;Personne;Depuis", "Cogérance;Membre;Zoé Nul;2016",
     "« Zoé Nul » ne figure pas ici"),
    ("axes", "Numéro;Nom", "1;Autre", "déjà notée autrement : Nom"),
    ("actions", "Axe;Année;Intitulé", "7;2015;Fête", "l’axe « 7 » ne figure pas ici"),
    ("actions", "Axe;Année;Intitulé;Dans le programme", "2;2015;Bal;Atelier couture",
     "est d’un autre axe"),
    ("participations", "Action;Structure", "Rien;Halage", "l’action « Rien »"),
    ("partnerships", "Partenaire;Avec la structure;Depuis", "Halage;Halage;2015", "Halage"),
    ("grants", "Financeur;Échelon;Nature;Objet;Montant (€);État;Depuis",
     "État;État;fonctionnement;Aide;-3;acquise;2015", "montant"),
    ("posts", "Intitulé;Employeur", "Accueil;Personne", "aucune structure ne s’appelle"),
    ("assignments", "Poste;Personne;Quotité;Depuis", "Accueil;Inès Kerboul;0,5;2016",
     "Inès Kerboul"),
    ("events", "Intitulé;Jour;De;À;Lieu;Nature", "Bal;12/03/2015;25:00;26:00;Hall;repas",
     "« 25:00 » n’est pas une heure"),
    ("events", "Intitulé;Jour;De;À;Lieu;Nature;État", "Bal;12/03/2015;20 h;23 h;Hall;repas;annulé",
     "un rendez-vous annulé ne s’importe pas"),
    ("events", "Intitulé;Jour;De;À;Lieu;Nature;Suite", "Bal;12/03/2015;20 h;23 h;Hall;repas;oui",
     "aucun rendez-vous « Bal » avant cette ligne"),
    ("attendance", "Intitulé;Jour;De;Personnes venues", "Rien;12/03/2015;12:00;4",
     "aucune séance de « Rien »"),
    ("publications", "Code;Titre", "002;Autre", "déjà notée autrement : Titre"),
    ("quotes", "Axe;Année;Parole;Portée", "1;2015;Oui.;partout", "dans le pôle"),
    ("links", "Structure;Lien;De", "Halage;adhère à;Halage", "Halage"),
    ("claims", "Structure;Intitulé;Valeur;En date de", "Halage;arbres;3;demain",
     "n’est pas une date"),
    ("texts", "Rubrique;Texte;Depuis", "poème;Oui;2015", "mission, objectif"),
    ("facts", "Nature;Fait;Date;À propos de", "origine;Oui;2015;Zut", "aucune structure"),
    ("context", "Intitulé;Valeur;Territoire;Année", "Habitants;9;L’Île-Saint-Denis;2013",
     "déjà notée autrement : Valeur"),
]  # fmt: skip
"""A set, titles, a line, and words of its sentence."""


def rows_but_the_journal() -> dict[str, int]:
    return {key: n for key, n in rows_written().items() if not any(one in key for one in KEPT)}


def findings() -> list[str]:
    return [one.sentence for told in (assets, premises) for one in told.findings(NOW)]


def test_each_set_has_its_own_code_and_title():
    for told in ([one.code for one in DATASETS], [one.label for one in DATASETS]):
        assert len(set(told)) == len(told)
    assert sum(len(sets) for _title, sets in CHAPTERS) == len(DATASETS) == 42


def test_the_examples_of_each_set_come_in_are_undone_and_come_in_again():
    """An agreement that was brought in by mistake stays, cancelled: its number was given."""
    a_small_world()
    for one in INCOMING:
        before = rows_but_the_journal()
        batch = bring_examples(one)
        assert sentences(batch) == {}, one.code
        undo_import(batch, by=THE_POLE, now=NOW)
        if one.code == "leases":
            assert set(Lease.objects.values_list("state", flat=True)) == {"cancelled"}
            assert not Occupation.objects.filter(state=OccupationState.ACTIVE.value).exists()
        else:
            assert rows_but_the_journal() == before, one.code
        again = bring_examples(one)
        assert sentences(again) == {}, one.code
        assert set(outcomes(again)) <= {"made", "known"}, one.code
        third = bring_examples(one)
        assert set(outcomes(third)) == {"known"}, (one.code, sentences(third))
    assert findings() == []


def test_the_small_world_moves_house():
    a_whole_world()
    files = everything()
    assert brought_again(files) == {}
    assert everything() == files


@pytest.fixture
def world() -> None:
    a_whole_world()


def test_a_wrong_line_has_its_sentence_and_writes_nothing(world):
    before = rows_written()
    for code, titles, line, words in WRONG:
        batch = brought(code, f"{titles}\n{line}\n")
        assert words.casefold() in sentences(batch)[2].casefold(), (code, line)
        assert rows_written() == before, (code, line)
    assert {code for code, *_ in WRONG} == {one.code for one in INCOMING} - TOLD_ELSEWHERE


def test_a_price_that_follows_ends_the_former_and_gives_it_back(world):
    titles = "Code;Intitulé;Unité;Prix (€);Depuis"
    batch = brought("tariffs", f"{titles}\nbureau-m2;Bureau;par m² et par mois;13;2017\n")
    former = Tariff.objects.get(code="bureau-m2", ends_on__isnull=False)
    assert str(former.ending) == "31 décembre 2016"
    undo_import(batch, by=THE_POLE, now=NOW)
    tariff = Tariff.objects.get(code="bureau-m2")
    assert (tariff.amount.cents, tariff.ends_on) == (1250, None)


def test_what_a_space_became_is_undone_and_it_is_what_it_was(world):
    titles = "Bâtiment;Étage;Plaque;Nom;Depuis;Nature;Surface (m²)"
    line = "L’Étoile;1;101;Bureau 101;2019;bureau privatif;{}"
    batch = brought("spaces", f"{titles}\n{line.format(20)}\n")
    assert SpaceState.objects.filter(space__code="101").count() == 2
    later = brought("spaces", f"{titles}\n{line.format(21).replace('2019', '2021')}\n")
    with pytest.raises(Refused, match="a changé depuis"):
        undo_import(batch, by=THE_POLE, now=NOW)
    undo_import(later, by=THE_POLE, now=NOW)
    undo_import(batch, by=THE_POLE, now=NOW)
    [state] = SpaceState.objects.filter(space__code="101")
    assert (state.surface_m2, state.ends_on) == (Decimal("18.5"), None)


def test_spaces_that_are_let_are_not_taken_back(world):
    batch = Import.objects.filter(dataset="spaces").latest("pk")
    with pytest.raises(Refused, match="repose dessus"):
        undo_import(batch, by=THE_POLE, now=NOW)
    assert Space.objects.count() == 2


def test_agreements_keep_their_ends_and_what_they_renew(world):
    titles = "Numéro;Occupante;Consentie par;Espaces;Depuis;Jusqu’à;Congé reçu le;Résiliée au"
    lines = (
        "A1;Halage;La Coopérative;101;01/01/2019;31/12/2019;01/02/2019;30/06/2019;\n"
        "A2;Halage;La Coopérative;102;01/01/2019;31/12/2019;;;\n"
        "A3;Halage;La Coopérative;102;01/01/2021;31/12/2021;;;A2\n"
    )
    batch = brought("leases", f"{titles};Renouvelle\n{lines}")
    assert sentences(batch) == {}
    ended, renewed, renewal = Lease.objects.order_by("pk")[2:]
    assert (ended.state, str(ended.ending), str(ended.term)) == (
        "ended", "30 juin 2019", "31 décembre 2019",
    )  # fmt: skip
    assert renewal.renews == renewed
    files = everything()
    assert set(outcomes(brought("leases", files["leases"].decode("utf-8-sig")))) == {"known"}
    assert findings() == []


def test_a_member_may_be_a_person_who_bears_the_name_of_a_structure(world):
    brought("organisations", "Nom\nInès Kerboul\n")
    file = everything()["associates"].decode("utf-8-sig")
    assert "Inès Kerboul (personne);" in file
    assert set(outcomes(brought("associates", file))) == {"known"}


def test_a_house_without_a_pole_says_so():
    batch = brought("axes", "Numéro;Nom\n1;Coopérer\n", Mode.GOOD)
    assert "le pôle n’est pas encore décrit" in sentences(batch)[2].casefold()
    add_pole(name="Pôle", is_home=True, by=THE_POLE)
    assert outcomes(brought("axes", "Numéro;Nom\n1;Coopérer\n")) == ["made"]
