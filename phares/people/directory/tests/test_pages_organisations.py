"""The list of structures and the page of one of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Category, Link, Organisation
from phares.people.directory.queries.pages import pole_on
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind, LinkKind
from phares.people.directory.tables import organisation_table

pytestmark = pytest.mark.django_db
LIST = reverse("directory:organisations")
ALL = {"choix": "fiches"}


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r"\s+", " ", unescape(body.decode()))


def welcomed(name, role=BelongingRole.RESIDENT, since="mars 2013", **card):
    return actions.welcome_organisation(
        name=name, role=role, since=read_dated(since), by=THE_POLE, **card
    )


@pytest.fixture
def estime(cast):
    formation = Category.objects.create(name="Formation", rank=1)
    return welcomed("Mode Estime", main_category=formation, tagline="Création textile")


# -- the list ---------------------------------------------------------------------------------


def test_the_list_opens_on_the_members_of_today(estime, client_of):
    welcomed("Fondation du Phare", BelongingRole.PARTNER)
    response = client_of("receptionist").get(LIST)
    text = text_of(response)
    assert "1 structure présente" in text
    assert "Mode Estime" in text
    assert "Fondation du Phare" not in text
    assert "Fondation du Phare" in text_of(client_of("receptionist").get(LIST, ALL))


def test_structures_stand_under_their_activity_in_the_order_of_the_report(estime, client_of):
    welcomed("Halage", main_category=Category.objects.create(name="Insertion", rank=0))
    text = text_of(client_of("animator").get(LIST))
    assert text.index("Insertion") < text.index("Halage") < text.index("Formation")


def test_a_pole_without_walls_counts_its_adherents(cast, client_of):
    welcomed("Aciae", BelongingRole.ADHERENT)
    text = text_of(client_of("animator").get(LIST))
    assert "1 structure adhérente" in text
    assert "Hors les murs" not in text


@pytest.mark.parametrize(
    ("name", "query"),
    [("Aux genoux égaux", "genoux"), ("A.C.I.A.E", "aciae"), ("Études et Chantiers", "etudes")],
)
def test_search_ignores_accents_dots_and_case(cast, client_of, name, query):
    welcomed(name)
    welcomed("Une autre")
    text = text_of(client_of("animator").get(LIST, {"q": query}))
    assert name in text
    assert "Une autre" not in text


def test_a_slip_of_the_finger_offers_the_name(cast, client_of, django_assert_max_num_queries):
    welcomed("Halage")
    welcomed("Le Bief caché", in_public_directory=False)
    client = client_of("animator")
    with django_assert_max_num_queries(14):
        text = text_of(client.get(LIST, {"q": "halge", "choix": "membres"}))
    assert 'Vouliez-vous dire : <a href="/habitants/?q=Halage">Halage</a>' in text
    assert "Vouliez-vous dire" not in text_of(client.get(LIST, {"q": "halage"}))
    outside = client_of("visitor")
    assert "Halage</a>" in text_of(outside.get("/annuaire/", {"q": "halge"}))
    assert "Le Bief" not in text_of(outside.get("/annuaire/", {"q": "le bief cahé"}))


def test_a_name_in_the_address_is_looked_for_beyond_the_members(cast, client_of):
    actions.register_organisation(
        name="La Cité PHARES", aliases=["6 rue Arnold Génoux"], by=THE_POLE
    )
    welcomed("Halage")
    assert "La Cité PHARES" in text_of(client_of("animator").get(LIST, {"q": "genoux"}))
    assert "La Cité PHARES" not in text_of(client_of("animator").get(LIST))


def test_an_empty_pole_says_what_will_come(cast, client_of):
    text = text_of(client_of("animator").get(LIST, {"q": "", "choix": "membres"}))
    assert "Personne n’appartient encore au pôle" in text


def test_htmx_gets_the_table_alone(estime, client_of):
    headers = {"HX-Request": "true", "HX-Target": "table-habitants"}
    part = client_of("animator").get(LIST, headers=headers)
    assert "Mode Estime" in text_of(part)
    assert "<html" not in text_of(part)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_list_leaves_as_a_file(estime, client_of, kind):
    response = client_of("animator").get(LIST, {"format": kind})
    assert f"habitants.{kind}" in response["Content-Disposition"]
    if kind == "csv":
        assert "Mode Estime" in text_of(response)


def test_the_list_costs_twelve_queries_whatever_its_length(
    cast, client_of, django_assert_max_num_queries
):
    for number in range(60):
        welcomed(f"Structure {number}")
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        text = text_of(client.get(LIST))
    assert "60 structures présentes" in text


# -- one structure ----------------------------------------------------------------------------


def page_of(found):
    return reverse("directory:organisation", args=[found.pk])


def test_the_card_tells_belonging_with_what_it_became(estime, client_of):
    belonging = Belonging.objects.get(party=estime)
    actions.leave_pole(
        belonging,
        until=read_dated("août 2015"),
        by=THE_POLE,
        reason="Locaux trop petits",
        outcome="s’installe à Stains",
    )
    text = text_of(client_of("technician").get(page_of(estime)))
    assert "Arrive au pôle : habitante" in text
    assert "Locaux trop petits" in text
    assert "s’installe à Stains" in text


def test_a_claim_is_shown_with_its_date_and_source(estime, client_of):
    actions.cite_claim(
        organisation=estime,
        label="adhérents",
        value="88",
        as_of=read_dated("2015"),
        source="bilan 2015",
        by=THE_POLE,
    )
    text = text_of(client_of("animator").get(page_of(estime)))
    assert "88" in text
    assert "bilan 2015" in text
    assert "ne les additionne pas" in text


def test_names_are_for_the_house_and_addresses_by_right(cast, client_of):
    quai = cast.houses["quai"]
    actions.introduce_person(
        organisation=quai,
        given_name="Samira",
        family_name="Belkacem",
        title="directrice",
        kind=FunctionKind.DIRECTION,
        since=read_dated("2013"),
        email="samira@quai.test",
        by=THE_POLE,
    )
    for name, seen in (("animator", True), ("member_staff", True), ("stranger", False)):
        text = text_of(client_of(name).get(page_of(quai)))
        assert "Samira Belkacem" in text
        assert ("samira@quai.test" in text) is seen, name


def test_declarations_are_read_by_the_team_and_the_structure_itself(cast, client_of):
    quai = cast.houses["quai"]
    seen = {
        name: "Elle n’a encore rien déclaré" in text_of(client_of(name).get(page_of(quai)))
        for name in ("animator", "co_manager", "member_contact", "stranger")
    }
    assert seen == {
        "animator": True,
        "co_manager": True,
        "member_contact": True,
        "stranger": False,
    }


@pytest.mark.parametrize(
    ("name", "status"),
    [("visitor", 302), ("funder", 403), ("stranger", 200), ("technician", 200)],
)
def test_the_card_is_for_the_house(estime, client_of, name, status):
    assert client_of(name).get(page_of(estime)).status_code == status
    assert client_of(name).get(LIST).status_code == status


def test_the_card_costs_twelve_queries(estime, client_of, django_assert_max_num_queries):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        client.get(page_of(estime))


def test_no_such_structure(cast, client_of):
    assert client_of("animator").get("/habitants/999999/").status_code == 404


# -- writing ----------------------------------------------------------------------------------

WELCOME = {
    "name": "Terragram",
    "tagline": "Agence de presse",
    "legal_form": "association",
    "role": "resident",
    "since": "mars 2015",
    "present": "on",
}


def test_a_structure_is_welcomed_with_its_belonging(cast, client_of):
    response = client_of("animator").post(reverse("directory:welcome"), WELCOME)
    found = Organisation.objects.get(name="Terragram")
    assert response.url == page_of(found)
    belonging = Belonging.objects.get(party=found)
    assert belonging.starts_on == date(2015, 3, 1)
    assert belonging.presences.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"siret": "123"}, "siret"),
        ({"name": " "}, "name"),
        ({"since": "un jour"}, "since"),
        ({"name": "MODE-ESTIME"}, "name"),
        ({"description": "x" * 301}, "description"),
    ],
)
def test_a_wrong_welcome_keeps_what_was_typed_and_writes_nothing(estime, client_of, wrong, field):
    before = Organisation.objects.count()
    response = client_of("animator").post(reverse("directory:welcome"), WELCOME | wrong)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "Agence de presse" in text_of(response)
    assert Organisation.objects.count() == before
    assert Belonging.objects.count() == 1


def test_a_true_homonym_is_kept_once_it_is_said(estime, client_of):
    same = WELCOME | {"name": "Mode Estime"}
    refused = client_of("animator").post(reverse("directory:welcome"), same)
    assert "C’est une autre structure" in text_of(refused)
    client_of("animator").post(reverse("directory:welcome"), same | {"homonym": "on"})
    assert Organisation.objects.filter(name="Mode Estime").count() == 2


def test_a_contact_edits_its_own_card_only(cast, client_of):
    own, other = (
        reverse("directory:edit_organisation", args=[cast.houses[key].pk])
        for key in ("quai", "digue")
    )
    contact = client_of("member_contact")
    assert contact.get(other).status_code == 403
    sent = {"name": "Le Quai partagé", "legal_form": "scop", "tagline": "Ensemble"}
    assert contact.post(own, sent).status_code == 302
    cast.houses["quai"].refresh_from_db()
    assert cast.houses["quai"].tagline == "Ensemble"
    assert contact.post(other, sent).status_code == 403


def test_a_form_opens_in_the_drawer(estime, client_of):
    headers = {"HX-Request": "true", "HX-Target": "tiroir-corps"}
    url = reverse("directory:edit_organisation", args=[estime.pk])
    text = text_of(client_of("animator").get(url, headers=headers))
    assert "<html" not in text
    assert 'hx-target="#tiroir-corps"' in text


def test_another_name_finds_it(estime, client_of):
    client = client_of("animator")
    client.post(reverse("directory:add_alias", args=[estime.pk]), {"name": "Les Couturières"})
    assert "Mode Estime" in text_of(client.get(LIST, {"q": "couturieres"}))


def test_a_link_joins_two_structures_once(estime, client_of):
    url = reverse("directory:add_link", args=[estime.pk])
    client, halage = client_of("animator"), welcomed("Halage")
    sent = {"kind": "spun_off", "target": halage.pk}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 422
    assert "Halage" in text_of(client.get(page_of(estime)))
    assert "Mode Estime" in text_of(client.get(page_of(halage)))


@pytest.mark.parametrize(
    ("answer", "kept", "said"),
    [("true", True, "oui"), ("false", False, "non"), ("unknown", None, "on ne sait pas")],
)
def test_the_social_economy_is_yes_no_or_not_known(cast, client_of, answer, kept, said):
    client = client_of("animator")
    client.post(reverse("directory:welcome"), WELCOME | {"is_ess": answer})
    found = Organisation.objects.get(name="Terragram")
    assert found.is_ess is kept
    assert f"Économie sociale et solidaire</dt><dd>{said}</dd>" in text_of(
        client.get(page_of(found))
    )
    edited = reverse("directory:edit_organisation", args=[found.pk])
    assert f'<option value="{answer}" selected' in text_of(client.get(edited))
    client.post(edited, {"name": "Terragram", "legal_form": "scop", "is_ess": "false"})
    found.refresh_from_db()
    assert found.is_ess is False


def test_the_social_economy_is_a_column_one_may_ask_for(cast, client_of):
    welcomed("Terragram", is_ess=False)
    spec = organisation_table(date(2015, 12, 31), THE_POLE, pole_on(date(2015, 12, 31)))
    column = next(one for one in spec.columns if one.key == "ess")
    assert not column.shown
    assert column.value(Organisation.objects.get(name="Terragram")) == "non"


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("animator", True),
        ("receptionist", True),
        ("co_manager", True),
        ("member_contact", False),
        ("member_staff", False),
        ("mixed_keys", False),
    ],
)
@pytest.mark.parametrize(
    "asked", [{}, {"colonnes": "structure,equipe"}, {"tri": "-equipe"}, {"format": "csv"}]
)
def test_the_jobs_each_declares_are_for_those_who_read_all_declarations(
    estime, client_of, role, reads, asked
):
    jobs = {Declared.PERMANENT_JOBS: 4321}
    actions.declare_year(
        organisation=estime, year=2015, values=jobs, by=THE_POLE, today=date(2016, 1, 4)
    )
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    text = text_of(client_of(role).get(LIST, asked | ALL))
    assert "Mode Estime" in text
    told = "4321" in text or "4 321" in text or "4\u202f321" in text
    exported_or_asked = "format" in asked or "colonnes" in asked
    assert told is (reads and exported_or_asked)


def test_a_wrong_name_is_removed_by_those_who_keep_the_card(cast, client_of):
    quai = cast.houses["quai"]
    alias = actions.add_alias(quai, name="Les Couturières", by=THE_POLE)
    removed = reverse("directory:remove_alias", args=[alias.pk])
    assert removed in text_of(client_of("member_contact").get(page_of(quai)))
    assert removed not in text_of(client_of("stranger").get(page_of(quai)))
    assert client_of("stranger").post(removed).status_code == 403
    assert quai.aliases.exists()
    assert client_of("member_contact").post(removed).url == page_of(quai)
    assert not quai.aliases.exists()


def test_a_link_is_removed_from_either_card(estime, client_of):
    halage, client = welcomed("Halage"), client_of("animator")
    link = actions.link_organisations(
        subject=estime, kind=LinkKind.SPUN_OFF, target=halage, by=THE_POLE
    )
    removed = reverse("directory:unlink", args=[link.pk])
    assert all(removed in text_of(client.get(page_of(one))) for one in (estime, halage))
    assert client_of("co_manager").post(removed).status_code == 403
    assert Link.objects.exists()
    assert client.post(removed, {"fiche": halage.pk}).url == page_of(halage)
    assert not Link.objects.exists()
