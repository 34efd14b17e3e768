"""An import is undone whole or not at all: what became of its cards since is told."""

from __future__ import annotations

import pytest

from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.people.directory.actions import merge_cards, register_organisation
from phares.people.directory.models import Alias, Function, Organisation, Party
from phares.steering.suitcases.actions import undo_import
from phares.steering.suitcases.tests.factories import NOW, a_pole, brought

pytestmark = pytest.mark.django_db


def refused(batch, code: str) -> str:
    before = [table._base_manager.count() for table in (Party, Alias, Function)]
    with pytest.raises(Refused) as caught:
        undo_import(batch, by=THE_POLE, now=NOW)
    assert caught.value.reason.code == code
    assert [table._base_manager.count() for table in (Party, Alias, Function)] == before
    batch.refresh_from_db()
    assert batch.state == "done"
    return str(caught.value)


def test_a_card_joined_to_another_since_is_told():
    a_pole()
    kept = register_organisation(name="La Halle", by=THE_POLE)
    batch = brought("organisations", "Nom\nHalle\nQuai\n")
    merge_cards(kept.pk, Organisation.objects.get(name="Halle").pk, by=THE_POLE)
    assert "« Halle » est réunie avec « La Halle »" in refused(batch, "touched")


def test_what_was_taken_away_since_is_told():
    a_pole()
    brought("organisations", "Nom\nQuai\n")
    head = "Prénom;Nom;Structure;Fonction;Dans;Depuis\n"
    batch = brought("persons", f"{head}Inès;Roy;Quai;Aide;équipe salariée;2014\n")
    Function.objects.all().delete()
    assert "fonctions : 1 de moins depuis" in refused(batch, "touched").lower()
