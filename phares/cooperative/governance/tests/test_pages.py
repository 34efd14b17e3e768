from __future__ import annotations

from typing import Any

import pytest

from phares.cooperative.governance.actions import create_body, give_mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, person, resident

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}


@pytest.fixture
def bodies(cast) -> None:
    """A presidency with its legal agent, and a committee in which half a couple sits."""
    presidency = create_body(
        name="Coprésidence", kind=BodyKind.PRESIDENCY, frequency="une fois par mois", by=ANIMATOR
    )
    steering = create_body(
        name="Comité de pilotage", kind=BodyKind.STEERING, paired_seats=True, by=ANIMATOR
    )
    given: dict[str, Any] = {"title": "membre", "since": read_dated("2017"), "by": ANIMATOR}
    omar, lise = person("Omar", "Vidal"), person("Lise", "Amar")
    give_mandate(body=presidency, person=omar, legal_agent=True, **given)
    seat: dict[str, Any] = {
        "organisation": resident(cast.pole, "Poinfor"),
        "seat": SeatKind.EMPLOYEE,
    }
    give_mandate(body=steering, person=lise, **seat, **given)


def test_bodies_mandates_and_empty_seats(bodies, client_of, django_assert_max_num_queries):
    client = client_of("member_contact")
    with django_assert_max_num_queries(12):
        page = client.get("/instances/").content.decode()
    assert "une fois par mois" in page
    assert "mandataire" in page
    assert "Omar Vidal" in page
    assert "1 siège à pourvoir" in page
    assert page.count("à pourvoir</span>") == 1


def test_couples_nobody_wrote_yet_are_not_a_wall_of_vacancies(cast, client_of):
    resident(cast.pole, "Poinfor")
    create_body(name="Comité", kind=BodyKind.STEERING, paired_seats=True, by=ANIMATOR)
    page = client_of("animator").get("/instances/").content.decode()
    assert "Aucun couple n’est encore noté" in page
    assert "Poinfor" not in page


def test_no_body_yet(cast, client_of):
    assert "Aucune instance" in client_of("animator").get("/instances/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_the_house_reads_it(cast, client_of, role):
    status = client_of(role).get("/instances/").status_code
    assert status == (302 if role == "visitor" else 200 if role in INSIDE else 403)
