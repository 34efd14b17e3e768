"""What was recorded in error stays where another floor rests on it: a frozen year, a quote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from phares.activities.library.actions import quote_somebody
from phares.common.audit.models import Entry
from phares.cooperative.governance.actions import create_body, give_mandate
from phares.cooperative.governance.models import Mandate
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.cooperative.projects.actions import partner_with, write_axis
from phares.cooperative.projects.models import Axis, Partnership
from phares.kernel.dating import read_dated
from phares.steering.reporting.models import ReportYear
from tests.parties import ANIMATOR, organisation, person

pytestmark = pytest.mark.django_db
DOUBLE = {"reason": "noté deux fois"}


@pytest.fixture
def frozen(cast) -> None:
    at = datetime(2016, 1, 9, tzinfo=UTC)
    ReportYear.objects.create(pole=cast.pole, year=2015, state="frozen", frozen_at=at)


@pytest.mark.parametrize(("since", "status"), [("2014", 422), ("2016", 302)])
def test_a_mandate_of_a_frozen_year_stays(frozen, client_of, since, status):
    body = create_body(name="Coprésidence", kind=BodyKind.PRESIDENCY, by=ANIMATOR)
    given = {"title": "membre", "since": read_dated(since), "by": ANIMATOR}
    made = give_mandate(body=body, person=person("Omar", "Vidal"), **given)
    before = Entry.objects.count()
    answer = client_of("animator").post(f"/mandats/{made.pk}/retirer/", DOUBLE)
    assert answer.status_code == status
    if status == 422:
        assert "Le bilan 2015 est figé" in answer.text
    assert Mandate.objects.count() == (status == 422)
    assert Entry.objects.count() == before + (status == 302)


def test_a_partnership_of_a_frozen_year_stays(frozen, client_of):
    made = partner_with(partner=organisation("CNAM"), since=read_dated("2014"), by=ANIMATOR)
    before = Entry.objects.count()
    answer = client_of("animator").post(f"/partenaires/{made.pk}/retirer/", DOUBLE)
    assert answer.status_code == 422
    assert "Le bilan 2015 est figé" in answer.text
    assert (Partnership.objects.count(), Entry.objects.count()) == (1, before)


def test_an_axis_that_quotes_hang_from_stays(cast, client_of):
    axis = write_axis(pole=cast.pole, number=7, name="Accueillir", by=ANIMATOR)
    for _time in range(2):
        quote_somebody(axis=axis, year=2015, text="Bien.", by=ANIMATOR)
    before = Entry.objects.count()
    answer = client_of("animator").post(f"/axes/{axis.pk}/retirer/", DOUBLE)
    assert answer.status_code == 422
    assert "2\u00a0paroles d’habitants" in answer.text
    assert (Axis.objects.filter(pk=axis.pk).count(), Entry.objects.count()) == (1, before)
