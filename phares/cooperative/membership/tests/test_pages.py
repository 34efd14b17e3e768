from __future__ import annotations

import pytest

from phares.cooperative.membership.actions import end_association
from phares.cooperative.membership.models import Associate
from phares.cooperative.membership.tests.factories import associate, category
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation, person

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}


@pytest.fixture
def register(cast) -> list[Associate]:
    cast.pole.carrier = organisation("La Cité PHARES")
    cast.pole.save()
    kind = category(cast.pole)
    held = [associate(organisation(name), kind) for name in ("Halage", "Mode Estime", "Novaedia")]
    held.append(associate(person("Inès", "Kerboul"), category(cast.pole, "salariés")))
    end_association(held[2], until=read_dated("juin 2015"), by=ANIMATOR)
    return held


def test_by_category_with_since_and_one_voice_each(
    register, client_of, django_assert_max_num_queries
):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = client.get("/associes/").content.decode()
    assert "3 voix" in page
    assert page.index("Bénéficiaires") < page.index("Halage") < page.index("Salariés")
    assert "janvier 2015" in page
    assert "Pas de collège" in page
    assert page.index("Ils ont été associés") < page.index("Novaedia")


def test_the_list_may_be_taken_away(register, client_of):
    answer = client_of("co_manager").get("/associes/?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Halage" in text
    assert "Novaedia" not in text


def test_nobody_yet(cast, client_of):
    page = client_of("animator").get("/associes/").content.decode()
    assert "Aucun associé ce jour" in page


@pytest.mark.parametrize("role", ROLES)
def test_the_house_reads_it(register, client_of, role):
    status = client_of(role).get("/associes/").status_code
    assert status == (302 if role == "visitor" else 200 if role in INSIDE else 403)
