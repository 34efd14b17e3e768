from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Closure, Lease, Space, Works
from phares.cooperative.premises.queries.organisation import organisation_spaces
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.places import Rect
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE

pytestmark = pytest.mark.django_db
SHELL = 12
"""Queries a page may make, its frame included."""


@pytest.fixture
def day(cast):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)


@pytest.fixture
def place(cast, day):
    return f.place()


@pytest.fixture
def lease(place, cast):
    """The Quai has office 5 until the end of January."""
    quai = cast.houses["quai"]
    return f.lease(place, place.offices[2], occupant=quai, start=f.day(3), end=f.day(1, 31, 2016))


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def form_of(response):
    return response.context["form"]


# -- reading ----------------------------------------------------------------------------------


def test_the_overview_tells_owner_manager_and_occupants(place, lease, client_of):
    f.lease(place, place.offices[0], occupant=place.owner, start=f.day(3))
    text = text_of(client_of("co_manager").get("/lieu/"))
    assert "Halage possède le bâtiment et l’occupe aussi." in text
    assert "Le Quai partagé" in text
    assert "210 m²" in text
    assert "40 m² sous convention sur 60 m² à louer" in text


def test_a_pole_without_building_says_so(day, client_of):
    text = text_of(client_of("member_contact").get("/lieu/"))
    assert "Ce pôle n’a pas de bâtiment" in text
    assert "Décrire un bâtiment" not in text
    assert "Décrire un bâtiment" in text_of(client_of("animator").get("/lieu/"))


def test_the_plan_is_drawn_from_the_data_and_told_in_a_table(place, lease, client_of):
    url = reverse("premises:floor", args=[place.first.pk])
    text = text_of(client_of("stranger").get(url))
    spoken = 'aria-label="Bureau 5, bureau privatif, 20 m², occupé par Le Quai partagé"'
    assert spoken in text
    assert re.search(r'<rect class="pris" x="363" y="3" width="180" height="180"', text)
    assert '<rect class="libre"' in text
    assert '<rect class="commun"' in text
    assert '<rect class="eux"' not in text
    assert "occupé par Le Quai partagé</span>" in text


def test_your_own_spaces_are_lit(place, lease, cast, client_of):
    url = reverse("premises:floor", args=[place.first.pk])
    assert '<rect class="eux" x="363"' in text_of(client_of("member_contact").get(url))
    chosen = {"structure": cast.houses["quai"].pk}
    assert '<rect class="eux" x="363"' in text_of(client_of("animator").get(url, chosen))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2015-02-28", "3 espaces"),
        ("2015-07-01", "occupé par Le Quai partagé"),
        ("1999-01-01", "Aucun espace ce jour-là"),
        ("le jour d’avant", "Cette date ne se lit pas"),
    ],
)
def test_the_plan_of_another_day(place, lease, client_of, asked, said):
    url = reverse("premises:floor", args=[place.first.pk])
    response = client_of("animator").get(url, {"jour": asked})
    assert response.status_code == 200
    assert said in text_of(response).replace("4 espaces", "3 espaces")


def test_a_closed_space_is_hatched_and_says_why(place, client_of):
    actions.close_space(place.offices[0], start=f.day(6), reason="Peinture", by=THE_POLE)
    text = text_of(client_of("animator").get(reverse("premises:floor", args=[place.first.pk])))
    assert '<rect class="ferme"' in text
    assert "Bureau 3, bureau privatif, 20 m², fermé : Peinture" in text
    other = text_of(client_of("animator").get(reverse("premises:floor", args=[place.ground.pk])))
    assert "Atelier textile, atelier, 50 m², fermé : pas utilisable" in other


def test_a_room_of_desks_shows_them(place, cast, client_of):
    desks = [
        actions.add_desk(
            room=place.coworking, code=f"P{n}", name=f"Poste {n}", start=f.OPENED, by=THE_POLE
        )
        for n in (1, 2)
    ]
    f.lease(place, desks[0], occupant=cast.houses["digue"], start=f.day(3))
    url = reverse("premises:floor", args=[place.ground.pk])
    text = text_of(client_of("animator").get(url))
    assert "Co-travail, espace de co-travail, 60 m², partagé" in text
    assert "Poste 1, poste de co-travail, 0 m², occupé par La Digue verte" in text


def test_a_space_tells_its_history(place, lease, client_of):
    actions.change_space(place.offices[1], start=f.day(6), surface_m2=Decimal(25), by=THE_POLE)
    text = text_of(
        client_of("accountant").get(reverse("premises:space", args=[place.offices[2].pk]))
    )
    assert "Du 1er mars 2015 au 31 janvier 2016" in text
    other = text_of(
        client_of("animator").get(reverse("premises:space", args=[place.offices[1].pk]))
    )
    assert "25 m²" in other
    assert "Changer l’espace" in other


def test_everybody_reads_their_own_agreements(place, lease, cast, client_of):
    f.lease(place, place.offices[0], occupant=cast.houses["digue"], start=f.day(3))
    own = reverse("premises:lease", args=[lease.pk])
    assert client_of("member_contact").get(own).status_code == 200
    assert client_of("stranger").get(own).status_code == 404
    assert client_of("member_staff").get(own).status_code == 403
    assert text_of(client_of("member_contact").get("/conventions/")).count("C-2015-000") == 1
    assert text_of(client_of("accountant").get("/conventions/")).count("C-2015-000") == 2


def test_agreements_by_situation(place, lease, cast, client_of):
    f.lease(place, place.offices[0], occupant=cast.houses["digue"], start=f.day(3))
    f.lease(place, place.offices[1], occupant=place.owner, start=f.day(3), end=f.day(6, 30))
    client = client_of("accountant")
    wanted = {"": 3, "encours": 2, "bientot": 1, "terminees": 1}
    for choice, count in wanted.items():
        response = client.get("/conventions/", {"choix": choice})
        assert response.context["table"].count == count, choice
    assert client.get("/conventions/", {"q": "quai"}).context["table"].count == 1
    assert client.get("/conventions/", {"q": "bureau 4"}).context["table"].count == 1
    exported = client.get("/conventions/", {"format": "csv"})
    assert "finit bientôt" in b"".join(exported.streaming_content).decode()


# -- acting -----------------------------------------------------------------------------------


def test_signing_by_the_form(place, cast, client_of):
    client, quai = client_of("animator"), cast.houses["quai"]
    response = client.get("/conventions/signer/")
    assert form_of(response).initial["lessor"] == place.manager.pk
    sent = {
        "occupant": quai.pk, "spaces": [place.offices[0].pk, place.offices[1].pk],
        "start": "février 2016", "end": "", "lessor": place.manager.pk, "notice_months": "3",
    }  # fmt: skip
    response = client.post("/conventions/signer/", sent)
    lease = Lease.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("premises:lease", args=[lease.pk])
    assert (lease.number, lease.notice_months, lease.occupant_id) == ("C-2016-0001", 3, quai.pk)
    assert [line.surface_m2 for line in lease.lines.all()] == [20, 20]


def test_two_agreements_on_one_office_by_the_form(place, lease, cast, client_of):
    sent = {
        "occupant": cast.houses["digue"].pk, "spaces": [place.offices[2].pk],
        "start": "01/01/2016", "end": "", "lessor": place.manager.pk, "notice_months": "2",
    }  # fmt: skip
    before = Occupation.objects.count()
    response = client_of("animator").post("/conventions/signer/", sent)
    assert response.status_code == 422
    assert form_of(response).errors["spaces"] == [
        "Bureau 5 est occupé par Le Quai partagé jusqu’au 31 janvier 2016. "
        "Choisissez un autre espace ou une autre date."
    ]
    assert 'value="01/01/2016"' in text_of(response)
    assert (Lease.objects.count(), Occupation.objects.count()) == (1, before)


def test_ending_and_renewing_by_the_form(lease, client_of):
    client = client_of("administrator")
    ending = reverse("premises:end", args=[lease.pk])
    told = {"last_day": "10/01/2016", "noticed_on": "2016-01-04"}
    response = client.post(ending, told)
    assert response.status_code == 422
    assert "Le préavis est de 2 mois" in form_of(response).errors["last_day"][0]
    renewal = client.post(reverse("premises:renew", args=[lease.pk]), {"end": "31/12/2016"})
    assert renewal.status_code == 302
    text = text_of(client.get(renewal.url, follow=True))
    assert "Renouvelle" in text
    assert "C-2015-0001 est renouvelée par C-2016-0001." in text


def test_closing_and_reopening_by_the_form(place, client_of):
    client, office = client_of("technician"), place.offices[0]
    url = reverse("premises:close_space", args=[office.pk])
    sent = {"start": "4/1/2016", "end": "3/1/2016", "reason": "Peinture"}
    assert client.post(url, sent).status_code == 422
    assert not Closure.objects.exists()
    assert client.post(url, sent | {"end": ""}).status_code == 302
    closure = Closure.objects.get()
    again = reverse("premises:reopen_space", args=[closure.pk])
    assert client.post(again, {"on_day": "2016-01-06"}).status_code == 302
    assert str(Closure.objects.get().ending) == "5 janvier 2016"


def test_adding_and_changing_a_space_by_the_form(place, client_of):
    client = client_of("technician")
    sent = {
        "floor": place.first.pk, "code": "9", "name": "Bureau 9", "kind": "office",
        "surface_m2": "12,5", "usable": "on", "start": "janvier 2016", "x": "250", "width": "60",
    }  # fmt: skip
    response = client.post("/lieu/espaces/ajouter/", sent)
    assert response.status_code == 422
    assert "L’espace sort de l’étage" in form_of(response).errors["x"][0]
    assert client.post("/lieu/espaces/ajouter/", sent | {"x": "180"}).status_code == 302
    added = Space.objects.get(code="9")
    assert added.states.get().surface_m2 == Decimal("12.50")
    url = reverse("premises:change_space", args=[added.pk])
    sent = {"start": "février 2016", "kind": "meeting", "surface_m2": "12,5", "usable": "on"}
    assert client.post(url, sent).status_code == 302
    assert added.states.count() == 2


def test_a_desk_and_a_first_building_by_the_form(day, client_of):
    client = client_of("animator")
    place = {"name": "Le PHARES", "city": "L’Île-Saint-Denis", "building": "Maison"}
    assert client.post("/lieu/batiments/ajouter/", place).status_code == 302
    building = client.get("/lieu/").context["buildings"][0].building
    floor = {"building": building.pk, "code": "RdC", "name": "Rez-de-chaussée", "level": "0",
             "width": "300", "height": "150"}  # fmt: skip
    assert client.post("/lieu/etages/ajouter/", floor).status_code == 302
    assert client.post("/lieu/etages/ajouter/", floor).status_code == 422
    owner = {"building": building.pk, "organisation": f.organisation("Halage").pk,
             "kind": "owner", "start": "2001"}  # fmt: skip
    assert client.post("/lieu/titres/ajouter/", owner).status_code == 302
    assert "depuis" in text_of(client.get("/lieu/"))


def test_works_from_plan_to_end_by_the_forms(place, client_of):
    client = client_of("technician")
    sent = {"building": place.building.pk, "name": "Rez-de-chaussée bas", "start": "été 2015",
            "spaces": [place.workshop.pk], "surface_gained_m2": "50"}  # fmt: skip
    assert client.post("/travaux/prevoir/", sent).status_code == 302
    works = Works.objects.get()
    assert "été 2015" in text_of(client.get("/travaux/"))
    start = reverse("premises:start_works", args=[works.pk])
    assert client.post(start, {"closing": [place.workshop.pk]}).status_code == 302
    finish = reverse("premises:finish_works", args=[works.pk])
    sent = {"last_day": "2016-01-03", "made_usable": [place.workshop.pk]}
    assert client.post(finish, sent).status_code == 302
    assert "terminés" in text_of(client.get(reverse("premises:works_page", args=[works.pk])))
    assert client.post(finish, sent).status_code == 422


HUGE = "9" * 20


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/lieu/etages/{floor}/?jour=0001-01-01", 200),
        ("/lieu/etages/{floor}/?jour=9999-12-31", 200),
        (f"/lieu/etages/{{floor}}/?structure={HUGE}", 200),
        (f"/lieu/etages/{HUGE}/", 404),
        (f"/lieu/espaces/{HUGE}/", 404),
        (f"/conventions/{HUGE}/", 404),
        (f"/conventions/signer/?espace={HUGE}&structure=abc", 200),
        (f"/lieu/espaces/ajouter/?etage={HUGE}", 200),
    ],
)
def test_addresses_that_make_no_sense(place, client_of, url, status):
    assert client_of("animator").get(url.format(floor=place.first.pk)).status_code == status


@pytest.mark.parametrize("day", ["1/1/0001", "31/12/9999", "années 9990", "hiver 9999", "hier"])
def test_days_that_make_no_sense(place, client_of, day):
    url = reverse("premises:close_space", args=[place.offices[0].pk])
    for typed in ({"start": day, "end": ""}, {"start": "1/1/2016", "end": day}):
        response = client_of("technician").post(url, {"reason": "Peinture", **typed})
        assert response.status_code == 422
        assert f'value="{day}"' in text_of(response)
    assert not Closure.objects.exists()


def test_spaces_and_structures_that_are_not_there(place, client_of):
    sent = {"occupant": HUGE, "spaces": [HUGE], "start": "1/1/2016", "lessor": "0",
            "notice_months": "2"}  # fmt: skip
    response = client_of("animator").post("/conventions/signer/", sent)
    assert response.status_code == 422
    assert set(form_of(response).errors) == {"occupant", "spaces", "lessor"}


# -- who, how much ----------------------------------------------------------------------------

PAGES = ["/lieu/", "/conventions/", "/travaux/"]
ACTS = [
    "/lieu/espaces/ajouter/",
    "/travaux/prevoir/",
    "/conventions/signer/",
    "/lieu/etages/ajouter/",
]


@pytest.mark.parametrize(
    ("name", "pages", "acts"),
    [
        ("visitor", [302, 302, 302], [302, 302, 302, 302]),
        ("animator", [200, 200, 200], [200, 200, 200, 200]),
        ("technician", [200, 200, 200], [200, 200, 403, 403]),
        ("receptionist", [200, 200, 200], [403, 403, 403, 403]),
        ("co_manager", [200, 200, 200], [403, 403, 403, 403]),
        ("member_contact", [200, 200, 403], [403, 403, 403, 403]),
        ("member_staff", [200, 403, 403], [403, 403, 403, 403]),
        ("funder", [403, 403, 403], [403, 403, 403, 403]),
    ],
)
def test_each_role_has_its_pages(place, client_of, name, pages, acts):
    client = client_of(name)
    assert [client.get(url).status_code for url in PAGES] == pages
    assert [client.get(url).status_code for url in ACTS] == acts


@pytest.mark.parametrize("url", ["overview", "leases", "works", "floor", "space", "lease", "sign"])
def test_pages_ask_few_questions(place, lease, cast, client_of, url, django_assert_max_num_queries):
    for number in range(6, 12):
        office = f.space(place.first, str(number), f"Bureau {number}", SpaceKind.OFFICE, 10,
                         Rect(), by=THE_POLE)  # fmt: skip
        f.lease(place, office, occupant=f.organisation(f"Structure {number}"), start=f.day(3))
    arguments = {"floor": [place.first.pk], "space": [place.offices[2].pk], "lease": [lease.pk]}
    client = client_of("animator")
    ahead = {"space": 5, "sign": 3}.get(url, 0)
    with django_assert_max_num_queries(SHELL + ahead):
        assert client.get(reverse(f"premises:{url}", args=arguments.get(url))).status_code == 200


def test_what_an_organisation_has(place, lease, cast, django_assert_max_num_queries):
    quai, today = cast.houses["quai"], f.day(1, 4, 2016).day
    contact, animator = cast.actor("member_contact"), cast.actor("animator")
    with django_assert_max_num_queries(5):
        spaces = organisation_spaces(quai.pk, today, contact)
    assert [(use.code, use.floor_code, use.lease_number) for use in spaces.uses] == [
        ("5", "R+1", "C-2015-0001")
    ]
    assert spaces.surface_m2 == 20
    assert spaces.reads_agreements
    assert [one.space.code for one in spaces.plans[0].spaces if one.tone == "eux"] == ["5"]
    shown = render_to_string(spaces.template, {"spaces": spaces})
    lying, standing = shown.split('class="plan debout')
    assert [half.count('<rect class="eux"') for half in (lying, standing)] == [1, 1]
    assert "C-2015-0001" in shown
    stranger = organisation_spaces(quai.pk, today, cast.actor("stranger"))
    assert "C-2015-0001" not in render_to_string(stranger.template, {"spaces": stranger})
    with django_assert_max_num_queries(1):
        assert organisation_spaces(place.owner.pk, today, animator).uses == []
