"""Agreements brought in by a file keep the numbers they have on paper."""

from __future__ import annotations

import pytest

from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.queries.consistency import broken_series
from phares.cooperative.premises.rules.numbers import why_not_number
from phares.kernel.actor import THE_POLE
from phares.steering.suitcases.actions import undo_import
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import INCOMING, dataset
from phares.steering.suitcases.tests.factories import NOW, brought, outcomes, sentences
from phares.steering.suitcases.tests.world import a_small_world, bring_examples

pytestmark = pytest.mark.django_db
TITLES = "Numéro;Occupante;Consentie par;Espaces;Surfaces (m²);Depuis;Jusqu’à;Renouvelle\n"
OTHER = "Mode Estime;La Coopérative;102;18;01/01/2017;31/12/2017;\n"
ONE = "BAIL 7;Halage;La Coopérative;101;18;01/01/2016;31/12/2016;\n"


@pytest.fixture(autouse=True)
def world() -> None:
    a_small_world()
    for one in INCOMING[: INCOMING.index(dataset("leases"))]:
        bring_examples(one)


@pytest.mark.parametrize(
    ("number", "following", "taken", "code"),
    [
        ("BAIL 7", "", False, None),
        ("BAIL 7", "", True, "number-taken"),
        ("C-2015-0003", "C-2015-0003", False, None),
        ("C-2015-0004", "C-2015-0003", False, "number-in-row"),
        ("C-2015-0002", "C-2015-0003", True, "number-taken"),
    ],
)
def test_which_number_an_agreement_may_keep(number, following, taken, code):
    reason = why_not_number(number, following, taken)
    assert (reason and reason.code) == code


def test_the_number_of_the_file_is_kept_and_named_below():
    next_one = "BAIL 8;Halage;La Coopérative;101;18;01/01/2017;31/12/2017;BAIL 7\n"
    none = ";Mode Estime;La Coopérative;102;18;01/01/2017;31/12/2017;\n"
    batch = brought("leases", TITLES + ONE + next_one + none)
    assert sentences(batch) == {}
    first, second, third = Lease.objects.order_by("pk")
    assert [one.number for one in (first, second, third)] == ["BAIL 7", "BAIL 8", "C-2017-0001"]
    assert second.renews == first
    again = brought("leases", TITLES + ONE + next_one)
    assert outcomes(again) == ["known", "known"]
    assert broken_series() == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"BAIL 7;{OTHER}", "déjà celui d’une autre"),
        (f"C-2017-0009;{OTHER}", "prochain numéro"),
        (ONE.replace("BAIL 7", "BAIL 70"), "Numéro (« BAIL 70 » dans le fichier"),
    ],
)
def test_a_number_twice_in_a_file_or_taken_is_told(line, said):
    batch = brought("leases", TITLES + ONE + line, Mode.TRIAL)
    assert (outcomes(batch)[0], said in sentences(batch)[3]) == ("made", True), sentences(batch)
    brought("leases", TITLES + ONE)
    before = [list(table.objects.values()) for table in (Lease, Occupation)]
    again = brought("leases", TITLES + line)
    assert said in sentences(again)[2]
    assert [list(table.objects.values()) for table in (Lease, Occupation)] == before
    assert broken_series() == []


def test_an_import_undone_leaves_its_own_numbers_free():
    undo_import(brought("leases", TITLES + ONE), by=THE_POLE, now=NOW)
    assert outcomes(brought("leases", TITLES + ONE)) == ["made"]
    assert Lease.objects.filter(number="BAIL 7", state="active").count() == 1
