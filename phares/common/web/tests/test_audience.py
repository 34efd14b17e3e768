"""Each view says who it is for; the others are sent to sign in, or told no."""

from __future__ import annotations

import pytest
from django.test import Client

from phares.common.web.audience import Audience, for_roles
from phares.common.web.tests import urls
from phares.kernel.actor import Role


@pytest.mark.parametrize(
    ("address", "actor", "status"),
    [
        ("/ouvert/", None, 200),
        ("/ouvert/", "funder", 200),
        ("/connecte/", None, 302),
        ("/connecte/", "someone", 200),
        ("/argent/", None, 302),
        ("/argent/", "someone", 403),
        ("/argent/", "funder", 403),
        ("/argent/", "accountant", 200),
        ("/argent/", "administrator", 403),
        ("/secret/", "administrator", 404),
    ],
)
def test_who_enters(client: Client, address: str, actor: str | None, status: int) -> None:
    headers = {"X-Actor": actor} if actor else {}
    assert client.get(address, headers=headers).status_code == status


def test_a_visitor_signs_in_and_comes_back(client: Client) -> None:
    assert client.get("/argent/?mois=11")["Location"] == "/entrer/?next=/argent/%3Fmois%3D11"


def test_htmx_moves_the_whole_window_to_sign_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://pole.example/liste/?q=a"}
    answer = client.get("/argent/", headers=headers)
    assert answer["HX-Redirect"] == "/entrer/?next=/liste/%3Fq%3Da"


def test_the_audience_can_be_read() -> None:
    some = urls.for_some.audience  # type: ignore[attr-defined]
    assert some == Audience("roles", frozenset({Role.ACCOUNTANT, Role.ANIMATOR}))
    assert str(some) == "Animation, Comptabilité"
    assert urls.open_page.audience.kind == "public"  # type: ignore[attr-defined]


def test_roles_cannot_be_forgotten() -> None:
    with pytest.raises(ValueError, match="at least one role"):
        for_roles()
