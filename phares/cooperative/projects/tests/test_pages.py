from __future__ import annotations

import pytest

from phares.cooperative.projects.actions import partner_with, take_part, tell_action, write_axis
from phares.cooperative.projects.models import Action, Axis
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}
KEEPERS = {"administrator", "animator"}


@pytest.fixture
def programme(cast) -> Action:
    axis = write_axis(pole=cast.pole, number=2, name="Coopérer", by=ANIMATOR)
    cop = tell_action(axis=axis, year=2015, title="Coordination Cop 21", by=ANIMATOR)
    tell_action(axis=axis, year=2015, title="Film", parent=cop, by=ANIMATOR)
    tell_action(axis=axis, year=2015, title="À côté", in_report=False, by=ANIMATOR)
    take_part(action=cop, organisation=organisation("Bellastock"), role="appui", by=ANIMATOR)
    return cop


def test_a_year_axis_by_axis(programme, client_of, django_assert_max_num_queries):
    client = client_of("member_contact")
    with django_assert_max_num_queries(12):
        page = client.get("/actions/?annee=2015").content.decode()
    assert "1 action au bilan" in page
    assert "Bellastock (appui)" in page
    assert "hors bilan" in page
    assert "Réécrire" not in page
    assert "Modifier" not in page


def test_the_last_year_told_comes_first(programme, client_of):
    assert "Actions de 2015" in client_of("animator").get("/actions/").content.decode()


def test_nothing_told(programme, client_of):
    page = client_of("co_manager").get("/actions/?annee=2011").content.decode()
    assert "Rien n’est raconté pour cette année" in page
    page = client_of("animator").get("/actions/?annee=2011").content.decode()
    assert "Rien n’est raconté sous cet axe pour cette année" in page
    Action.objects.all().delete()
    Axis.objects.all().delete()
    page = client_of("animator").get("/actions/?annee=2011").content.decode()
    assert "Aucun axe n’est écrit" in page
    assert "Ajouter un axe" in page


def test_other_words_are_kept_and_said(programme, client_of):
    animator = client_of("animator")
    answer = animator.post(
        f"/actions/{programme.pk}/", {"title": "Cop 21 sur l’île", "text": "", "in_report": "on"}
    )
    assert answer.status_code == 302
    assert answer.url == f"/actions/?annee=2015&ouverte={programme.pk}#action-{programme.pk}"
    page = animator.get("/actions/?annee=2015").content.decode()
    assert "Cop 21 sur l’île" in page
    assert "L’action est réécrite." in page


def test_without_a_title_nothing_is_lost_nor_written(programme, client_of):
    answer = client_of("animator").post(
        f"/actions/{programme.pk}/", {"title": " ", "text": "Trois temps forts"}
    )
    assert answer.status_code == 422
    assert "Trois temps forts" in answer.content.decode()
    programme.refresh_from_db()
    assert programme.title == "Coordination Cop 21"


def test_partners_of_a_year(cast, client_of, django_assert_max_num_queries):
    for name in ("CNAM", "Alter Action", "Appui"):
        partner_with(
            partner=organisation(name), since=read_dated("2015"), circle="recherche", by=ANIMATOR
        )
    client = client_of("co_manager")
    with django_assert_max_num_queries(12):
        page = client.get("/partenaires/?annee=2015").content.decode()
    assert "Recherche" in page
    assert "Alter Action" in page
    assert (
        "Aucun partenariat"
        in client_of("co_manager").get("/partenaires/?annee=2014").content.decode()
    )


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_and_who_writes(programme, client_of, role):
    client = client_of(role)
    for url in ("/actions/", "/partenaires/"):
        status = client.get(url).status_code
        assert status == (302 if role == "visitor" else 200 if role in INSIDE else 403)
    status = client.post(f"/actions/{programme.pk}/", {"title": "Autre"}).status_code
    assert status == (302 if role == "visitor" or role in KEEPERS else 403)
    programme.refresh_from_db()
    assert (programme.title == "Autre") == (role in KEEPERS)
