"""Telling the year from the pages: actions, axes, who takes part, what goes on."""

from __future__ import annotations

import re
from html import unescape

import pytest

from phares.cooperative.projects.actions import take_part, tell_action, write_axis
from phares.cooperative.projects.models import Action, Axis, Participation
from tests.cast import ROLES
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db
KEEPERS = {"administrator", "animator"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}
THIS_YEAR = "/actions/?annee=2015"


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.fixture
def axes(cast) -> list[Axis]:
    names = (1, "Accueillir"), (2, "Coopérer")
    return [write_axis(pole=cast.pole, number=n, name=name, by=ANIMATOR) for n, name in names]


@pytest.fixture
def meals(axes) -> Action:
    return tell_action(axis=axes[0], year=2015, title="Repas mensuels", by=ANIMATOR)


def typed(axis: Axis, **more: object) -> dict[str, object]:
    return {"axis": axis.pk, "title": "Soupe festive", "in_report": "on", **more}


# -- telling ----------------------------------------------------------------------------------


def test_this_year_and_the_last_may_be_told_before_anything_is(axes, client_of):
    page = text_of(client_of("animator").get("/actions/"))
    assert 'href="/actions/?annee=2026"' in page
    assert 'href="/actions/?annee=2025" aria-current="page"' in page
    assert "Raconter une action" in page


def test_an_action_is_told_with_its_programme_its_origin_and_who_took_part(
    axes, meals, cast, client_of
):
    quai, digue = cast.houses["quai"], cast.houses["digue"]
    sent = typed(
        axes[0], text="En plein air.", parent=meals.pk, led_from=meals.pk,
        with_1=quai.pk, role_1="accueil", with_3=digue.pk,
    )  # fmt: skip
    answer = client_of("animator").post("/actions/raconter/?annee=2015", sent)
    told = Action.objects.get(title="Soupe festive")
    assert answer.url == f"{THIS_YEAR}&ouverte={told.pk}#action-{told.pk}"
    assert (told.year, told.parent, told.led_from) == (2015, meals, meals)
    page = text_of(client_of("member_staff").get(THIS_YEAR))
    assert "Soupe festive : En plein air." in page
    assert "Avec La Digue verte, Le Quai partagé (accueil)" in page


def test_the_drawer_takes_the_form_alone_and_the_axis_one_came_from(axes, meals, client_of):
    client, tell = client_of("animator"), f"/actions/raconter/?annee=2015&axe={axes[1].pk}"
    assert f'hx-get="{tell}"' in text_of(client.get(THIS_YEAR))
    part, whole = (client.get(tell, headers=headers) for headers in (DRAWER, {}))
    assert "<html" not in text_of(part)
    assert f'hx-post="{tell}" hx-target="#tiroir-corps"' in text_of(part)
    assert "hx-post" not in text_of(whole)
    assert f'<option value="{axes[1].pk}" selected>' in text_of(part)
    done = client.post(tell, typed(axes[1]), headers=DRAWER)
    told = Action.objects.get(title="Soupe festive")
    assert done["HX-Redirect"].endswith(f"#action-{told.pk}")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": " "}, "title", "Ce champ est obligatoire"),
        ({"axis": "0"}, "axis", "Sélectionnez un choix valide"),
        ({"parent": "of another axis"}, "parent", "d’un autre axe ou d’une autre année"),
        ({"with_1": "", "role_1": "appui"}, "with_1", "de quelle structure c’est le rôle"),
        ({"with_1": "quai", "with_2": "quai"}, "with_2", "participe déjà à cette action"),
    ],
)
@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_wrong_action_is_refused_and_what_was_typed_stays(
    axes, meals, cast, client_of, wrong, field, said, headers
):
    known = {"of another axis": meals.pk, "quai": cast.houses["quai"].pk}
    sent = typed(axes[1], text="Trois temps forts") | {
        key: known.get(value, value) for key, value in wrong.items()
    }
    response = client_of("animator").post("/actions/raconter/?annee=2015", sent, headers=headers)
    assert response.status_code == 422
    assert said in text_of(response)
    assert response.context["form"].errors[field]
    assert "Trois temps forts" in text_of(response)
    assert Action.objects.count() == 1


def test_the_page_of_a_keeper_is_bounded(axes, cast, client_of, django_assert_max_num_queries):
    for number in range(8):
        told = tell_action(axis=axes[0], year=2015, title=f"Action {number}", by=ANIMATOR)
        tell_action(axis=axes[0], year=2015, title="partie", parent=told, by=ANIMATOR)
        take_part(action=told, organisation=cast.houses["quai"], by=ANIMATOR)
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = text_of(client.get(THIS_YEAR))
    assert page.count("Modifier") == 16
    assert page.count("/monter/") == 7


# -- changing ---------------------------------------------------------------------------------


def test_an_action_is_placed_elsewhere(axes, meals, client_of):
    client, place = client_of("animator"), f"/actions/{meals.pk}/ranger/"
    assert "Ranger une action" in text_of(client.get(place))
    assert client.post(place, {"axis": axes[1].pk}).status_code == 302
    meals.refresh_from_db()
    assert meals.axis == axes[1]
    itself = client.post(place, {"axis": axes[1].pk, "parent": meals.pk})
    assert itself.status_code == 422
    assert itself.context["form"].errors["parent"]


def test_an_action_moves_up_and_down_without_script(axes, meals, client_of):
    second = tell_action(axis=axes[0], year=2015, title="Portes ouvertes", by=ANIMATOR)
    client = client_of("animator")
    answer = client.post(f"/actions/{second.pk}/monter/")
    assert answer.url == f"{THIS_YEAR}&ouverte={second.pk}#action-{second.pk}"
    page = text_of(client.get(f"{THIS_YEAR}&ouverte={second.pk}"))
    assert page.index("Portes ouvertes") < page.index("Repas mensuels")
    assert page.count('<details class="actes" open>') == 1
    again = client.post(f"/actions/{second.pk}/monter/")
    assert again.status_code == 422
    assert "« Portes ouvertes » est déjà en tête." in text_of(again)
    client.post(f"/actions/{second.pk}/descendre/")
    assert list(Action.objects.order_by("rank")) == [meals, second]
    assert client.get(f"/actions/{second.pk}/descendre/").status_code == 405


def test_an_action_is_removed_after_a_question(axes, meals, client_of):
    client, remove = client_of("animator"), f"/actions/{meals.pk}/retirer/"
    part = tell_action(axis=axes[0], year=2015, title="Film", parent=meals, by=ANIMATOR)
    assert 'data-confirmer="Retirer « Repas mensuels » ?"' in text_of(client.get(THIS_YEAR))
    kept = client.post(remove)
    assert kept.status_code == 422
    assert "compte 1\u00a0partie" in unescape(kept.content.decode())
    assert "Film" in text_of(kept)
    client.post(f"/actions/{part.pk}/retirer/")
    assert client.post(remove).url == THIS_YEAR
    assert Action.objects.count() == 0


def test_a_structure_takes_part_then_not(meals, cast, client_of):
    client, add = client_of("animator"), f"/actions/{meals.pk}/structures/ajouter/"
    sent = {"organisation": cast.houses["quai"].pk, "role": "accueil"}
    assert client.post(add, sent).status_code == 302
    twice = client.post(add, sent, headers=DRAWER)
    assert twice.status_code == 422
    assert twice.context["form"].errors["organisation"]
    assert "accueil" in text_of(twice)
    part = Participation.objects.get()
    assert "Retirer Le Quai partagé" in text_of(client.get(THIS_YEAR))
    client.post(f"/participations/{part.pk}/retirer/")
    assert Participation.objects.count() == 0


# -- going on ---------------------------------------------------------------------------------


def test_what_goes_on_is_taken_over(axes, meals, client_of):
    client, carry = client_of("animator"), "/actions/reprendre/?annee=2016"
    other = tell_action(axis=axes[1], year=2015, title="Étude", by=ANIMATOR)
    assert carry in text_of(client.get("/actions/?annee=2016"))
    assert "reprendre" not in text_of(client.get(THIS_YEAR))
    none = client.post(carry, {})
    assert none.status_code == 422
    assert "Cochez au moins une action" in text_of(none)
    assert client.post(carry, {"origins": [meals.pk]}).url == "/actions/?annee=2016"
    page = text_of(client.get("/actions/?annee=2016"))
    assert "1 action est reprise." in page
    assert "Issue de : Repas mensuels (2015)" in page
    assert client.post(carry, {"origins": [meals.pk]}).status_code == 422
    client.post(carry, {"origins": [other.pk]})
    assert Action.objects.filter(year=2016).count() == 2
    assert "Rien n’est à reprendre de 2015" in text_of(client.get(carry))
    assert "<html" not in text_of(client.get(carry, headers=DRAWER))


# -- axes -------------------------------------------------------------------------------------


def test_an_axis_is_added_after_the_others_and_reworded(axes, client_of):
    client = client_of("animator")
    assert 'value="3"' in text_of(client.get("/axes/ajouter/?annee=2015", headers=DRAWER))
    client.post("/axes/ajouter/?annee=2015", {"number": "3", "name": "Transmettre"})
    added = Axis.objects.get(number=3)
    taken = client.post(f"/axes/{added.pk}/", {"number": "1", "name": "Transmettre"})
    assert taken.status_code == 422
    assert "est celui de l’axe « Accueillir »" in text_of(taken)
    sent = {"number": "3", "name": "Apprendre", "statement": "Un pôle apprenant"}
    answer = client.post(f"/axes/{added.pk}/?annee=2015", sent)
    assert answer.url == f"{THIS_YEAR}#axe-3"
    added.refresh_from_db()
    assert (added.name, added.statement) == ("Apprendre", "Un pôle apprenant")


# -- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(set(ROLES) - KEEPERS))
def test_nobody_else_writes(axes, meals, cast, client_of, role):
    client, part = client_of(role), take_part(
        action=meals, organisation=cast.houses["quai"], by=ANIMATOR
    )  # fmt: skip
    one = f"/actions/{meals.pk}"
    for address in (
        "/actions/raconter/", "/actions/reprendre/", f"{one}/ranger/", f"{one}/monter/",
        f"{one}/descendre/", f"{one}/retirer/", f"{one}/structures/ajouter/",
        f"/participations/{part.pk}/retirer/", "/axes/ajouter/", f"/axes/{axes[0].pk}/",
    ):  # fmt: skip
        assert client.post(address, typed(axes[0])).status_code == (
            302 if role == "visitor" else 403
        )
    assert (Action.objects.count(), Axis.objects.count()) == (1, 2)
    assert Participation.objects.count() == 1
