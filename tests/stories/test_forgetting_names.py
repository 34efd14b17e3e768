"""Whose name is forgotten, and whose is not: whole names only, however they were typed."""

from __future__ import annotations

import pytest

from phares.common.audit.models import Entry
from phares.common.removals.models import Removal
from phares.common.sendings.models import Sending
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions as directory
from phares.people.directory.models import Function
from phares.steering.privacy import actions
from phares.steering.suitcases.models import Import, ImportLine
from tests.lives import ADMINISTRATOR, NOW, TODAY, Life, a_life
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db
MASK = "Personne effacée nº 1"


def erase(life: Life, reason: str = "À sa demande") -> str:
    return actions.erase(life.somebody, reason=reason, by=ADMINISTRATOR, today=TODAY, now=NOW)


def test_a_longer_name_and_address_stay_whole():
    life = a_life()
    other = directory.register_person(
        given_name="Maud", family_name="Royer", email="amaud@exemple.fr", by=THE_POLE
    )
    directory.cite_claim(
        organisation=life.house,
        label="Dit par Maud Royer",
        value="12",
        as_of=read_dated("2015"),
        by=ANIMATOR,
    )
    directory.withdraw_claim(life.house.claims.get(label="Dit par Maud Royer"), by=ANIMATOR)
    batch = Import.objects.create(
        dataset="persons", file_name="equipe.csv", told="CSV", asked_by_name="A", read_at=NOW
    )
    ImportLine.objects.create(batch=batch, number=2, cells=["Maud", "Royer", "amaud@exemple.fr"])
    before = list(Entry.objects.filter(details__icontains="royer").values_list())
    said = erase(life, "Elle l’a demandé, Maud Royer aussi")
    assert said == MASK
    assert list(Entry.objects.filter(pk__in=[one[0] for one in before]).values_list()) == before
    assert before
    line = Entry.objects.get(verb="person.registered", subject_key=f"directory.person:{other.pk}")
    assert (line.subject, line.masked) == ("Maud Royer", 0)
    assert "Maud Royer aussi" in str(Entry.objects.get(verb="privacy.erased").details)
    assert Removal.objects.count() == 1
    assert ImportLine.objects.get().cells == ["Maud", "Royer", "amaud@exemple.fr"]


def test_a_function_that_ended_that_very_day_keeps_its_last_day():
    life = a_life()
    [function] = Function.objects.filter(person=life.person, ends_on=None)
    directory.end_function(function, until=read_dated(f"{TODAY:%d/%m/%Y}"), by=ANIMATOR)
    function.refresh_from_db()
    before = function.ends_on
    erase(life)
    function.refresh_from_db()
    assert function.ends_on == before


def test_files_typed_in_capitals_and_answers_of_forms_lose_the_name():
    life = a_life()
    batch = Import.objects.create(
        dataset="persons",
        file_name="liste de MAUD ROY.csv",
        told="XLSX, feuille « Maud Roy »",
        asked_by_name="A",
        read_at=NOW,
        failure="MAUD ROY manque",
    )
    sentence = "« ROY » est déjà dans l’annuaire."
    refusal = {"outcome": "refused", "sentence": sentence}
    ImportLine.objects.create(batch=batch, number=2, cells=["MÂUD", "ROY"], **refusal)
    ImportLine.objects.create(batch=batch, number=3, cells=["Maudet", "Royer"], **refusal)
    said = "Maud Roy n’est plus « Gérante » de Halage."
    Sending.objects.create(key="x", said=said, to="/")
    erase(life)
    batch.refresh_from_db()
    told = [batch.file_name, batch.told, batch.failure]
    assert told == [MASK, f"XLSX, feuille « {MASK} »", f"{MASK} manque"]
    [named, other] = ImportLine.objects.order_by("number")
    assert (named.cells, other.cells) == ([], ["Maudet", "Royer"])
    assert (named.sentence, other.sentence) == (f"Cette ligne nommait {MASK}.", sentence)
    assert Sending.objects.get(key="x").said == f"{MASK} n’est plus « Gérante » de Halage."
