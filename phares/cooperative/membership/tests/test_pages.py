from __future__ import annotations

from html import unescape

import pytest

from phares.cooperative.membership.actions import end_association
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.tests.factories import associate, category
from phares.kernel.dating import read_dated
from tests.cast import ROLES
from tests.parties import ANIMATOR, organisation, person

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}
KEEPERS = {"administrator", "animator"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def register(cast) -> list[Associate]:
    cast.pole.carrier = organisation("La Cité PHARES")
    cast.pole.save()
    kind = category(cast.pole)
    held = [associate(organisation(name), kind) for name in ("Halage", "Mode Estime", "Novaedia")]
    held.append(associate(person("Inès", "Kerboul"), category(cast.pole, "salariés")))
    end_association(held[2], until=read_dated("juin 2015"), by=ANIMATOR)
    return held


def test_by_category_with_since_and_one_voice_each(
    register, client_of, django_assert_max_num_queries
):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = client.get("/associes/").content.decode()
    assert "3 voix" in page
    assert page.index("Bénéficiaires") < page.index("Halage") < page.index("Salariés")
    assert "janvier 2015" in page
    assert "Pas de collège" in page
    assert page.index("Ils ont été associés") < page.index("Novaedia")


def test_the_list_may_be_taken_away(register, client_of):
    answer = client_of("co_manager").get("/associes/?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Halage" in text
    assert "Novaedia" not in text


def test_nobody_yet(cast, client_of):
    page = client_of("animator").get("/associes/").content.decode()
    assert "Aucun associé ce jour" in page


@pytest.mark.parametrize("role", ROLES)
def test_the_house_reads_it(register, client_of, role):
    status = client_of(role).get("/associes/").status_code
    assert status == (302 if role == "visitor" else 200 if role in INSIDE else 403)


# -- keeping the register ---------------------------------------------------------------------


def test_who_keeps_the_register_is_led_to_each_act(register, client_of):
    page = text_of(client_of("animator").get("/associes/"))
    halage, novaedia = register[0], register[2]
    for path in (
        "admettre/",
        "categories/creer/",
        "colleges/creer/",
        f"{halage.pk}/corriger/",
        f"{halage.pk}/sortie/",
        f"{novaedia.pk}/corriger/",
    ):
        assert f'href="/associes/{path}"' in page
    assert f"/associes/{novaedia.pk}/sortie/" not in page
    read = text_of(client_of("co_manager").get("/associes/"))
    assert "Corriger" not in read
    assert "Créer" not in read
    assert "Admettre" not in read


@pytest.mark.parametrize("form", ["plain", "drawer"])
def test_one_admits_a_structure_or_a_person(register, client_of, form):
    kind, quai = register[0].category, organisation("Le Fournil")
    headers = DRAWER if form == "drawer" else {}
    client = client_of("animator")
    shown = text_of(client.get("/associes/admettre/", headers=headers))
    assert ("<main" in shown) == (form == "plain")
    assert '<optgroup label="Structures">' in shown
    assert '<optgroup label="Personnes">' in shown
    sent = {"party": quai.pk, "category": kind.pk, "since": "mars 2015"}
    answer = client.post("/associes/admettre/", sent, headers=headers)
    assert answer.status_code == (200 if form == "drawer" else 302)
    assert answer.headers["HX-Redirect" if form == "drawer" else "Location"] == "/associes/"
    assert str(Associate.objects.get(party=quai).beginning) == "mars 2015"
    assert "Le Fournil : admission notée (mars 2015)." in text_of(client.get("/associes/"))


@pytest.mark.parametrize(
    ("case", "field", "wrong", "said"),
    [
        ("no party", "party", {"party": ""}, "obligatoire"),
        ("no such party", "party", {"party": "9" * 30}, "Sélectionnez un choix valide"),
        ("in already", "party", {}, "est déjà associée à ces dates"),
        ("no date", "since", {"since": "bientôt"}, "Cette date ne se lit pas"),
        ("closed", "category", {"since": "mars 2012"}, "n’est pas ouverte à cette date"),
    ],
)
def test_a_wrong_admission_keeps_what_was_typed(register, client_of, case, field, wrong, said):
    halage = register[0]
    sent = {"party": halage.party_id, "category": halage.category_id, "since": "mars 2015", **wrong}
    answer = client_of("animator").post("/associes/admettre/", sent, headers=DRAWER)
    assert answer.status_code == 422, case
    assert said in text_of(answer)
    assert answer.context["form"].errors[field]
    assert f'value="{sent["since"]}"' in text_of(answer)
    assert Associate.objects.count() == 4


def test_one_leaves_and_what_was_typed_stays_when_it_is_refused(register, client_of):
    client, halage = client_of("animator"), register[0]
    leave = f"/associes/{halage.pk}/sortie/"
    assert "Bénéficiaires, depuis janvier 2015." in text_of(client.get(leave))
    answer = client.post(leave, {"until": "2014"})
    assert answer.status_code == 422
    assert 'value="2014"' in text_of(answer)
    halage.refresh_from_db()
    assert halage.ends_on is None
    assert client.post(leave, {"until": "avant le 31/12/2015"}).status_code == 302
    halage.refresh_from_db()
    assert str(halage.ending) == "avant le 31 décembre 2015"
    assert client.post(leave, {"until": "2016"}).status_code == 422


def test_dates_are_corrected_even_of_one_who_left(register, client_of):
    client, novaedia = client_of("animator"), register[2]
    correct = f"/associes/{novaedia.pk}/corriger/"
    assert 'value="juin 2015"' in text_of(client.get(correct))
    sent = {"category": novaedia.category_id, "since": "mars 2015", "until": ""}
    assert client.post(correct, sent | {"until": "2014"}).status_code == 422
    novaedia.refresh_from_db()
    assert str(novaedia.ending) == "juin 2015"
    client.post(correct, sent)
    novaedia.refresh_from_db()
    assert (str(novaedia.beginning), novaedia.ending) == ("mars 2015", None)


def test_who_will_enter_is_told_apart(register, client_of, django_assert_max_num_queries):
    associate(organisation("Demain"), register[0].category, since="2040")
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = text_of(client.get("/associes/"))
    assert "3 voix" in page
    assert page.index("Ils entreront") < page.index("Demain") < page.index("Ils ont été associés")


def test_a_category_then_a_college_that_gathers_it(register, client_of):
    client = client_of("animator")
    sent = {"name": "soutiens", "since": "2015"}
    assert client.post("/associes/categories/creer/", sent).status_code == 302
    again = client.post("/associes/categories/creer/", sent)
    assert again.status_code == 422
    assert again.context["form"].errors["name"]
    found = AssociateCategory.objects.get(name="soutiens")
    college = {"name": "collège des soutiens", "since": "2015"}
    assert client.post("/associes/colleges/creer/", college).status_code == 422
    client.post("/associes/colleges/creer/", college | {"categories": [found.pk]})
    assert list(College.objects.get().categories.all()) == [found]
    assert "Collège des soutiens" in text_of(client.get("/associes/"))


def test_the_first_steps_of_a_register(cast, client_of):
    client = client_of("animator")
    page = text_of(client.get("/associes/"))
    assert "Dire qui porte le pôle" in page
    assert client.get("/associes/categories/creer/").status_code == 404
    cast.pole.carrier = organisation("La Cité PHARES")
    cast.pole.save()
    page = text_of(client.get("/associes/"))
    assert "Commencez par une catégorie" in page
    assert "/associes/admettre/" not in page
    client.post("/associes/categories/creer/", {"name": "salariés", "since": "2015"})
    assert "/associes/admettre/" in text_of(client.get("/associes/"))


@pytest.mark.parametrize("role", ROLES)
def test_the_keepers_write_it_and_nobody_else(register, client_of, role):
    client, one = client_of(role), register[0]
    paths = ("admettre/", "categories/creer/", "colleges/creer/")
    for path in (*paths, f"{one.pk}/corriger/", f"{one.pk}/sortie/"):
        status = client.get(f"/associes/{path}").status_code
        assert status == (302 if role == "visitor" else 200 if role in KEEPERS else 403), path
