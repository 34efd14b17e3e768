"""« Mon espace »: each finds their own structures there, and nothing of anybody else’s."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from phares.common.clock.actions import travel_to
from phares.cooperative.premises.tests.factories import day, lease, place
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.kernel.dating import Dated, read_dated
from phares.people.accounts.actions.inviting import invite
from phares.people.accounts.models import Key, OneTimeLink
from phares.people.directory import actions
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind
from phares.portal.rules.landing import first_page, has_own
from tests.cast import Cast

JANUARY = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
PAGE = "/mon-espace/"
YELLOW = '<a class="btn principal"'


def actor(*keys: tuple[Role, int | None]) -> Actor:
    return Actor(1, "Lise", frozenset(keys))


@pytest.mark.parametrize(
    ("who", "page", "own"),
    [
        (actor((Role.MEMBER_CONTACT, 1)), "portal:mine", True),
        (actor((Role.MEMBER_STAFF, 1)), "portal:mine", True),
        (actor((Role.MEMBER_CONTACT, 1), (Role.FUNDER, 3)), "portal:mine", True),
        (actor((Role.MEMBER_CONTACT, 1), (Role.ANIMATOR, None)), "portal:today", True),
        (actor((Role.MEMBER_CONTACT, 1), (Role.CO_MANAGER, None)), "portal:today", True),
        (actor((Role.FUNDER, 3)), "portal:today", False),
        (actor((Role.RECEPTIONIST, None)), "portal:today", False),
        (actor(), "portal:mine", True),
    ],
)
def test_where_each_lands(who: Actor, page: str, own: bool) -> None:
    assert (first_page(who), has_own(who)) == (page, own)


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Two structures with a room each, of which one has declared; somebody was invited."""
    travel_to(JANUARY, by=THE_POLE)
    found = place()
    for key, office, title in (("quai", 0, "Couturière"), ("digue", 1, "Jardinier")):
        house = cast.houses[key]
        actions.enter_pole(
            party=house, role=BelongingRole.RESIDENT, since=read_dated("mars 2013"), by=THE_POLE
        )
        lease(found, found.offices[office], occupant=house, start=day(1), end=day(6, 30, 2016))
        actions.introduce_person(
            organisation=house, given_name="Aïcha", family_name=title, title=title,
            kind=FunctionKind.EMPLOYEE, since=Dated(date(2014, 1, 1)), by=THE_POLE,
        )  # fmt: skip
    actions.declare_year(
        organisation=cast.houses["digue"], year=2015, values={Declared.VOLUNTEERS: 4321},
        by=THE_POLE, today=JANUARY.date(),
    )  # fmt: skip
    invite(
        email="nina@phares.test", name="Nina Faure", role=Role.MEMBER_STAFF,
        organisation=cast.houses["quai"], by=THE_POLE, now=timezone.now(),
    )  # fmt: skip
    return cast


def shown(client) -> str:
    """What is read on the page, the rail apart."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


QUAI = ("Le Quai partagé", "Bureau 3", "Aïcha Couturière", "Tom Roche")
QUAI_TERMS = ("C-2015-0001", "Jusqu’au 30 juin 2016")
DIGUE = ("La Digue verte", "Bureau 4", "Aïcha Jardinier", "4 321")


@pytest.mark.parametrize(
    ("role", "there", "absent"),
    [
        ("member_contact", QUAI, DIGUE),
        ("stranger", DIGUE, QUAI),
        ("both_contact", (*QUAI, *DIGUE), ()),
        ("animator", ("Animation", "pour tout le pôle"), (*QUAI, *DIGUE)),
        ("funder", ("Financeur",), (*QUAI, *DIGUE)),
    ],
)
def test_each_reads_of_their_own_structures_only(town, client_of, role, there, absent) -> None:
    page = shown(client_of(role))
    assert [one for one in there if one not in page] == []
    assert [one for one in absent if one in page] == []


def test_who_signs_no_agreement_reads_none_and_writes_nothing(town, client_of) -> None:
    """The staff has the rooms, the people and what is declared; the contact has the rest."""
    only_contact = (
        "Modifier la fiche", "Présenter une personne", "Nina Faure", "préavis", "C-20",
        "Jusqu’au",
    )  # fmt: skip
    contact, staff = shown(client_of("member_contact")), shown(client_of("member_staff"))
    assert [one for one in only_contact if one not in contact] == []
    assert [one for one in only_contact if one in staff] == []
    assert "Lise Amar" in staff
    assert "À qui demander" in staff
    assert "Déclarer 2015" not in staff
    assert "Le contact de votre structure peut y répondre." in staff


ALL = {kind.value: "3" if kind != Declared.JOBS else "6" for kind in Declared}


def test_what_is_asked_for_has_its_button_until_it_is_answered(town, client_of) -> None:
    client, quai = client_of("member_contact"), town.houses["quai"]
    form = f"/habitants/{quai.pk}/declarer/2015/"
    assert f'<a class="btn principal" href="{form}">Déclarer 2015' in client.get(PAGE).text
    assert "Le Quai partagé n’a pas déclaré 2015" in shown(client)
    client.post(form, {"permanent_jobs": "3", "jeton": "once"})
    page = shown(client)
    assert "Emplois permanents 3" in page
    assert "Sans réponse : salariés en insertion" in page
    assert "Corriger ou compléter" in page
    assert "n’a pas tout déclaré de 2015 : 1 réponse sur 7" in page.replace("\u00a0", " ")
    assert client.get(PAGE).text.count(YELLOW) == 1, "it still waits"
    client.post(form, ALL)
    assert "n’a pas tout déclaré" not in shown(client)
    assert YELLOW not in client.get(PAGE).text


def test_two_things_asked_for_make_no_yellow_button(town, client_of) -> None:
    """One yellow act a page: each structure keeps its own link."""
    client, digue = client_of("both_contact"), town.houses["digue"]
    client.post(f"/habitants/{digue.pk}/declarer/2015/", ALL | {"volunteers": "4321"})
    assert client.get(PAGE).text.count(YELLOW) == 1
    other = actions.welcome_organisation(
        name="Halage Deux", role=BelongingRole.RESIDENT, since=read_dated("2013"), by=THE_POLE
    )
    Key.objects.create(
        user=town.user("both_contact"), role="member_contact", organisation=other,
        starts_on=date(2012, 1, 1),
    )  # fmt: skip
    page = client.get(PAGE).text
    assert YELLOW not in page
    assert page.count(">Déclarer 2015<") == 2


def test_an_invitation_says_until_when_it_is_good(town, client_of) -> None:
    client = client_of("member_contact")
    assert "invitation envoyée" in shown(client)
    assert "Nina Faure n’a pas encore répondu à son invitation" in shown(client)
    OneTimeLink.objects.update(made_at="2001-01-01T00:00Z", expires_at="2001-01-02T00:00Z")
    assert "invitation expirée" in shown(client)
    assert "Son lien a expiré" in shown(client)
    assert "Nina" not in shown(client_of("stranger"))


def test_an_agreement_that_ends_is_told_to_its_contact(town, client_of) -> None:
    travel_to(JANUARY.replace(month=3), by=THE_POLE)
    fact = "Convention de Le Quai partagé : fin le 30 juin 2016"
    assert fact in shown(client_of("member_contact"))
    assert "Convention de Le Quai" not in shown(client_of("member_staff"))
    assert "Convention de Le Quai" not in shown(client_of("stranger"))


def test_without_a_key_the_page_says_what_to_do(cast, client_of) -> None:
    cast.user("member_staff").keys.all().delete()
    page = shown(client_of("member_staff"))
    assert "Aucune structure ne vous est confiée" in page
    assert "Vous n’avez aucune clé en ce moment." in page
    assert "Mes données" in page


def test_a_pole_without_a_place_says_nothing_of_rooms(cast, client_of) -> None:
    assert "Salles et bureaux" not in shown(client_of("member_contact"))
    place()
    assert "Elle n’a pas d’espace par convention ce jour." in shown(client_of("member_contact"))


@pytest.mark.parametrize(
    ("role", "page", "first"),
    [
        ("member_contact", "/mon-espace/", "Accueil"),
        ("member_staff", "/mon-espace/", "Accueil"),
        ("animator", "/aujourdhui/", "Jour"),
        ("funder", "/aujourdhui/", "Jour"),
    ],
)
def test_one_comes_in_by_one_s_first_page(cast, client_of, role, page, first) -> None:
    client = client_of(role)
    assert client.get("/entrer/").headers["Location"] == page
    told = client.get(page).text
    bar = told.partition('<nav class="bas"')[2].partition("</nav>")[0]
    assert re.search(rf'href="{page}" aria-current="page">.*?{first}<', bar)
    assert (f'href="{PAGE}"' in client.get("/aujourdhui/").text) == (page == PAGE)
    assert f'href="{page}"' in client.get("/annuaire/").text


@pytest.mark.parametrize("role", ["member_contact", "both_contact", "member_staff"])
def test_it_costs_a_bounded_number_of_queries(
    town, client_of, django_assert_max_num_queries, role: str
) -> None:
    client = client_of(role)
    client.get(PAGE)
    with django_assert_max_num_queries(20):
        client.get(PAGE)
