"""The history of a card is read by the team; nobody writes any more on who was erased."""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory import actions
from phares.people.directory.models import Person
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind
from tests.lives import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(cast):
    house = cast.houses["quai"]
    person = actions.introduce_person(
        organisation=house,
        given_name="Maud",
        family_name="Roy",
        title="Directrice",
        kind=FunctionKind.DIRECTION,
        since=read_dated("2010"),
        by=THE_POLE,
    )
    actions.give_consent(
        person=person, about="Photo", scope=ConsentScope.WEB, on=TODAY, by=THE_POLE
    )
    actions.edit_organisation(house, city="Port-aux-Lampes", by=THE_POLE)
    return person


def read(client, name, pk):
    return client.get(reverse(name, args=[pk])).content.decode()


def test_who_did_what_on_a_card_and_what_is_its_own(
    maud, cast, client_of, django_assert_max_num_queries
):
    house, client = cast.houses["quai"], client_of("accountant")
    assert "Histoire de la fiche" in read(client, "directory:organisation", house.pk)
    with django_assert_max_num_queries(45):
        told = read(client, "directory:organisation_history", house.pk)
    assert "a corrigé la fiche de Le Quai partagé" in told
    assert "rubriques" in told
    assert "a noté une fonction de Maud Roy, Directrice" in told


def test_agreements_are_told_to_those_who_keep_the_directory_only(maud, client_of):
    url = "directory:person_history"
    assert "a noté l’accord de" in read(client_of("animator"), url, maud.pk)
    told = read(client_of("receptionist"), url, maud.pk)
    assert "a noté une fonction de" in told
    assert "accord" not in told


def test_members_read_no_history(maud, cast, client_of):
    client = client_of("member_contact")
    assert "Histoire de la fiche" not in read(client, "directory:person", maud.pk)


def test_a_card_merged_takes_its_history_along(maud, client_of):
    other = actions.register_person(given_name="M.", family_name="Roy", by=THE_POLE)
    actions.merge_cards(maud.pk, other.pk, by=THE_POLE)
    client = client_of("animator")
    assert "a inscrit M. Roy" in read(client, "directory:person_history", maud.pk)
    moved = client.get(reverse("directory:person_history", args=[other.pk]))
    assert moved["Location"] == reverse("directory:person_history", args=[maud.pk])


def test_a_card_without_an_act_says_so(cast, client_of):
    told = read(client_of("animator"), "directory:organisation_history", cast.houses["digue"].pk)
    assert "Rien n’est encore arrivé" in told


def test_nothing_is_written_on_who_was_erased(maud, cast, client_of):
    Person.objects.filter(pk=maud.pk).update(erased_on=TODAY)
    maud.refresh_from_db()
    for act in (
        lambda: actions.edit_person(maud, given_name="Maude", by=THE_POLE, today=TODAY),
        lambda: actions.give_consent(
            person=maud, about="Photo", scope=ConsentScope.WEB, on=TODAY, by=THE_POLE
        ),
        lambda: actions.give_function(
            person=maud,
            organisation=cast.houses["digue"],
            title="Trésorière",
            kind=FunctionKind.BOARD,
            since=read_dated("2012"),
            by=THE_POLE,
        ),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.reason.code == "erased"
    told = read(client_of("animator"), "directory:person", maud.pk)
    assert "Modifier la fiche" not in told


def test_an_act_is_elided_before_a_name_as_in_the_journal(cast, client_of):
    person = actions.introduce_person(
        organisation=cast.houses["quai"],
        given_name="Anne-Lise",
        family_name="Roy",
        title="Directrice",
        kind=FunctionKind.DIRECTION,
        since=read_dated("2010"),
        by=THE_POLE,
    )
    told = read(client_of("animator"), "directory:person_history", person.pk)
    assert "a noté une fonction d’Anne-Lise Roy" in told
