"""The title of a figure says its unit when its label does not."""

from __future__ import annotations

import pytest

from phares.cooperative.premises.tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("occupancy_rate", "<h1>100\u00a0%, taux d’occupation</h1>"),
        ("surface_m2", "<h1>210\u00a0m², surface du lieu</h1>"),
        ("floors", "<h1>2 étages</h1>"),
    ],
)
def test_a_title_says_the_unit(cast, client_of, code, title):
    place = f.place()
    f.lease(place, *place.offices, occupant=place.owner, start=f.day(1, year=2010))
    page = client_of("animator").get(f"/chiffres/2015/{code}/").text
    assert title in page
