"""A number that no table can hold, in any choice of any form, is refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from phares.people.directory.models import Belonging, Category, Public, Territory

pytestmark = pytest.mark.django_db

HUGE = "99999999999999999999999"
SENTENCE = "Sélectionnez un choix valide."
CARD = {"name": "Le Quai partagé", "legal_form": "association"}
ENTRY = {"role": "partner", "since": "2015"}
GRANT = {"level": "state", "kind": "operating", "purpose": "x", "since": "2015", "state": "asked"}
KEY = {"role": "member_contact", "name": "x", "email": "x@x.fr", "password": "abcdefghijklmn"}
SPACE = {"code": "x", "name": "x", "kind": "office", "surface_m2": "3", "start": "2015"}
LEASE = {"start": "2015", "notice_months": "2"}
WORKS = {"name": "x", "start": "2015"}


@pytest.fixture
def places(cast):
    """What stands in the addresses below."""
    quai = cast.houses["quai"]
    Category.objects.create(name="Vélo")
    Public.objects.create(code="tous", name="Tous")
    Territory.objects.create(name="Le canal", kind="area")
    belonging = Belonging.objects.create(
        party=quai, pole=cast.pole, role="resident", starts_on=date(2015, 1, 1)
    )
    return {"quai": quai.pk, "belonging": belonging.pk, "user": cast.users["animator"].pk}


@pytest.mark.parametrize(
    ("url", "sent", "field"),
    [
        *(
            ("/habitants/{quai}/modifier/", CARD, field)
            for field in ("main_category", "categories", "publics", "territories")
        ),
        ("/habitants/accueillir/", CARD | ENTRY, "main_category"),
        ("/habitants/{quai}/liens/ajouter/", {"kind": "network_head"}, "target"),
        ("/habitants/{quai}/appartenances/ajouter/", ENTRY, "area"),
        ("/appartenances/{belonging}/corriger/", {"since": "2015"}, "area"),
        ("/pole/modifier/", {"name": "P"}, "carrier"),
        ("/comptes/ouvrir/", KEY, "organisation"),
        ("/comptes/{user}/cles/", KEY, "organisation"),
        ("/subventions/nouvelle/", GRANT, "funder"),
        *(("/conventions/signer/", LEASE, field) for field in ("occupant", "lessor", "spaces")),
        ("/lieu/espaces/ajouter/", SPACE, "floor"),
        ("/lieu/etages/ajouter/", SPACE, "building"),
        ("/lieu/titres/ajouter/", SPACE | {"kind": "owner"}, "organisation"),
        *(("/travaux/prevoir/", WORKS, field) for field in ("building", "spaces", "funder")),
    ],
)
def test_a_huge_number_is_no_choice(places, client_of, url, sent, field):
    response = client_of("administrator").post(url.format(**places), sent | {field: [HUGE]})
    assert response.status_code == 422
    assert SENTENCE in response.context["form"].errors[field][0]


def test_a_huge_number_among_good_ones_is_named(places, client_of):
    sent = CARD | {"categories": [str(Category.objects.get().pk), HUGE]}
    response = client_of("administrator").post(f"/habitants/{places['quai']}/modifier/", sent)
    assert response.context["form"].errors["categories"] == [
        f"{SENTENCE} {HUGE} n’en fait pas partie."
    ]
