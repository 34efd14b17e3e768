from __future__ import annotations

import pytest

from phares.activities.library.actions import quote_somebody
from phares.activities.library.models import Quote
from phares.cooperative.projects.actions import write_axis
from phares.people.directory.rules.kinds import ConsentScope
from tests.cast import ROLES
from tests.parties import ANIMATOR, person

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}
KEEPERS = {"administrator", "animator"}
NAME = "Maël Ferrand"


@pytest.fixture
def quote(cast) -> Quote:
    axis = write_axis(pole=cast.pole, number=1, name="Accueillir", by=ANIMATOR)
    return quote_somebody(
        axis=axis,
        year=2015,
        text="On s’échange des conseils.",
        author=person("Maël", "Ferrand"),
        scope=ConsentScope.REPORT,
        by=ANIMATOR,
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_author_is_shown_inside_to_those_who_keep_quotes(quote, client_of, role):
    answer = client_of(role).get("/paroles/?annee=2015")
    assert answer.status_code == (302 if role == "visitor" else 200 if role in INSIDE else 403)
    assert (NAME in answer.content.decode()) == (role in KEEPERS)


def test_by_axis_and_year(quote, client_of, django_assert_max_num_queries):
    client = client_of("member_staff")
    with django_assert_max_num_queries(12):
        page = client.get("/paroles/").content.decode()
    assert "Paroles de 2015" in page
    assert "1. Accueillir" in page
    assert "dans le bilan, sans le nom" in page
    empty = client_of("member_staff").get("/paroles/?annee=2014").content.decode()
    assert "Aucune parole cette année" in empty


def test_a_quote_is_taken_back(quote, client_of):
    animator = client_of("animator")
    assert animator.post(f"/paroles/{quote.pk}/retirer/").status_code == 302
    assert "retirée le" in animator.get("/paroles/?annee=2015").content.decode()
    page = client_of("member_staff").get("/paroles/?annee=2015").content.decode()
    assert quote.text not in page


def test_twice_is_refused_with_a_sentence(quote, client_of):
    animator = client_of("animator")
    animator.post(f"/paroles/{quote.pk}/retirer/")
    again = animator.post(f"/paroles/{quote.pk}/retirer/")
    assert again.status_code == 422
    assert "a déjà été retirée" in again.content.decode()


@pytest.mark.parametrize("role", sorted(set(ROLES) - KEEPERS))
def test_nobody_else_takes_it_back(quote, client_of, role):
    answer = client_of(role).post(f"/paroles/{quote.pk}/retirer/")
    assert answer.status_code == (302 if role == "visitor" else 403)
    quote.refresh_from_db()
    assert quote.withdrawn_on is None
