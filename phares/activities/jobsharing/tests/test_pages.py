from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest

from phares.activities.jobsharing.actions import assign, create_post
from phares.activities.jobsharing.models import Assignment, Post
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation, person

pytestmark = pytest.mark.django_db
READERS = {
    "administrator",
    "animator",
    "technician",
    "receptionist",
    "accountant",
    "co_manager",
}
KEEPERS = {"administrator", "animator"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def desk(cast) -> Post:
    """A post of Halage, half of which is given to the pole."""
    post = create_post(
        pole=cast.pole, title="Accueil", employer=organisation("Halage"), by=ANIMATOR
    )
    assign(post=post, quota=Decimal("0.5"), since=read_dated("2014"), by=ANIMATOR)
    return post


def test_posts_duties_quota_and_who_bears_the_cost(cast, client_of, django_assert_max_num_queries):
    halage, scic = organisation("Halage"), organisation("La Cité PHARES")
    for title, quota in (("Accueil", "0.125"), ("Support comptable", "0.2")):
        post = create_post(
            pole=cast.pole, title=title, employer=halage, duties="colis", by=ANIMATOR
        )
        assign(
            post=post,
            quota=Decimal(quota),
            since=read_dated("2014"),
            person=person() if title == "Accueil" else None,
            borne_by=scic,
            illustrative=True,
            by=ANIMATOR,
        )
    client = client_of("co_manager")
    with django_assert_max_num_queries(12):
        page = client.get("/postes/").content.decode()
    assert "0,325" in page
    assert "0,125" in page
    assert "La Cité PHARES" in page
    assert "illustratif" in page
    assert "colis" in page


def test_a_share_nobody_is_sure_of_stands_apart_with_its_doubt(desk, client_of):
    since, until = read_dated("2015"), read_dated("avant le 31/12/2099")
    assign(post=desk, quota=Decimal("0.25"), since=since, until=until, by=ANIMATOR)
    page = text_of(client_of("animator").get("/postes/"))
    assert "quel que soit l’employeur : 0,5 ETP" in page
    apart = page.split('id="incertaines"')[1].split("</section>")[0]
    assert "Date de fin incertaine : avant le 31 décembre 2099" in apart
    assert "0,25 temps plein" in apart


def test_no_post_yet(cast, client_of):
    assert "Aucun poste" in client_of("animator").get("/postes/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_the_team_and_the_co_managers_read_them(cast, client_of, role):
    status = client_of(role).get("/postes/").status_code
    assert status == (302 if role == "visitor" else 200 if role in READERS else 403)


# -- keeping them -----------------------------------------------------------------------------


def test_each_post_and_each_share_lead_to_what_may_be_done(
    cast, desk, client_of, django_assert_max_num_queries
):
    share, client = desk.assignments.get(), client_of("animator")
    empty = create_post(pole=cast.pole, title="Compta", employer=desk.employer, by=ANIMATOR)
    with django_assert_max_num_queries(12):
        page = text_of(client.get("/postes/"))
    for path in (
        "/postes/creer/",
        f"/postes/{desk.pk}/affecter/",
        f"/postes/{desk.pk}/modifier/",
        f"/postes/{empty.pk}/affecter/",
        f"/affectations/{share.pk}/corriger/",
        f"/affectations/{share.pk}/terminer/",
    ):
        assert f'href="{path}"' in page
    read = text_of(client_of("co_manager").get("/postes/"))
    for word in ("Corriger", "Mettre fin", "Affecter", "Modifier", "Créer"):
        assert word not in read
    assert read.index("Postes sans affectation") < read.index("Compta")


@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_post_is_created_then_told_otherwise(cast, desk, client_of, headers):
    client, sent = client_of("animator"), {"title": "Compta", "duties": "les comptes"}
    assert ("<main" in text_of(client.get("/postes/creer/", headers=headers))) == (not headers)
    refused = client.post("/postes/creer/", sent, headers=headers)
    assert refused.status_code == 422
    assert refused.context["form"].errors["employer"]
    assert "les comptes</textarea>" in text_of(refused)
    employer = {"employer": desk.employer_id}
    answer = client.post("/postes/creer/", sent | employer, headers=headers)
    assert answer.headers["HX-Redirect" if headers else "Location"] == "/postes/"
    made = Post.objects.get(title="Compta")
    other = {"employer": organisation("La Cité PHARES").pk}
    client.post(f"/postes/{made.pk}/modifier/", {"title": "Comptabilité"} | other)
    made.refresh_from_db()
    assert (made.title, made.duties, made.employer.name) == ("Comptabilité", "", "La Cité PHARES")


def test_the_employer_is_no_more_asked_once_a_share_was_given(desk, client_of):
    client, reword = client_of("animator"), f"/postes/{desk.pk}/modifier/"
    assert 'name="employer"' not in text_of(client.get(reword))
    client.post(reword, {"title": "Accueil du matin", "employer": organisation("Autre").pk})
    desk.refresh_from_db()
    assert (desk.title, desk.employer.name) == ("Accueil du matin", "Halage")


@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_share_is_given_as_a_fraction_of_full_time(desk, client_of, headers):
    assign_to, client = f"/postes/{desk.pk}/affecter/", client_of("animator")
    assert "L’employeur" in text_of(client.get(assign_to, headers=headers))
    ines = person()
    sent = {"quota": "0,25", "person": ines.pk, "since": "2015"}
    answer = client.post(assign_to, sent, headers=headers)
    assert answer.headers["HX-Redirect" if headers else "Location"] == "/postes/"
    given = Assignment.objects.get(person=ines)
    assert (given.quota, given.borne_by.name) == (Decimal("0.25"), "Halage")
    page = text_of(client.get("/postes/"))
    assert "Accueil : 0,25 temps plein affecté au pôle (2015)." in page
    assert "0,75 ETP" in page
    assert 'Corriger<span class="vh"> : Accueil, Inès Kerboul</span>' in page
    assert 'Corriger<span class="vh"> : Accueil</span>' in page


def test_a_button_pressed_twice_gives_one_share(desk, client_of):
    """Unnamed, nothing else tells two shares apart; another page shown asks for another one."""
    client, assign_to = client_of("animator"), f"/postes/{desk.pk}/affecter/"
    sent, before = {"quota": "0,25", "since": "2015"}, Assignment.objects.count()
    for times, given in ((2, 1), (2, 2)):
        [page] = re.findall(r'name="page" value="(\w+)"', client.get(assign_to).text)
        answers = [client.post(assign_to, sent | {"page": page}) for _ in range(times)]
        assert {answer.headers["Location"] for answer in answers} == {"/postes/"}
        assert Assignment.objects.count() == before + given
    client.post(assign_to, sent | {"page": page, "quota": "0,1"})
    assert Assignment.objects.count() == before + 3


@pytest.mark.parametrize(
    ("case", "wrong", "field", "said"),
    [
        ("more than full time", {"quota": "1,5"}, "quota", "va de 0,001 à 1"),
        ("too fine", {"quota": "0,1255"}, "quota", "au millième"),
        ("unreadable", {"quota": "la moitié"}, "quota", "Ce nombre ne se lit pas"),
        ("in all", {"quota": "0,8"}, "quota", "serait à 1,1 temps plein"),
        ("nobody known", {"person": "9" * 30}, "person", "Sélectionnez un choix valide"),
        ("backwards", {"until": "2012"}, "until", "Corrigez l’une des deux dates"),
    ],
)
def test_a_wrong_share_keeps_what_was_typed(desk, client_of, case, wrong, field, said):
    ines = person()
    assign(post=desk, quota=Decimal("0.3"), since=read_dated("2014"), person=ines, by=ANIMATOR)
    sent = {"quota": "0,2", "person": ines.pk, "since": "mars 2015", **wrong}
    answer = client_of("animator").post(f"/postes/{desk.pk}/affecter/", sent, headers=DRAWER)
    assert answer.status_code == 422, case
    assert said in text_of(answer)
    assert answer.context["form"].errors[field]
    assert f'value="{sent["quota"]}"' in text_of(answer)
    assert 'value="mars 2015"' in text_of(answer)
    assert Assignment.objects.count() == 2


def test_a_share_is_corrected_then_ends(desk, client_of):
    share, client = desk.assignments.get(), client_of("animator")
    correct, end = f"/affectations/{share.pk}/corriger/", f"/affectations/{share.pk}/terminer/"
    assert 'value="0,5"' in text_of(client.get(correct))
    assert client.post(correct, {"quota": "2", "since": "2014"}).status_code == 422
    assert client.post(correct, {"quota": "0,4", "since": "mars 2014"}).status_code == 302
    share.refresh_from_db()
    assert (share.quota, str(share.beginning)) == (Decimal("0.4"), "mars 2014")
    assert "0,4 temps plein, depuis mars 2014." in text_of(client.get(end))
    assert client.post(end, {"until": "2013"}).status_code == 422
    share.refresh_from_db()
    assert share.ends_on is None
    client.post(end, {"until": "juin 2015"})
    page = text_of(client.get("/postes/"))
    assert "Affectations passées et à venir" in page
    assert correct in page
    assert end not in page
    assert "sans affectation" in page


@pytest.mark.parametrize("role", ROLES)
def test_the_keepers_write_them(desk, client_of, role):
    client, share = client_of(role), desk.assignments.get()
    for path in (
        "/postes/creer/",
        f"/postes/{desk.pk}/modifier/",
        f"/postes/{desk.pk}/affecter/",
        f"/affectations/{share.pk}/corriger/",
        f"/affectations/{share.pk}/terminer/",
    ):
        status = client.get(path).status_code
        assert status == (302 if role == "visitor" else 200 if role in KEEPERS else 403), path


@pytest.mark.parametrize("role", ["receptionist", "member_contact", "member_staff"])
def test_the_figure_of_dedicated_time_tells_posts_to_those_who_read_them(cast, client_of, role):
    scic = organisation("La Cité PHARES")
    post = create_post(pole=cast.pole, title="Comptable", employer=scic, by=ANIMATOR)
    assign(post=post, quota=Decimal("0.125"), since=read_dated("2014"), borne_by=scic, by=ANIMATOR)
    page = client_of(role).get("/chiffres/2015/dedicated_fte/").content.decode()
    for told in ("Comptable", "Quotité 0,125", 'href="/postes/"', "à la charge de La Cité PHARES"):
        assert (told in page) is (role in READERS), told
    assert "0,13" in page
