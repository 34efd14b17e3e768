"""Belonging, persons, declarations, categories, the pole and the public directory, as pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.models import (
    Belonging,
    Category,
    Declaration,
    Function,
    Organisation,
    Person,
    Pole,
)
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind
from phares.people.directory.tests.test_pages_organisations import text_of, welcomed

pytestmark = pytest.mark.django_db


@pytest.fixture
def estime(cast):
    return welcomed("Mode Estime")


@pytest.fixture
def belonging(estime):
    return Belonging.objects.get(party=estime)


def url(name, *args):
    return reverse(f"directory:{name}", args=args)


# -- belonging --------------------------------------------------------------------------------


def test_one_leaves_with_a_reason_and_what_it_becomes(belonging, client_of):
    sent = {"until": "avant le 31/12/2015", "reason": "Grandit", "outcome": "À Stains"}
    client_of("animator").post(url("leave", belonging.pk), sent)
    belonging.refresh_from_db()
    assert str(belonging.ending) == "avant le 31 décembre 2015"
    assert (belonging.exit_reason, belonging.outcome) == ("Grandit", "À Stains")


def test_an_exit_before_the_entry_is_refused_and_writes_nothing(belonging, client_of):
    sent = {"until": "2012", "reason": "Grandit"}
    response = client_of("animator").post(url("leave", belonging.pk), sent)
    assert response.status_code == 422
    assert "avant son arrivée" in text_of(response)
    assert "Grandit" in text_of(response)
    assert response.context["form"].errors["until"]
    belonging.refresh_from_db()
    assert belonging.ends_on is None


def test_a_belonging_is_corrected_with_all_that_is_known_of_it(belonging, client_of):
    client, correct = client_of("animator"), url("correct", belonging.pk)
    assert correct in text_of(client.get(url("organisation", belonging.party_id)))
    assert 'value="mars 2013"' in text_of(client.get(correct))
    sent = {"since": "2012", "until": "juin 2015", "founder": "on", "exit_reason": "Grandit"}
    assert client.post(correct, sent | {"outcome": "À Stains"}).status_code == 302
    belonging.refresh_from_db()
    assert (str(belonging.beginning), str(belonging.ending)) == ("2012", "juin 2015")
    assert belonging.founder
    assert (belonging.exit_reason, belonging.outcome) == ("Grandit", "À Stains")
    assert correct in text_of(client.get(url("organisation", belonging.party_id)))


def test_a_wrong_correction_writes_nothing(belonging, client_of):
    correct = url("correct", belonging.pk)
    sent = {"since": "2016", "until": "2015"}
    response = client_of("animator").post(correct, sent)
    assert response.status_code == 422
    assert response.context["form"].errors["until"]
    assert client_of("co_manager").post(correct, {"since": "2012"}).status_code == 403
    belonging.refresh_from_db()
    assert str(belonging.beginning) == "mars 2013"


def test_one_moves_out_and_back_in(belonging, client_of):
    client = client_of("animator")
    client.post(url("move_out", belonging.pk), {"until": "juin 2014"})
    assert belonging.presences.get().ends_on is not None
    again = client.post(url("move_out", belonging.pk), {"until": "juillet 2014"})
    assert again.status_code == 422
    client.post(url("move_in", belonging.pk), {"since": "mars 2015"})
    assert belonging.presences.count() == 2


def test_the_same_belonging_twice_is_refused(estime, client_of):
    sent = {"role": "resident", "since": "2014"}
    response = client_of("animator").post(url("enter", estime.pk), sent)
    assert response.status_code == 422
    assert Belonging.objects.count() == 1
    assert client_of("animator").post(
        url("enter", estime.pk), {"role": "adherent", "since": "2014"}
    ).url == url("organisation", estime.pk)


@pytest.mark.parametrize("name", ["member_contact", "receptionist", "co_manager", "funder"])
def test_belonging_is_written_by_the_keepers(belonging, client_of, name):
    assert client_of(name).get(url("leave", belonging.pk)).status_code == 403
    assert client_of(name).post(url("welcome"), {"name": "X"}).status_code == 403


@pytest.mark.parametrize("ticked", [True, False])
def test_a_structure_is_shown_outside_when_somebody_says_so(client_of, ticked):
    sent = {"name": "La Nouvelle", "role": "resident", "since": "2015", "legal_form": "association"}
    sent |= {"in_public_directory": "on"} if ticked else {}
    assert client_of("animator").post(url("welcome"), sent).status_code == 302
    assert Organisation.objects.get(name="La Nouvelle").in_public_directory is ticked
    assert ("La Nouvelle" in text_of(client_of("visitor").get("/annuaire/"))) is ticked


# -- persons ----------------------------------------------------------------------------------

SAMIRA = {
    "given_name": "Samira",
    "family_name": "Belkacem",
    "title": "directrice",
    "kind": "direction",
    "since": "2013",
    "email": "samira@quai.test",
}


def test_a_contact_introduces_and_corrects_its_own_people(cast, client_of):
    quai, contact = cast.houses["quai"], client_of("member_contact")
    assert contact.post(url("introduce", quai.pk), SAMIRA).status_code == 302
    samira = Person.objects.get(family_name="Belkacem")
    correct = {"given_name": "Samira", "family_name": "Belkacem-Roy"}
    assert client_of("stranger").get(url("edit_person", samira.pk)).status_code == 403
    assert contact.post(url("edit_person", samira.pk), correct).status_code == 302
    function = Function.objects.get(person=samira)
    assert client_of("stranger").get(url("end_function", function.pk)).status_code == 403
    contact.post(url("end_function", function.pk), {"until": "2014"})
    function.refresh_from_db()
    assert function.ends_on is not None
    response = contact.post(url("introduce", cast.houses["digue"].pk), SAMIRA)
    assert response.status_code == 403


def test_a_contact_corrects_what_is_shown_of_its_own_people(cast, client_of):
    quai, contact = cast.houses["quai"], client_of("member_contact")
    contact.post(url("introduce", quai.pk), SAMIRA | {"public": "on", "public_reach": "on"})
    function = Function.objects.get(person__family_name="Belkacem")
    assert (function.public, function.public_reach) == (True, True)
    corrected = url("correct_function", function.pk)
    for card in (url("organisation", quai.pk), url("person", function.person_id)):
        assert corrected in text_of(contact.get(card))
        assert corrected not in text_of(client_of("stranger").get(card))
    form = text_of(contact.get(corrected))
    assert "Montrer aussi son courriel et son téléphone" in form
    assert 'value="directrice"' in form
    sent = {"title": "gérante", "kind": "direction", "since": "2014", "public_reach": "on"}
    for name in ("stranger", "member_staff", "co_manager", "mixed_keys"):
        expected = 302 if name == "mixed_keys" else 403
        answer = client_of(name).post(corrected, {**sent, "public": "on"})
        assert answer.status_code == expected
    # Hidden in one gesture: the reach goes with the name, ticked or not.
    assert contact.post(corrected, sent).url == url("organisation", quai.pk)
    function.refresh_from_db()
    assert (function.title, function.public, function.public_reach) == ("gérante", False, False)


def test_somebody_changes_function_in_one_act_and_one_is_back_at_the_person(cast, client_of):
    quai, contact = cast.houses["quai"], client_of("member_contact")
    contact.post(url("introduce", quai.pk), SAMIRA)
    held = Function.objects.get(person__family_name="Belkacem")
    card, address = url("person", held.person_id), url("change_function", held.pk)
    assert address in text_of(contact.get(card))
    assert address not in text_of(client_of("stranger").get(card))
    form = text_of(contact.get(address))
    assert "Directrice, Le Quai partagé, depuis" in form
    assert 'name="organisation"' not in form
    sent = {"since": "janvier 2016", "title": "médiatrice", "kind": "employee"}
    assert client_of("stranger").post(address, sent).status_code == 403
    assert contact.post(address, {**sent, "since": "1990"}).status_code == 422
    assert Function.objects.count() == 1
    assert contact.post(address, sent).url == card
    shown = text_of(contact.get(card))
    assert "n’est plus « directrice »" in shown
    assert [one.title for one in Function.objects.order_by("pk")] == ["directrice", "médiatrice"]


def test_a_correction_leads_back_to_where_it_was_asked(cast, client_of):
    contact = client_of("member_contact")
    contact.post(url("introduce", cast.houses["quai"].pk), SAMIRA)
    held = Function.objects.get(person__family_name="Belkacem")
    card = url("person", held.person_id)
    address = f"{url('correct_function', held.pk)}?next={card}"
    assert address in text_of(contact.get(card))
    sent = {"title": "gérante", "kind": "direction", "since": "2014"}
    assert contact.post(address, sent).url == card
    assert contact.post(url("end_function", held.pk), {"until": "2015"}).url == card


def test_the_form_sent_twice_asks_whether_it_is_the_same_person(cast, client_of):
    quai, contact = cast.houses["quai"], client_of("member_contact")
    page = contact.get(url("introduce", quai.pk)).text
    assert "C’est une autre personne" not in page
    assert contact.post(url("introduce", quai.pk), SAMIRA).status_code == 302
    again = contact.post(url("introduce", quai.pk), SAMIRA)
    assert again.status_code == 422
    assert "C’est une autre personne, du même nom" in text_of(again)
    assert "C’est la même personne : lui ajouter cette fonction" in text_of(again)
    assert again.context["form"].fields["namesake"].required
    assert Person.objects.count() == 1
    answered = SAMIRA | {"namesake": "same", "title": "trésorière"}
    assert contact.post(url("introduce", quai.pk), answered).status_code == 302
    assert (Person.objects.count(), Function.objects.count()) == (1, 2)


def test_people_are_found_by_name_or_structure(cast, client_of, django_assert_max_num_queries):
    client_of("animator").post(url("introduce", cast.houses["quai"].pk), SAMIRA)
    client = client_of("stranger")
    with django_assert_max_num_queries(12):
        text = text_of(client.get(url("people"), {"q": "belkacem"}))
    assert "Samira Belkacem" in text
    assert "samira@quai.test" not in text
    assert "samira@quai.test" in text_of(client_of("receptionist").get(url("people")))
    samira = Person.objects.get(family_name="Belkacem")
    assert "samira@quai.test" not in text_of(client.get(url("person", samira.pk)))
    assert "samira@quai.test" in text_of(client_of("animator").get(url("person", samira.pk)))
    assert client_of("funder").get(url("people")).status_code == 403


# -- declarations -----------------------------------------------------------------------------


def test_zero_is_an_answer_and_a_blank_is_none(estime, client_of):
    sent = {"permanent_jobs": "6", "volunteers": "0", "turnover_eur": "1 350", "jobs": ""}
    client_of("animator").post(url("declare", estime.pk, 2015), sent)
    said = dict(Declaration.objects.values_list("kind", "value"))
    assert said == {"permanent_jobs": 6, "volunteers": 0, "turnover_eur": 1350}


@pytest.mark.parametrize(
    ("year", "sent"),
    [
        (2015, {"volunteers": "beaucoup"}),
        (2015, {"volunteers": "-1"}),
        (2015, {"turnover_eur": "9" * 15}),
    ],
)
def test_a_wrong_declaration_writes_nothing(estime, client_of, year, sent):
    response = client_of("animator").post(url("declare", estime.pk, year), sent)
    assert response.status_code == 422
    assert next(iter(sent.values())) in text_of(response)
    assert not Declaration.objects.exists()


def test_who_answered_who_did_not_and_the_last_known_apart(
    estime, client_of, django_assert_max_num_queries
):
    halage = welcomed("Halage")
    for house, year, value in ((halage, 2015, 24), (estime, 2014, 7)):
        actions.declare(
            organisation=house,
            year=year,
            kind=Declared.PERMANENT_JOBS,
            value=value,
            by=THE_POLE,
            today=read_dated("2016-01-04").day,
        )
    client = client_of("co_manager")
    with django_assert_max_num_queries(12):
        text = text_of(client.get(url("declarations", 2015)))
    assert "1 structure sur 2 a répondu" in text
    assert "emplois permanents : 7 (2014)" in text
    assert client.get(url("declarations", 2999)).status_code == 404
    assert "Halage" in text_of(client.get(url("declarations", 2015), {"format": "csv"}))


def test_a_structure_sees_its_own_declarations_only(cast, estime, client_of):
    actions.enter_pole(
        party=cast.houses["quai"],
        role=BelongingRole.RESIDENT,
        since=read_dated("2013"),
        by=THE_POLE,
    )
    text = text_of(client_of("member_contact").get(url("declarations", 2015)))
    assert "Le Quai partagé" in text
    assert "Mode Estime" not in text
    other = url("declare", estime.pk, 2015)
    assert client_of("member_contact").post(other, {"volunteers": "1"}).status_code == 403
    assert not Declaration.objects.exists()


# -- categories -------------------------------------------------------------------------------


def test_a_category_in_use_stays_and_says_why(cast, client_of):
    formation = Category.objects.create(name="Formation", rank=1)
    welcomed("Procarist", main_category=formation)
    client = client_of("animator")
    opens = f'hx-get="{url("rename_category", formation.pk)}" hx-target="#tiroir-corps"'
    assert f'{opens} hx-swap="innerHTML"' in text_of(client.get(url("categories")))
    response = client.post(url("delete_category", formation.pk))
    assert response.status_code == 422
    assert "sert à 1 structure" in text_of(response)
    assert Category.objects.filter(pk=formation.pk).exists()
    client.post(url("rename_category", formation.pk), {"name": "Apprendre"})
    client.post(url("add_category"), {"name": "Conseil"})
    client.post(url("delete_category", Category.objects.get(name="Conseil").pk))
    assert [one.name for one in Category.objects.all()] == ["Apprendre"]
    assert client.post(url("add_category"), {"name": "apprendre"}).status_code == 422


# -- the pole ---------------------------------------------------------------------------------


def test_the_pole_shows_its_texts_and_its_sources(cast, client_of, django_assert_max_num_queries):
    actions.state_text(
        pole=cast.pole, key="mission", text="Coopérer", since=read_dated("2010"), by=THE_POLE
    )
    client = client_of("member_staff")
    with django_assert_max_num_queries(12):
        text = text_of(client.get(url("pole")))
    assert "Coopérer" in text
    assert "Modifier la fiche" not in text
    assert client.get(url("describe_pole")).status_code == 403


def test_the_first_card_of_the_pole(cast, client_of):
    Pole.objects.all().delete()
    client = client_of("animator")
    assert "pas encore décrit" in text_of(client.get(url("pole")))
    client.post(url("describe_pole"), {"name": "Le Sillon", "place": "Saint-Brieuc"})
    assert Pole.objects.get().is_home


# -- outside ----------------------------------------------------------------------------------


def test_the_outside_reads_what_structures_agreed_to_show(
    cast, client_of, django_assert_max_num_queries
):
    shown = welcomed("Mode Estime", email="prive@estime.test")
    hidden = welcomed("La Discrète", in_public_directory=False)
    for title, public in (("directrice", True), ("comptable", False)):
        actions.introduce_person(
            organisation=shown,
            given_name="Ada",
            family_name=title.capitalize(),
            title=title,
            kind=FunctionKind.DIRECTION,
            since=read_dated("2013"),
            public=public,
            by=THE_POLE,
        )
    visitor = client_of("visitor")
    with django_assert_max_num_queries(12):
        text = text_of(visitor.get(url("public_directory")))
    assert "Mode Estime" in text
    assert "La Discrète" not in text
    card = text_of(visitor.get(url("public_organisation", shown.pk)))
    assert "Ada Directrice" in card
    assert "Ada Comptable" not in card
    assert "prive@estime.test" not in card
    assert visitor.get(url("public_organisation", hidden.pk)).status_code == 404


def test_the_form_of_each_silent_structure_is_one_tap_away(estime, client_of):
    declare = url("declare", estime.pk, 2015)
    assert f'hx-get="{declare}"' in text_of(client_of("animator").get(url("declarations", 2015)))
    assert declare not in text_of(client_of("co_manager").get(url("declarations", 2015)))
    exported = client_of("animator").get(url("declarations", 2015), {"format": "csv"})
    assert "Saisie" not in b"".join(exported).decode("utf-8-sig")
