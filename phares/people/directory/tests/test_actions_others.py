"""Declarations, lists, the pole: written and refused."""

from __future__ import annotations

from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.people.directory import actions
from phares.people.directory.models import (
    Category,
    Declaration,
    Organisation,
    Pole,
    Public,
    Territory,
)
from phares.people.directory.queries.vocabulary import categories_with_use
from phares.people.directory.rules.kinds import (
    Declared,
    FactKind,
    StatementKey,
    TerritoryKind,
)
from phares.people.directory.tests.factories import TODAY, a_pole, refused, structure, when
from tests.parties import acting

pytestmark = pytest.mark.django_db
JOBS, VOLUNTEERS = Declared.PERMANENT_JOBS, Declared.VOLUNTEERS


@pytest.fixture
def halage() -> Organisation:
    return structure("Halage")


def said(organisation: Organisation, year: int = 2015) -> dict[str, int]:
    rows = Declaration.objects.filter(organisation=organisation, year=year)
    return dict(rows.values_list("kind", "value"))


# -- declarations -------------------------------------------------------------------------


def declare(organisation: Organisation, by: Actor = THE_POLE, **values: int | None) -> int:
    return actions.declare_year(
        organisation=organisation,
        year=2015,
        values={Declared(kind): value for kind, value in values.items()},
        by=by,
        today=TODAY,
    )


def test_a_structure_answers_all_at_once_and_zero_is_an_answer(halage: Organisation) -> None:
    contact = acting(Role.MEMBER_CONTACT, halage.pk)
    assert declare(halage, contact, permanent_jobs=24, volunteers=0, turnover_eur=None) == 2
    assert said(halage) == {"permanent_jobs": 24, "volunteers": 0}
    one = Declaration.objects.get(kind=JOBS.value)
    assert (one.declared_by, one.declared_on) == (contact.name, TODAY)


def test_an_answer_given_again_replaces_the_first(halage: Organisation) -> None:
    declare(halage, permanent_jobs=24, volunteers=8)
    assert declare(halage, permanent_jobs=25, volunteers=8) == 1
    assert said(halage) == {"permanent_jobs": 25, "volunteers": 8}
    last = Entry.objects.filter(verb="declaration.made").latest("pk")
    assert last.details == {"year": 2015, "permanent_jobs": "24 → 25"}


def test_an_answer_may_be_taken_back(halage: Organisation) -> None:
    declare(halage, permanent_jobs=24)
    declare(halage, permanent_jobs=None)
    assert said(halage) == {}


def test_the_same_answer_again_writes_nothing(halage: Organisation) -> None:
    declare(halage, permanent_jobs=24)
    before = Entry.objects.count()
    assert declare(halage, permanent_jobs=24) == 0
    assert Entry.objects.count() == before


def test_one_figure_said_by_telephone_with_its_source(halage: Organisation) -> None:
    actions.declare(
        organisation=halage, year=2015, kind=VOLUNTEERS, value=4, by=THE_POLE, today=TODAY,
        said_by="La directrice", source="appel", illustrative=True,
    )  # fmt: skip
    one = Declaration.objects.get()
    assert (one.declared_by, one.source, one.illustrative) == ("La directrice", "appel", True)


@pytest.mark.parametrize(
    ("year", "value", "no"), [(2017, 3, "future-year"), (2015, -1, "value"), (1789, 3, "year")]
)
def test_a_wrong_answer_is_refused(halage: Organisation, year: int, value: int, no: str) -> None:
    with refused(no):
        actions.declare(
            organisation=halage, year=year, kind=JOBS, value=value, by=THE_POLE, today=TODAY
        )


def test_a_wrong_figure_leaves_the_good_ones_unwritten(halage: Organisation) -> None:
    with refused("value"):
        declare(halage, permanent_jobs=24, volunteers=-1)


@pytest.mark.parametrize(
    ("role", "house"),
    [(Role.MEMBER_CONTACT, 0), (Role.MEMBER_STAFF, 1), (Role.ACCOUNTANT, 0), (Role.FUNDER, 1)],
)
def test_nobody_answers_for_another(halage: Organisation, role: Role, house: int) -> None:
    with refused("forbidden"):
        declare(halage, acting(role, halage.pk if house else 999), permanent_jobs=1)


# -- lists --------------------------------------------------------------------------------


def test_categories_come_one_after_the_other_and_may_change_places() -> None:
    first, second = (
        actions.add_category(name=name, by=THE_POLE) for name in ("Insertion", "Formation")
    )
    assert [c.name for c in Category.objects.all()] == ["Insertion", "Formation"]
    actions.shift_category(second, up=True, by=THE_POLE)
    assert [c.name for c in Category.objects.all()] == ["Formation", "Insertion"]
    actions.shift_category(second, up=False, by=THE_POLE)
    assert [c.name for c in Category.objects.all()] == ["Insertion", "Formation"]
    for one, up in ((first, True), (second, False)):
        with refused("at-the-edge"):
            actions.shift_category(one, up=up, by=THE_POLE)
    assert [c.name for c in Category.objects.all()] == ["Insertion", "Formation"]


def test_a_category_is_renamed_and_its_structures_keep_it() -> None:
    made = actions.add_category(name="Insertion", short_name="Ins.", by=THE_POLE)
    card = structure("Halage", main_category=made)
    actions.add_category(name="Formation", by=THE_POLE)
    actions.rename_category(made, name="Insertion sociale", by=THE_POLE)
    card.refresh_from_db()
    assert str(card.main_category) == "Insertion sociale"
    assert Category.objects.get(pk=made.pk).short_name == "Ins."
    with refused("name"):
        actions.rename_category(made, name="formation", by=THE_POLE)
    with refused("name"):
        actions.add_category(name=" FORMATION ", by=THE_POLE)


def test_a_category_in_use_stays_and_the_sentence_says_how_many_carry_it() -> None:
    made = actions.add_category(name="Insertion", by=THE_POLE)
    structure("Halage", main_category=made)
    structure("Novaedia", categories=[made])
    with refused("category-in-use") as said_why:
        actions.delete_category(made, by=THE_POLE)
    assert "sert à 2\u00a0structures" in said_why[0].sentence
    assert categories_with_use().get().used == 2


def test_a_category_that_nobody_carries_goes_away() -> None:
    actions.delete_category(actions.add_category(name="Inutile", by=THE_POLE), by=THE_POLE)
    assert not Category.objects.exists()


def test_what_a_card_names_stays_in_its_list() -> None:
    """A public or a territory goes away once nothing names it, and not before."""
    young = actions.add_public(code="jeunes", name="Jeunes", by=THE_POLE)
    around = actions.add_territory(name="Plaine", kind=TerritoryKind.EPCI, by=THE_POLE)
    town = actions.add_territory(
        name="Stains", kind=TerritoryKind.COMMUNE, parent=around, by=THE_POLE
    )
    card = structure("Halage", publics=[young], territories=[town])
    acts = {
        "1\u00a0fiche": lambda: actions.withdraw_public(young, by=THE_POLE),
        "1\u00a0territoire": lambda: actions.withdraw_territory(around, by=THE_POLE),
    }
    for told, act in acts.items():
        with refused("in-use") as said_why:
            act()
        assert told in said_why[0].sentence
    actions.edit_organisation(card, publics=[], territories=[], by=THE_POLE)
    actions.withdraw_public(young, by=THE_POLE)
    actions.withdraw_territory(town, by=THE_POLE)
    actions.withdraw_territory(around, by=THE_POLE)
    assert not Public.objects.exists()
    assert not Territory.objects.exists()


def test_only_those_who_keep_the_records_touch_the_lists() -> None:
    made, member = actions.add_category(name="Insertion", by=THE_POLE), acting(Role.CO_MANAGER)
    acts = [
        lambda: actions.add_category(name="Autre", by=member),
        lambda: actions.rename_category(made, name="Autre", by=member),
        lambda: actions.shift_category(made, up=True, by=member),
        lambda: actions.delete_category(made, by=member),
        lambda: actions.add_public(code="jeunes", name="Jeunes", by=member),
        lambda: actions.withdraw_public(Public(pk=1, name="Jeunes"), by=member),
        lambda: actions.withdraw_territory(Territory(pk=1, name="Stains"), by=member),
        lambda: actions.add_territory(name="Stains", kind=TerritoryKind.COMMUNE, by=member),
    ]
    for act in acts:
        with refused("forbidden"):
            act()


# -- the pole -----------------------------------------------------------------------------


def test_our_pole_is_one_and_another_may_be_run_by_contract() -> None:
    ours = a_pole()
    with refused("home-pole"):
        actions.add_pole(name="Deuxième", is_home=True, by=THE_POLE)
    carrier = structure("La Cité PHARES")
    actions.add_pole(name="Pôle de Plaine Commune", carrier=carrier, source="000:41", by=THE_POLE)
    actions.describe_pole(ours, carrier=carrier, slogan="Un carrefour", by=THE_POLE)
    assert sorted(carrier.carried_poles.values_list("name", flat=True)) == [
        "Pôle de Plaine Commune", "Pôle des Phares",
    ]  # fmt: skip
    assert Pole.objects.get(is_home=True).name == "Pôle des Phares"


def test_two_sources_that_differ_are_two_facts() -> None:
    ours = a_pole()
    fact: dict[str, Any] = {"pole": ours, "by": THE_POLE}
    actions.record_fact(kind=FactKind.CONSTITUTION, text="Constitution de la SCIC",
                        when=when("décembre 2014"), source="001:20", **fact)  # fmt: skip
    other = actions.record_fact(kind=FactKind.REGISTRATION, text="Création de la SCIC",
                                when=when("janvier 2015"), source="000:27", **fact)  # fmt: skip
    assert [str(f) for f in ours.facts.all()] == [
        "décembre 2014 : Constitution de la SCIC", "janvier 2015 : Création de la SCIC",
    ]  # fmt: skip
    actions.strike_fact(other, by=THE_POLE)
    assert ours.facts.count() == 1
    with refused("text"):
        actions.record_fact(kind=FactKind.EVENT, text=" ", when=when("2015"), **fact)


def test_texts_hold_for_a_while() -> None:
    ours = a_pole()
    made = actions.state_text(
        pole=ours, key=StatementKey.AIM, text="Créer de l’emploi", since=when("2015"), by=THE_POLE
    )
    assert (made.key, str(made.beginning)) == ("aim", "2015")
    with refused("ends-before-start"):
        actions.state_text(
            pole=ours, key="aim", text="Autre", since=when("2015"), until=when("2014"), by=THE_POLE
        )


def test_only_those_who_keep_the_records_describe_the_pole() -> None:
    ours, member = a_pole(), acting(Role.MEMBER_CONTACT, 1)
    acts = [
        lambda: actions.describe_pole(ours, slogan="Autre", by=member),
        lambda: actions.add_pole(name="Autre", by=member),
        lambda: actions.state_text(
            pole=ours, key="aim", text="Autre", since=when("2015"), by=member
        ),
        lambda: actions.record_fact(
            pole=ours, kind=FactKind.EVENT, text="Fête", when=when("2015"), by=member
        ),
        lambda: actions.cite_context(label="a", value="1", area="F", year=2015, by=member),
    ]
    for act in acts:
        with refused("forbidden"):
            act()
