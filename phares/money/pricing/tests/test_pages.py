from __future__ import annotations

from html import unescape

import pytest

from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.money.pricing.actions import set_tariff
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.units import Unit
from tests.cast import ROLES
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db
KEEPERS = {"administrator", "animator"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def office(cast) -> list[Tariff]:
    """A price that is over, the one of today, the one to come."""
    return [
        set_tariff(
            code="bureau",
            label="Bureau privatif",
            unit=Unit.SQUARE_METRE_MONTH,
            amount=Money(cents),
            since=read_dated(since),
            by=ANIMATOR,
        )
        for cents, since in ((1500, "2013"), (1600, "2015"), (1700, "1/2/2040"))
    ]


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


# -- setting them -----------------------------------------------------------------------------


def test_each_price_leads_to_what_may_be_done_about_it(
    office, client_of, django_assert_max_num_queries
):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = text_of(client.get("/tarifs/"))
    assert 'href="/tarifs/ajouter/"' in page
    before, now, soon = (one.pk for one in office)
    led = [f"/tarifs/{soon}/{act}/" for act in ("changer", "corriger", "terminer")]
    assert all(path in page for path in led)
    assert f"/tarifs/{before}/" not in page
    assert f"/tarifs/{now}/" not in page
    assert "Actes" not in text_of(client_of("accountant").get("/tarifs/"))
    coming = text_of(client.get("/tarifs/?choix=a-venir"))
    assert "17,00\u00a0€" in coming
    assert "16,00\u00a0€" not in coming


NEW = {"label": "Salle de réunion", "unit": "half_day", "amount": "40", "since": "2015"}


@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_new_tariff_asks_for_no_code(office, client_of, headers):
    client = client_of("animator")
    page = text_of(client.get("/tarifs/ajouter/", headers=headers))
    assert ("<main" in page) == (not headers)
    assert 'name="code"' not in page
    answer = client.post("/tarifs/ajouter/", NEW, headers=headers)
    assert answer.headers["HX-Redirect" if headers else "Location"] == "/tarifs/"
    added = Tariff.objects.get(code="salle-de-reunion")
    assert (added.amount, added.unit) == (Money(4000), "half_day")
    assert "40,00\u00a0€ la demi-journée : prix noté (2015)." in text_of(client.get("/tarifs/"))


@pytest.mark.parametrize(
    ("case", "wrong", "field", "said"),
    [
        ("known", {"label": "bureau privatif"}, "label", "a déjà un tarif"),
        ("negative", {"amount": "-5"}, "amount", "ne peut pas être négatif"),
        ("unreadable", {"amount": "cher"}, "amount", "Ce montant ne se lit pas"),
        ("backwards", {"until": "2014"}, "until", "Corrigez l’une des deux dates"),
        ("no unit", {"unit": "pouce"}, "unit", "Sélectionnez un choix valide"),
    ],
)
def test_a_wrong_tariff_keeps_what_was_typed(office, client_of, case, wrong, field, said):
    sent = {**NEW, **wrong}
    answer = client_of("animator").post("/tarifs/ajouter/", sent, headers=DRAWER)
    assert answer.status_code == 422, case
    assert said in text_of(answer)
    assert answer.context["form"].errors[field]
    assert f'value="{sent["label"]}"' in text_of(answer)
    assert Tariff.objects.count() == 3


def test_a_price_changes_and_the_old_one_ends_the_day_before(office, client_of):
    soon, client = office[2], client_of("animator")
    change = f"/tarifs/{soon.pk}/changer/"
    assert "17,00\u00a0€ par m² et par mois, depuis le 1er février 2040" in text_of(
        client.get(change)
    )
    early = client.post(change, {"amount": "18", "since": "2016"})
    assert early.status_code == 422
    assert early.context["form"].errors["since"]
    assert Tariff.objects.count() == 3
    client.post(change, {"amount": "18,50", "since": "2041"})
    soon.refresh_from_db()
    assert str(soon.ending) == "31 décembre 2040"
    last = Tariff.objects.get(starts_on__year=2041)
    assert (last.code, last.unit, last.amount) == (soon.code, soon.unit, Money(1850))


def test_a_price_to_come_is_corrected_and_one_that_began_is_not(office, client_of):
    _before, now, soon = office
    client, sent = client_of("animator"), {"label": "Bureau privatif", "amount": "17,50"}
    correct = f"/tarifs/{soon.pk}/corriger/"
    assert 'value="17,00"' in text_of(client.get(correct))
    assert client.post(correct, sent | {"since": "mars 2040"}).status_code == 302
    soon.refresh_from_db()
    now.refresh_from_db()
    assert (soon.amount, str(now.ending)) == (Money(1750), "29 février 2040")
    begun = client.post(f"/tarifs/{now.pk}/corriger/", sent | {"since": "2015"})
    assert begun.status_code == 422
    assert "il ne se corrige plus" in text_of(begun)
    now.refresh_from_db()
    assert now.amount == Money(1600)


def test_a_tariff_ends_and_may_be_taken_up_again(office, client_of):
    soon, client = office[2], client_of("animator")
    end = f"/tarifs/{soon.pk}/terminer/"
    assert client.post(end, {"until": "2039"}).status_code == 422
    soon.refresh_from_db()
    assert soon.ends_on is None
    client.post(end, {"until": "2041"})
    soon.refresh_from_db()
    assert str(soon.ending) == "2041"
    page = text_of(client.get("/tarifs/"))
    assert end not in page
    assert f"/tarifs/{soon.pk}/changer/" in page


@pytest.mark.parametrize("role", ROLES)
def test_the_keepers_set_them(office, client_of, role):
    client, pk = client_of(role), office[2].pk
    paths = ("ajouter/", f"{pk}/changer/", f"{pk}/corriger/", f"{pk}/terminer/")
    for path in paths:
        status = client.get(f"/tarifs/{path}").status_code
        assert status == (302 if role == "visitor" else 200 if role in KEEPERS else 403), path
