"""Cards written together: the rules, the journal and the sentences of one at a time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import edit_organisation, register_organisation
from phares.people.directory.models import Alias, Belonging, Organisation, Presence
from phares.people.directory.suitcase.houses import Houses
from phares.steering.suitcases.models import ImportLine
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.tests.factories import a_pole, brought, outcomes, sentences

pytestmark = pytest.mark.django_db
SIRET = "73282932000074"
HEAD = "Nom;Autres noms;Nom court;SIRET;Catégorie;Lien;Depuis"


def lines_of(number: int, what: str = "Structure") -> str:
    told = (
        f"{what} {n};La {what} {n} | {what} du {n};;;Textile;habitante;2013\n"
        for n in range(number)
    )
    return f"{HEAD}\n{''.join(told)}"


def test_what_is_written_together_is_what_is_written_alone():
    a_pole()
    brought("organisations", f"Nom;Autres noms;SIRET;Ville\nHalage;Asso Halage;{SIRET};Stains\n")
    card = Organisation.objects.get()
    found_by = card.search
    edit_organisation(card, by=THE_POLE)  # writes anew what it is found by
    card.refresh_from_db()
    assert card.search == found_by
    assert "asso halage" in found_by
    assert (card.kind, card.siren, card.merged_into) == ("organisation", SIRET[:9], None)


def test_thousands_of_cards_cost_few_statements_and_each_act_its_line():
    a_pole()
    with CaptureQueriesContext(connection) as few:
        brought("organisations", lines_of(50))
    with CaptureQueriesContext(connection) as more:
        brought("organisations", lines_of(250, "Maison"))
    assert len(more) - len(few) < 4 * 40  # four packets more, of some ten statements and savepoints
    assert (Organisation.objects.count(), Alias.objects.count()) == (300, 600)
    assert (Belonging.objects.count(), Presence.objects.count()) == (300, 300)
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    acts = [verb for verb in verbs if verb.startswith(("organisation.", "belonging."))]
    assert acts == ["organisation.registered", "belonging.entered"] * 300
    assert Organisation.objects.filter(main_category__name="Textile").count() == 300
    assert Organisation.objects.filter(categories__name="Textile").count() == 300
    made = ImportLine.objects.order_by("pk").first()
    assert made is not None
    assert [label for label, _pk in made.made] == ["directory.organisation", "directory.belonging"]


@pytest.mark.parametrize(
    ("case", "line", "sentence"),
    [
        ("a name that a line above has as its other name", "Asso H;;;;;;",
         "L’annuaire connaît déjà « Halage »"),
        ("another name that a line above has as its name", "B;Halage;;;;;",
         "« B » sous le nom « Halage »"),
        ("a number that a line above has", f"B;;;{SIRET};;;", f"{SIRET} est celui de Halage"),
        ("a short name that a line above has", "HAL;;;;Écologie;;", "sa fiche dit autre chose"),
    ],
)  # fmt: skip
def test_a_line_meets_those_above_it_in_the_same_packet(case, line, sentence):
    a_pole()
    first = f"Halage;Asso H;Hal;{SIRET};Textile;habitante;2013"
    batch = brought("organisations", f"{HEAD}\n{first}\n{line}\nC;;;;;;\n", Mode.GOOD)
    told = sentences(batch)
    if case.startswith("a name that"):  # by another of its names, and nothing else: it is there
        assert outcomes(batch) == ["made", "known", "made"]
        return
    assert outcomes(batch) == ["made", "refused", "made"]
    assert sentence in told[3]


def test_somebody_took_a_number_meanwhile_and_only_that_line_waits(monkeypatch):
    """The register of the file was read before: the database alone knows."""
    a_pole()
    register_organisation(name="Halage", siret=SIRET, by=THE_POLE)
    monkeypatch.setattr(Houses, "holding", lambda self, kind, value, besides: None)
    text = f"Nom;SIRET\nA;\nB;{SIRET}\nC;\n"
    batch = brought("organisations", text, Mode.GOOD)
    assert outcomes(batch) == ["made", "refused", "made"]
    assert sentences(batch) == {
        3: "Quelqu’un vient d’enregistrer la même chose. Importez à nouveau cette ligne."
    }
    assert list(Organisation.objects.order_by("name").values_list("name", flat=True)) == [
        "A", "C", "Halage",
    ]  # fmt: skip
