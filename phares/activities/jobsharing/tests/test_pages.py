from __future__ import annotations

from decimal import Decimal

import pytest

from phares.activities.jobsharing.actions import assign, create_post
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation, person

pytestmark = pytest.mark.django_db
READERS = {
    "administrator",
    "animator",
    "technician",
    "receptionist",
    "accountant",
    "co_manager",
}


def test_posts_duties_quota_and_who_bears_the_cost(cast, client_of, django_assert_max_num_queries):
    halage, scic = organisation("Halage"), organisation("La Cité PHARES")
    for title, quota in (("Accueil", "0.125"), ("Support comptable", "0.2")):
        post = create_post(
            pole=cast.pole, title=title, employer=halage, duties="colis", by=ANIMATOR
        )
        assign(
            post=post,
            quota=Decimal(quota),
            since=read_dated("2014"),
            person=person() if title == "Accueil" else None,
            borne_by=scic,
            illustrative=True,
            by=ANIMATOR,
        )
    client = client_of("co_manager")
    with django_assert_max_num_queries(12):
        page = client.get("/postes/").content.decode()
    assert "0,325" in page
    assert "0,125" in page
    assert "La Cité PHARES" in page
    assert "illustratif" in page
    assert "colis" in page


def test_no_post_yet(cast, client_of):
    assert "Aucun poste" in client_of("animator").get("/postes/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_the_team_and_the_co_managers_read_them(cast, client_of, role):
    status = client_of(role).get("/postes/").status_code
    assert status == (302 if role == "visitor" else 200 if role in READERS else 403)
