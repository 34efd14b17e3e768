"""A page that is not there, for who is not signed in and for who is."""

from __future__ import annotations

import pytest

from phares.common.web.errors import ERRORS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/nulle-part/", "/annuaire/999999/", "/annuaire/72/9"])
def test_a_stranger_keeps_the_name_of_the_pole_and_the_menu(cast, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert ERRORS[404].title in response.text
    assert f"<span>{cast.pole.name}</span></a>" in response.text
    assert 'href="/annuaire/"' in response.text
    assert 'href="/connexion/"' in response.text


def test_who_is_signed_in_has_the_page_of_errors(cast, client_of):
    response = client_of("animator").get("/nulle-part/")
    assert response.status_code == 404
    assert ERRORS[404].title in response.text
    assert 'href="/annuaire/"' not in response.text
