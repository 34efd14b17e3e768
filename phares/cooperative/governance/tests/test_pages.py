from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.governance.actions import create_body, give_mandate, remove_mandate
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation
from tests.cast import ROLES
from tests.parties import ANIMATOR, MEMBER, person, resident

pytestmark = pytest.mark.django_db
INSIDE = set(ROLES) - {"visitor", "funder"}
STEERS = {"administrator", "animator", "co_manager"}
DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def bodies(cast) -> None:
    """A presidency with its legal agent, and a committee in which half a couple sits."""
    presidency = create_body(
        name="Coprésidence", kind=BodyKind.PRESIDENCY, frequency="une fois par mois", by=ANIMATOR
    )
    steering = create_body(
        name="Comité de pilotage", kind=BodyKind.STEERING, paired_seats=True, by=ANIMATOR
    )
    given: dict[str, Any] = {"title": "membre", "since": read_dated("2017"), "by": ANIMATOR}
    omar, lise = person("Omar", "Vidal"), person("Lise", "Amar")
    give_mandate(body=presidency, person=omar, legal_agent=True, **given)
    seat: dict[str, Any] = {
        "organisation": resident(cast.pole, "Poinfor"),
        "seat": SeatKind.EMPLOYEE,
    }
    give_mandate(body=steering, person=lise, **seat, **given)


def test_bodies_mandates_and_empty_seats(bodies, client_of, django_assert_max_num_queries):
    client = client_of("member_contact")
    with django_assert_max_num_queries(12):
        page = client.get("/instances/").content.decode()
    assert "une fois par mois" in page
    assert "mandataire" in page
    assert "Omar Vidal" in page
    assert "1 siège est à pourvoir" in page
    assert page.count("à pourvoir</span>") == 1


def test_a_mandate_nobody_is_sure_of_leaves_no_vacancy_and_says_its_doubt(bodies, cast, client_of):
    poinfor = Organisation.objects.get(name="Poinfor")
    for body, seat in (("Coprésidence", SeatKind.ANY), ("Comité de pilotage", SeatKind.BOARD)):
        give_mandate(
            body=Body.objects.get(name=body), person=person("Awa", "Diop"), organisation=poinfor,
            seat=seat, title="membre", since=read_dated("2015"),
            until=read_dated("avant le 31/12/2099"), by=ANIMATOR,
        )  # fmt: skip
    page = text_of(client_of("animator").get("/instances/"))
    assert page.count("Date de fin incertaine : avant le 31 décembre 2099") == 2
    assert page.count("dates incertaines</span>") == 1
    assert "à pourvoir" not in page
    assert "Tous les sièges sont tenus" not in page


def test_couples_nobody_wrote_yet_are_not_a_wall_of_vacancies(cast, client_of):
    resident(cast.pole, "Poinfor")
    create_body(name="Comité", kind=BodyKind.STEERING, paired_seats=True, by=ANIMATOR)
    page = client_of("animator").get("/instances/").content.decode()
    assert "Aucun couple n’est encore noté" in page
    assert "Poinfor" not in page


def test_no_body_yet(cast, client_of):
    assert "Aucune instance" in client_of("animator").get("/instances/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_the_house_reads_it(cast, client_of, role):
    status = client_of(role).get("/instances/").status_code
    assert status == (302 if role == "visitor" else 200 if role in INSIDE else 403)


# -- writing it -------------------------------------------------------------------------------


@pytest.fixture
def presidency(bodies) -> Body:
    return Body.objects.get(kind="presidency")


@pytest.fixture
def steering(bodies) -> Body:
    return Body.objects.get(paired_seats=True)


def test_who_governs_is_led_to_each_act(steering, client_of, django_assert_max_num_queries):
    client, lise = client_of("co_manager"), Mandate.objects.get(body=steering)
    with django_assert_max_num_queries(12):
        page = text_of(client.get("/instances/"))
    poinfor = lise.organisation_id
    for path in (
        "/instances/creer/",
        f"/instances/{steering.pk}/modifier/",
        f"/instances/{steering.pk}/mandats/donner/",
        f"/instances/{steering.pk}/mandats/donner/?structure={poinfor}&siege=board",
        f"/mandats/{lise.pk}/corriger/",
        f"/mandats/{lise.pk}/terminer/",
    ):
        assert f'href="{path}"' in page
    assert "siege=employee" not in page
    assert 'Pourvoir<span class="vh"> : Siège administrateur, Poinfor</span>' in page
    read = text_of(client_of("accountant").get("/instances/"))
    for word in ("Pourvoir", "Corriger", "Mettre fin", "Modifier", "Créer", "Donner"):
        assert word not in read


BODY = {"name": "Comité des fêtes", "kind": "working_group", "frequency": "chaque mois"}


@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_body_is_created_then_told_otherwise(presidency, client_of, headers):
    client = client_of("co_manager")
    assert ("<main" in text_of(client.get("/instances/creer/", headers=headers))) == (not headers)
    answer = client.post("/instances/creer/", BODY, headers=headers)
    assert answer.headers["HX-Redirect" if headers else "Location"] == "/instances/"
    found = Body.objects.get(name="Comité des fêtes")
    assert found.rank > presidency.rank
    reword = f"/instances/{found.pk}/modifier/"
    assert 'value="chaque mois"' in text_of(client.get(reword))
    client.post(reword, BODY | {"frequency": "chaque été", "paired_seats": "on"})
    found.refresh_from_db()
    assert (found.frequency, found.paired_seats) == ("chaque été", True)
    again = client.post(reword, BODY | {"name": "coprésidence"}, headers=headers)
    assert again.status_code == 422
    assert again.context["form"].errors["name"]
    assert 'value="coprésidence"' in text_of(again)
    found.refresh_from_db()
    assert found.name == "Comité des fêtes"


def test_an_empty_seat_is_filled_with_structure_and_seat_already_chosen(steering, client_of):
    lise = Mandate.objects.get(body=steering)
    fill = f"/instances/{steering.pk}/mandats/donner/?structure={lise.organisation_id}&siege=board"
    client, tom = client_of("co_manager"), person("Tom", "Roche")
    form = client.get(fill, headers=DRAWER)
    page = text_of(form)
    assert f'<option value="{lise.organisation_id}" selected>Poinfor</option>' in page
    assert form.context["form"]["seat"].value() == "board"
    assert f'hx-post="{fill}"' in page
    sent = {"organisation": lise.organisation_id, "seat": "board", "person": tom.pk}
    answer = client.post(fill, sent | {"since": "2019"}, headers=DRAWER)
    assert answer.headers["HX-Redirect"] == "/instances/"
    given = Mandate.objects.get(person=tom)
    assert (given.title, given.seat) == ("Siège administrateur", "board")
    assert "Tous les sièges sont tenus" in text_of(client.get("/instances/"))


@pytest.mark.parametrize(
    ("case", "wrong", "field", "said"),
    [
        ("taken", {"seat": "employee"}, "seat", "est tenu par Lise Amar"),
        ("no seat", {"seat": ""}, "seat", "obligatoire"),
        ("nobody", {"person": ""}, "person", "obligatoire"),
        ("no such person", {"person": "9" * 30}, "person", "Sélectionnez un choix valide"),
        ("backwards", {"until": "2016"}, "until", "Corrigez l’une des deux dates"),
        ("no date", {"since": "bientôt"}, "since", "Cette date ne se lit pas"),
    ],
)
def test_a_wrong_mandate_keeps_what_was_typed(steering, client_of, case, wrong, field, said):
    poinfor, tom = Mandate.objects.get(body=steering).organisation_id, person("Tom", "Roche")
    sent = {"organisation": poinfor, "seat": "board", "person": tom.pk, "title": "porte-voix"}
    sent |= {"since": "2019", **wrong}
    give = f"/instances/{steering.pk}/mandats/donner/"
    answer = client_of("animator").post(give, sent, headers=DRAWER)
    assert answer.status_code == 422, case
    assert said in text_of(answer)
    assert answer.context["form"].errors[field]
    assert 'value="porte-voix"' in text_of(answer)
    assert Mandate.objects.count() == 2


def test_without_pairs_a_person_a_structure_or_both_sit(presidency, client_of):
    give, client = f"/instances/{presidency.pk}/mandats/donner/", client_of("animator")
    assert 'name="seat"' not in text_of(client.get(give))
    sent = {"title": "coprésidente", "since": "2018", "legal_agent": "on"}
    nobody = client.post(give, sent)
    assert nobody.status_code == 422
    assert nobody.context["form"].errors["person"]
    poinfor = Mandate.objects.get(seat="employee").organisation_id
    assert client.post(give, sent | {"organisation": poinfor}).status_code == 302
    assert client.post(give, sent | {"person": person("Tom", "Roche").pk}).status_code == 302
    assert presidency.mandates.count() == 3


def test_a_mandate_is_corrected_then_ends(presidency, client_of):
    omar, client = presidency.mandates.get(), client_of("co_manager")
    correct, end = f"/mandats/{omar.pk}/corriger/", f"/mandats/{omar.pk}/terminer/"
    page = text_of(client.get(correct))
    assert 'value="membre"' in page
    sent = {"person": omar.person_id, "title": "coprésident", "since": "mars 2017"}
    assert client.post(correct, sent | {"since": ""}).status_code == 422
    assert client.post(correct, sent).status_code == 302
    omar.refresh_from_db()
    assert (omar.title, str(omar.beginning), omar.legal_agent) == (
        "coprésident",
        "mars 2017",
        False,
    )
    assert "coprésident, depuis mars 2017" in text_of(client.get(end))
    refused = client.post(end, {"until": "2016"})
    assert refused.status_code == 422
    assert 'value="2016"' in text_of(refused)
    omar.refresh_from_db()
    assert omar.ends_on is None
    client.post(end, {"until": "juin 2018"})
    page = text_of(client.get("/instances/"))
    assert "1 mandat passé ou à venir" in page
    assert correct in page
    assert end not in page


@pytest.mark.parametrize("role", ROLES)
def test_the_co_managers_write_it_with_the_animation(presidency, client_of, role):
    client, one = client_of(role), presidency.mandates.get()
    for path in (
        "/instances/creer/",
        f"/instances/{presidency.pk}/modifier/",
        f"/instances/{presidency.pk}/mandats/donner/",
        f"/mandats/{one.pk}/corriger/",
        f"/mandats/{one.pk}/terminer/",
    ):
        status = client.get(path).status_code
        assert status == (302 if role == "visitor" else 200 if role in STEERS else 403), path


def test_a_mandate_noted_by_mistake_leaves_with_its_reason(bodies, client_of):
    client, found = client_of("co_manager"), Mandate.objects.get(person__family_name="Vidal")
    there = f"/mandats/{found.pk}/retirer/"
    assert f'href="{there}"' in client.get("/instances/").text
    assert f'href="{there}"' not in client_of("member_contact").get("/instances/").text
    assert client.post(there, {"reason": " "}).context["form"].errors["reason"]
    assert client.post(there, {"reason": "mauvaise personne"}).headers["Location"] == "/instances/"
    assert not Mandate.objects.filter(pk=found.pk).exists()
    told = Entry.objects.get(verb="governance.mandate_removed")
    assert told.details["reason"] == "mauvaise personne"


@pytest.mark.parametrize(
    ("given", "code"),
    [({"reason": ""}, "no-reason"), ({"frozen": {2017}}, "frozen-year"), ({"by": MEMBER}, "")],
)
def test_a_mandate_is_kept_by_the_rules(bodies, given, code):
    found, before = Mandate.objects.get(person__family_name="Vidal"), Entry.objects.count()
    with pytest.raises(Refused) as no:
        remove_mandate(found, **{"reason": "doublon", "frozen": set(), "by": ANIMATOR} | given)
    assert no.value.reason.code == (code or "not-allowed")
    assert (Mandate.objects.filter(pk=found.pk).count(), Entry.objects.count()) == (1, before)
