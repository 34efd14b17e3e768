"""A structure answers for a year whose report is frozen: nothing is hidden from it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Declaration
from phares.people.directory.tests.test_pages_organisations import text_of, welcomed
from phares.steering.reporting.models import ReportYear
from phares.steering.reporting.rules.lifecycle import YearState


def test_who_corrects_a_frozen_year_is_told_what_becomes_of_it(cast, client_of):
    """The report keeps its figures; the answer is kept beside them."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    house, client = welcomed("Novaedia"), client_of("animator")
    path, told = f"/habitants/{house.pk}/declarer/2015/", "Le bilan 2015 est figé"
    assert told not in text_of(client.get(path))
    ReportYear.objects.create(
        pole=cast.pole, year=2015, state=YearState.FROZEN.value, frozen_at=timezone.now()
    )
    assert told in text_of(client.get(path))
    assert told in text_of(client.post(path, {"volunteers": "3"}, follow=True))
    assert Declaration.objects.get().value == 3
    other = client.post(path.replace("2015", "2014"), {"volunteers": "3"}, follow=True)
    assert told not in text_of(other)
    assert "figé" not in text_of(other)
