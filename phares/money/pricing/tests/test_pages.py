from __future__ import annotations

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.money.pricing.actions import set_tariff
from phares.money.pricing.rules.units import Unit
from tests.cast import ROLES
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db


def test_prices_are_dated(cast, client_of, django_assert_max_num_queries):
    for cents, since in ((1500, "2013"), (1600, "2015")):
        set_tariff(
            code="bureau",
            label="Bureau privatif",
            unit=Unit.SQUARE_METRE_MONTH,
            amount=Money(cents),
            since=read_dated(since),
            by=ANIMATOR,
        )
    client = client_of("member_contact")
    with django_assert_max_num_queries(12):
        page = client.get("/tarifs/").content.decode()
    assert "16,00\u00a0€" in page
    assert "par m² et par mois" in page
    assert "31 décembre 2014" in page
    now = client_of("member_contact").get("/tarifs/?choix=en-cours").content.decode()
    assert "15,00\u00a0€" not in now


def test_no_price_yet(cast, client_of):
    assert "Aucun tarif" in client_of("animator").get("/tarifs/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_whoever_signed_in_reads_them(cast, client_of, role):
    status = client_of(role).get("/tarifs/").status_code
    assert status == (302 if role == "visitor" else 200)
