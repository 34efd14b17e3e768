"""Two cards for one house become one: no link is lost, no figure moves, what was frozen is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from phares.common.audit.models import Entry
from phares.cooperative.governance.models import Mandate
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory import actions
from phares.people.directory.actions.merging import references
from phares.people.directory.models import (
    Alias,
    Belonging,
    Declaration,
    Function,
    Link,
    Organisation,
    Party,
    Person,
    Presence,
    Unlike,
)
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind, LinkKind
from phares.steering.privacy import actions as privacy
from phares.steering.privacy.queries import of_person
from phares.steering.reporting.queries import frozen
from phares.steering.reporting.queries.figures import figures_of
from phares.steering.reporting.tests.factories import freeze, small_pole
from tests.lives import ADMINISTRATOR, NOW, TODAY, a_life
from tests.parties import ACCOUNTANT, ANIMATOR
from tests.stories.demo import Phares2015

SIREN, SIRET = "552100554", "55210055400013"


def pointing_at(card):
    """Every row of every table that still leads to a card, by table and column."""
    return [
        (table._meta.label, column.name, str(row))
        for table, column in references(type(card))
        if column.name != "merged_into"
        for row in table._base_manager.filter(**{column.attname: card.pk})
    ]


class EveryHouseOfTheDemo(Phares2015):
    def test_whatever_a_house_is_tied_to_follows_it(self):
        """An empty card takes over each structure of the demonstration, all its ties with it."""
        before = {code: one.value for code, one in self.figures().items()}
        houses = list(Organisation.objects.order_by("pk"))
        tied = sum(len(pointing_at(one)) for one in houses)
        assert tied > 300
        for old in houses:
            new = actions.register_organisation(
                name=f"{old.name} bis", legal_form=old.legal_form, by=THE_POLE
            )
            actions.merge_cards(new.pk, old.pk, by=THE_POLE)
            assert pointing_at(old) == []
        kept = Organisation.objects.order_by("pk")
        assert [one.name for one in kept] == [f"{one.name} bis" for one in houses]
        assert {code: one.value for code, one in self.figures().items()} == before
        aliases = sum(len({one.name, one.short_name} - {""}) for one in houses)
        assert sum(len(pointing_at(one)) for one in kept) >= tied + aliases - len(houses)

    def test_and_each_person(self):
        before = {code: one.value for code, one in self.figures().items()}
        for old in list(Person.objects.order_by("pk")):
            new = actions.register_person(given_name="Une", family_name="Autre", by=THE_POLE)
            actions.merge_cards(new.pk, old.pk, by=THE_POLE)
            assert pointing_at(old) == []
        assert {code: one.value for code, one in self.figures().items()} == before


def house(name, **card):
    return actions.register_organisation(name=name, by=THE_POLE, **card)


def resident(party, since, until=""):
    end = read_dated(until) if until else None
    return actions.enter_pole(
        party=party, role=BelongingRole.RESIDENT, since=read_dated(since), until=end, by=THE_POLE
    )


@pytest.fixture
def both(db):
    """Halage, resident since 2001, and a second card of it, thinner."""
    small_pole()
    kept = Organisation.objects.get(name="Halage")
    lost = house("Halage 93", siret=SIRET, city="Saint-Denis", email="halage@exemple.fr")
    return kept, lost


def refused(code, kept, lost, by=ANIMATOR):
    """No for this reason; nothing moved."""
    before = [list(table.objects.values_list()) for table in (Belonging, Alias, Entry, Declaration)]
    with pytest.raises(Refused) as caught:
        actions.merge_cards(kept.pk, lost.pk, by=by)
    assert caught.value.reason.code == code
    assert Party._base_manager.filter(merged_into__isnull=False).count() == 0
    tables = (Belonging, Alias, Entry, Declaration)
    assert [list(table.objects.values_list()) for table in tables] == before
    return caught.value.reason.sentence


def test_the_kept_card_says_what_only_the_other_said(both):
    kept, lost = both
    actions.merge_cards(kept.pk, lost.pk, by=ANIMATOR)
    kept.refresh_from_db()
    assert (kept.name, kept.siret, kept.siren, kept.city) == (
        "Halage",
        SIRET,
        SIREN,
        "Saint-Denis",
    )
    assert (kept.email, kept.description) == ("halage@exemple.fr", "Espaces verts.")
    assert [one.name for one in kept.aliases.all()] == ["Halage 93"]
    assert " halage 93 " in kept.search
    gone = Organisation._base_manager.get(pk=lost.pk)
    assert (gone.name, gone.merged_into_id, gone.siret, gone.search) == (
        "Halage 93",
        kept.pk,
        "",
        "",
    )
    assert not Organisation.objects.filter(pk=lost.pk).exists()
    line = Entry.objects.get(verb="organisation.merged")
    assert (line.subject, line.details["before"]) == ("Halage", "Halage 93")


def test_a_row_that_says_nothing_more_leaves_and_is_told(both):
    kept, lost = both
    stay = resident(lost, "2005", "2010")
    actions.declare(
        organisation=lost,
        year=2015,
        kind=Declared.PERMANENT_JOBS,
        value=24,
        by=THE_POLE,
        today=TODAY,
    )
    actions.link_organisations(subject=kept, kind=LinkKind.BELONGS_TO, target=lost, by=THE_POLE)
    actions.merge_cards(kept.pk, lost.pk, by=ANIMATOR)
    assert Belonging.objects.filter(party=kept).count() == 1
    assert Presence.objects.filter(belonging__party=kept).count() == 1
    assert Declaration.objects.filter(organisation=kept, year=2015).count() == 1
    assert not Link.objects.exists()
    left = Entry.objects.filter(verb="card.row_left").values_list("subject_key", flat=True)
    assert f"directory.belonging:{stay.pk}" in left
    assert pointing_at(Organisation._base_manager.get(pk=lost.pk)) == []


def test_rows_that_contradict_each_other_are_to_be_solved_first(both):
    kept, lost = both
    resident(lost, "1999")
    assert "appartenance" in refused("clash", kept, lost)


def test_two_answers_for_one_year_are_to_be_solved_first(both):
    kept, lost = both
    actions.declare(
        organisation=lost,
        year=2015,
        kind=Declared.PERMANENT_JOBS,
        value=25,
        by=THE_POLE,
        today=TODAY,
    )
    assert "déclaration" in refused("clash", kept, lost)


def test_two_numbers_are_two_houses(both):
    kept, lost = both
    actions.edit_organisation(kept, siren="732829320", by=THE_POLE)
    assert SIREN in refused("numbers", kept, lost)


def test_who_may_and_what_is_no_pair(both):
    kept, lost = both
    refused("forbidden", kept, lost, by=ACCOUNTANT)
    refused("itself", kept, kept)
    refused("kinds", kept, actions.register_person(given_name="A", family_name="B", by=THE_POLE))


def test_what_was_merged_is_not_merged_again(both):
    kept, lost = both
    actions.merge_cards(kept.pk, lost.pk, by=ANIMATOR)
    third = house("Halage Services")
    with pytest.raises(Refused) as caught:
        actions.merge_cards(third.pk, lost.pk, by=ANIMATOR)
    assert caught.value.reason.code == "merged"
    actions.merge_cards(third.pk, kept.pk, by=ANIMATOR)
    assert Organisation._base_manager.get(pk=lost.pk).merged_into_id == third.pk


def test_a_frozen_year_is_still_explained(both):
    kept, lost = both
    stay = resident(lost, "2005")
    freeze()
    then = {one.code: one.frozen.row_keys for one in figures_of(2015) if one.frozen}
    assert f"directory.belonging:{stay.pk}" in then["residents"]
    actions.merge_cards(kept.pk, lost.pk, by=ANIMATOR)
    [figure] = [one for one in figures_of(2015) if one.code == "residents"]
    assert figure.frozen is not None
    assert figure.frozen.row_keys == then["residents"]
    told = frozen.kept_of(figure)
    assert told is not None
    labels = {row.key: row.label for row in told.rows}
    assert labels[f"directory.belonging:{stay.pk}"] == "Halage 93, habitante"


def test_what_is_unlike_follows_and_is_noted_once(both):
    kept, lost = both
    third = house("Alage")
    actions.tell_apart(third.pk, lost.pk, by=ANIMATOR)
    actions.tell_apart(lost.pk, third.pk, by=ANIMATOR)
    assert Unlike.objects.count() == 1
    actions.merge_cards(kept.pk, lost.pk, by=ANIMATOR)
    pair = Unlike.objects.get()
    assert {pair.first_id, pair.second_id} == {kept.pk, third.pk}
    for other in (kept.pk, 999_999):
        with pytest.raises(Refused):
            actions.tell_apart(kept.pk, other, by=ANIMATOR)


@pytest.mark.django_db
def test_two_cards_of_one_person_become_one_who_can_be_forgotten():
    life = a_life()
    other = actions.register_person(
        given_name="Maude", family_name="Roy", email="maude@exemple.fr", by=THE_POLE
    )
    actions.give_function(
        person=other,
        organisation=life.house,
        title="Trésorière",
        kind=FunctionKind.BOARD,
        since=read_dated("2003"),
        until=read_dated("2004"),
        by=THE_POLE,
    )
    actions.merge_cards(life.person.pk, other.pk, by=ANIMATOR)
    life.person.refresh_from_db()
    assert Function.objects.filter(person=life.person).count() == 2
    assert life.person.email == "maud@exemple.fr"
    assert " maude roy " in life.person.search
    privacy.erase(
        of_person(life.person.pk), reason="À sa demande", by=ADMINISTRATOR, today=TODAY, now=NOW
    )
    assert not Party._base_manager.filter(name__contains="Maud").exists()
    assert not Entry.objects.filter(subject__contains="Maude").exists()
    assert not Entry.objects.filter(details__icontains="Maude").exists()


@pytest.mark.django_db
def test_two_persons_who_sit_at_once_are_to_be_solved_first():
    life = a_life()
    administrator_card = actions.register_person(given_name="M.", family_name="Roy", by=THE_POLE)
    body = Mandate.objects.get(person=life.person).body
    Mandate.objects.create(
        body=body, person=administrator_card, title="trésorière", starts_on=date(2007, 1, 1)
    )
    assert "mandat" in refused("clash", life.person, administrator_card)


@pytest.mark.django_db
def test_the_pages_propose_merge_and_follow(client_of, django_assert_max_num_queries):
    kept, lost = house("Halage 92"), house("Halage 93")
    client = client_of("animator")
    url = reverse("directory:duplicates")
    with django_assert_max_num_queries(16):
        told = client.get(url).content.decode()
    assert "Halage 93" in told
    assert "noms presque pareils" in told
    merge = reverse("directory:merge", args=[kept.pk, lost.pk])
    assert "fiche nº" in client.get(merge).content.decode()
    assert client.post(merge, {"kept": "999999"}).status_code == 422
    done = client.post(merge, {"kept": str(kept.pk)})
    assert done["Location"] == reverse("directory:organisation", args=[kept.pk])
    old = client.get(reverse("directory:organisation", args=[lost.pk]))
    assert old["Location"] == reverse("directory:organisation", args=[kept.pk])
    assert client.get(merge).status_code == 404
    assert "Aucune structure ne ressemble" in client.get(url).content.decode()
    assert client.get(reverse("directory:organisation", args=[999_999])).status_code == 404


@pytest.mark.django_db
def test_a_pair_told_apart_is_proposed_no_more(client_of):
    kept, lost = house("Halage 92"), house("Halage 93")
    client, url = client_of("administrator"), reverse("directory:duplicates")
    client.post(reverse("directory:tell_apart", args=[kept.pk, lost.pk]))
    assert Unlike.objects.count() == 1
    assert "Halage 93" not in client.get(url).content.decode()


@pytest.mark.django_db
def test_nothing_alike_says_so(client_of):
    told = client_of("animator").get(reverse("directory:duplicates")).content.decode()
    assert "Aucune personne ne ressemble" in told
    assert "Aucune structure ne ressemble" in told
