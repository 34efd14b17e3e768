"""A frozen year changed behind the guards of the database is told."""

from __future__ import annotations

import pytest

from phares.steering.reporting.models import Edition, Measure, ReportYear
from phares.steering.reporting.soundness import findings
from phares.steering.reporting.tests.factories import JANUARY, freeze, small_pole
from tests.breaking import behind_the_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen() -> ReportYear:
    small_pole()
    freeze()
    return ReportYear.objects.get()


def told() -> list[tuple[str, str]]:
    return [(one.code, one.sentence) for one in findings(JANUARY)]


def test_all_is_well(frozen):
    assert told() == []


def test_a_value_that_was_changed(frozen):
    with behind_the_guards("UPDATE reporting_measure SET value = 40 WHERE code = 'residents'"):
        ((code, sentence),) = told()
    assert code == "reporting.measure-changed"
    assert sentence.endswith("3 est imprimé, 40 est gardé.")


def test_rows_that_were_changed(frozen):
    with behind_the_guards("UPDATE reporting_measure SET row_keys = '[]' WHERE code = 'residents'"):
        ((code, sentence),) = told()
    assert code == "reporting.measure-changed"
    assert sentence.endswith("3 enregistrements sont imprimés, 0 sont gardés.")


def test_a_figure_that_is_gone(frozen):
    kept = Measure.objects.count()
    with behind_the_guards("DELETE FROM reporting_measure WHERE code = 'residents'"):
        first, second = told()
    assert first == (
        "reporting.measures",
        f"Bilan 2015 : {kept - 1} chiffres figés, le journal en dit {kept}.",
    )
    assert second[0] == "reporting.measure-lost"


def test_an_edition_that_is_gone(frozen):
    with behind_the_guards("DELETE FROM reporting_edition"):
        assert not Edition.objects.exists()
        assert [code for code, _sentence in told()] == ["reporting.no-edition"]
