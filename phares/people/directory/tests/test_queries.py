"""Reads of the directory: who, on which day, for whom, in how many queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.people.directory import actions, queries
from phares.people.directory.alerts import for_actor
from phares.people.directory.models import Function, Organisation, Pole
from phares.people.directory.queries.organisations import (
    HEADING,
    heading_of,
    left_within_a_year,
)
from phares.people.directory.queries.pages import answers_told
from phares.people.directory.queries.ties import is_there, ties_of
from phares.people.directory.rules.kinds import (
    Declared,
    FactKind,
    FunctionKind,
    LinkKind,
    TerritoryKind,
)
from phares.people.directory.rules.permissions import READS_ALL_DECLARATIONS
from phares.people.directory.tables import declaration_table, presence_of
from phares.people.directory.tests.factories import (
    ADHERENT,
    FUNDER,
    GUEST,
    PARTNER,
    RESIDENT,
    TODAY,
    a_pole,
    declared,
    member,
    structure,
    when,
)
from tests.parties import acting, person

pytestmark = pytest.mark.django_db
LAST_DAY = date(2015, 12, 31)


@pytest.fixture(autouse=True)
def pole() -> Pole:
    return a_pole()


def of(belonging) -> Organisation:
    return Organisation.objects.get(pk=belonging.party_id)


def names(rows) -> list[str]:
    return sorted(getattr(row, "party", row).name for row in rows)


def some_members() -> None:
    member("Halage", since="2001")
    member("Novaedia", since="2012", gone="avant le 31/12/2015")
    member("Femasif", role=GUEST, since="janvier 2015", left="août 2015")
    member("Poinfor", role=ADHERENT, since="2014")
    member("Ville", role=PARTNER, since="2015")
    member("Région", role=FUNDER, since="2014")


# -- who, on which day --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "present"),
    [
        ("2000-12-31", []),
        ("2015-01-01", ["Femasif", "Halage"]),
        ("2015-08-31", ["Femasif", "Halage"]),
        ("2015-09-01", ["Halage"]),
        ("2015-12-31", ["Halage"]),
    ],
)
def test_who_is_for_sure_in_the_premises(day: str, present: list[str]) -> None:
    some_members()
    assert names(queries.residents_present_on(date.fromisoformat(day))) == present


def test_members_partners_and_who_came_or_left() -> None:
    some_members()
    assert names(queries.adherents_on(LAST_DAY)) == ["Poinfor"]
    assert names(queries.partners_by_kind(2015)) == ["Ville"]
    assert names(queries.moves_since(date(2015, 1, 31), TODAY)) == ["Femasif"]
    assert names(Organisation.objects.filter(left_within_a_year(TODAY))) == ["Femasif"]


def test_who_goes_on_as_a_member_did_not_leave() -> None:
    """Guest, then resident; resident, then adherent. Who comes back later did leave."""
    for name, role, until, then, since in (
        ("Terragram", GUEST, "août 2015", RESIDENT, "septembre 2015"),
        ("Femasif", GUEST, "août 2015", None, ""),
        ("Halage", RESIDENT, "juin 2015", ADHERENT, "juin 2015"),
        ("Revenante", RESIDENT, "mars 2015", RESIDENT, "octobre 2015"),
        ("Financée", RESIDENT, "mai 2015", FUNDER, "2015"),
        ("En vacances", RESIDENT, "28/8/2015", RESIDENT, "septembre 2015"),
        ("Lente", GUEST, "28/8/2015", RESIDENT, "4/9/2015"),
        ("Trop lente", GUEST, "28/8/2015", RESIDENT, "6/9/2015"),
    ):
        held = member(name, role=role, since="mars 2014", left=until)
        if then:
            actions.enter_pole(party=held.party, role=then, since=when(since), by=THE_POLE)
    gone = ["Femasif", "Financée", "Revenante", "Trop lente"]
    assert names(Organisation.objects.filter(left_within_a_year(LAST_DAY))) == gone
    told = [
        (one.party.name, one.role, one.before)
        for one in queries.moves_since(date(2014, 12, 31), LAST_DAY)
    ]
    assert told == [
        ("Femasif", "guest", None), ("Trop lente", "guest", None), ("Financée", "resident", None),
        ("Revenante", "resident", None), ("Revenante", "resident", None),
        ("Trop lente", "resident", None), ("Lente", "resident", "guest"),
        ("Terragram", "resident", "guest"), ("Halage", "adherent", None),
    ]  # fmt: skip
    for number in (1, 4, 20):
        first = queries.latest_moves(date(2014, 12, 31), LAST_DAY, number)
        assert [(one.party.name, one.role, one.before) for one in first] == told[:number]


def test_another_pole_has_its_own_members() -> None:
    other = actions.add_pole(name="Autre pôle", by=THE_POLE)
    member("Ailleurs", since="2010", pole=other)
    assert not queries.residents_present_on(LAST_DAY)
    assert not queries.asked_in(2015)


# -- the list -----------------------------------------------------------------------------


def test_the_list_groups_by_category_then_by_what_others_are() -> None:
    formation = actions.add_category(name="Formation", rank=2, by=THE_POLE)
    insertion = actions.add_category(name="Insertion", rank=1, by=THE_POLE)
    some_members()
    structure("Neutre")
    for name, category in (("Halage", insertion), ("Poinfor", formation), ("Novaedia", insertion)):
        card = Organisation.objects.get(name=name)
        actions.edit_organisation(card, main_category=category, by=THE_POLE)
    rows = queries.organisations_listed(LAST_DAY, THE_POLE).order_by(*HEADING, "name")
    assert [(heading_of(row), row.name) for row in rows] == [
        ("Insertion", "Halage"), ("Insertion", "Novaedia"), ("Formation", "Poinfor"),
        ("Autres structures", "Femasif"), ("Autres structures", "Neutre"),
        ("Partenaires", "Ville"), ("Financeurs", "Région"),
    ]  # fmt: skip
    assert [row.name for row in rows if is_there(row, LAST_DAY)] == ["Halage"]


def test_the_list_groups_by_part_of_the_territory_where_there_are_some() -> None:
    for rank, name in enumerate(("Valenciennois", "Cambrésis")):
        area = actions.add_territory(name=name, kind=TerritoryKind.AREA, rank=rank, by=THE_POLE)
        member(f"Une du {name}", role=ADHERENT, since="2017", area=area)
    rows = queries.organisations_listed(LAST_DAY, THE_POLE, by_area=True).order_by(*HEADING)
    assert [heading_of(row) for row in rows] == ["Valenciennois", "Cambrésis"]


def test_the_list_says_how_many_people_work_there() -> None:
    halage = of(member("Halage", since="2001"))
    declared(halage, Declared.PERMANENT_JOBS, 24)
    declared(halage, Declared.PERMANENT_JOBS, 20, year=2014)
    assert queries.organisations_listed(TODAY, THE_POLE).get().team == 24


@pytest.mark.parametrize("role", list(Role))
def test_what_each_declares_is_in_the_list_of_those_who_read_it(role: Role) -> None:
    declared(halage := of(member("Halage", since="2001")), Declared.PERMANENT_JOBS, 24)
    row = queries.organisations_listed(TODAY, acting(role, halage.pk)).get()
    assert hasattr(row, "team") is (role in READS_ALL_DECLARATIONS)


@pytest.mark.parametrize("size", [2, 9])
def test_the_list_costs_three_queries(size: int, django_assert_num_queries) -> None:
    for number in range(size):
        member(f"Structure {number}", since="2013")
    with django_assert_num_queries(3):
        rows = list(queries.organisations_listed(TODAY, THE_POLE))
        assert {str(presence_of(TODAY)(row)) for row in rows} == {"depuis 2013"}
        assert all(ties_of(row)[0].role is RESIDENT and row.main_category is None for row in rows)


def test_the_public_sees_members_of_the_day_who_agreed() -> None:
    some_members()
    actions.edit_organisation(
        Organisation.objects.get(name="Novaedia"), in_public_directory=False, by=THE_POLE
    )
    assert names(queries.public_organisations(LAST_DAY)) == ["Halage", "Poinfor"]


def test_categories_name_who_is_there() -> None:
    insertion = actions.add_category(name="Insertion", by=THE_POLE)
    some_members()
    for name in ("Halage", "Novaedia", "Poinfor"):
        card = Organisation.objects.get(name=name)
        actions.edit_organisation(card, main_category=insertion, by=THE_POLE)
    assert queries.categories_with_members(LAST_DAY) == [(insertion, ["Halage", "Poinfor"])]


# -- a card -------------------------------------------------------------------------------


def a_full_card(pole: Pole) -> Organisation:
    actions.add_public(code="jeunes", name="Jeunes", by=THE_POLE)
    card = of(member("Études et Chantiers", since="2011", gone="mai 2014"))
    head = structure("UNAREC")
    evidence: dict[str, Any] = {"source": "002:109", "by": THE_POLE}
    actions.add_alias(card, name="ÉCIDF", **evidence)
    actions.link_organisations(subject=head, kind=LinkKind.NETWORK_HEAD, target=card, **evidence)
    claim: dict[str, Any] = {"label": "adhérents", "value": "88", "as_of": when("2015")}
    actions.cite_claim(organisation=card, **claim, **evidence)
    actions.record_fact(pole=pole, kind=FactKind.EVENT, text="Ouvre un chantier",
                        when=when("été 2015"), about=card, **evidence)  # fmt: skip
    actions.give_function(person=person(), organisation=card, title="Déléguée",
                          kind=FunctionKind.DIRECTION, since=when("2014"), by=THE_POLE)  # fmt: skip
    declared(card, Declared.PERMANENT_JOBS, 9)
    declared(card, Declared.VOLUNTEERS, 15)
    declared(card, Declared.PERMANENT_JOBS, 8, year=2014)
    return card


def test_a_card_tells_everything_in_three_queries(pole: Pole, django_assert_num_queries) -> None:
    organisation = a_full_card(pole)
    with django_assert_num_queries(3):
        card = queries.organisation_card(organisation, THE_POLE, TODAY)
    assert [(one.label, one.source) for one in card.facets["alias"]] == [("ÉCIDF", "002:109")]
    ((said, link),) = card.links
    assert (said, link.label) == ("a pour tête de réseau", "UNAREC")
    (claim,) = card.facets["claim"]
    assert (claim.note, claim.label, str(claim.dated)) == ("88", "adhérents", "2015")
    (fact,) = card.facets["fact"]
    assert (fact.label, str(fact.dated)) == ("Ouvre un chantier", "été 2015")
    (stay,) = card.belongings
    assert (stay.label, [str(s) for s in stay.presences]) == ("habitante", ["2011 – mai 2014"])
    assert [f.title for f in card.functions] == ["Déléguée"]
    assert [(t.year, {k: f.number for k, f in t.figures.items()}) for t in card.declarations] == [
        (2015, {"permanent_jobs": 9, "volunteers": 15}), (2014, {"permanent_jobs": 8}),
    ]  # fmt: skip


def test_the_head_sees_the_link_from_its_side(pole: Pole) -> None:
    a_full_card(pole)
    head = Organisation.objects.get(name="UNAREC")
    ((said, link),) = queries.organisation_card(head, THE_POLE, TODAY).links
    assert (said, link.label) == ("est la tête de réseau de", "Études et Chantiers")


@pytest.mark.parametrize(
    ("role", "own", "reads"),
    [
        (Role.ANIMATOR, False, True),
        (Role.CO_MANAGER, False, True),
        (Role.MEMBER_CONTACT, True, True),
        (Role.MEMBER_STAFF, True, True),
        (Role.MEMBER_CONTACT, False, False),
        (None, False, False),
    ],
)
def test_what_it_declares_is_read_by_those_it_is_meant_for(
    pole: Pole, role: Role | None, own: bool, reads: bool
) -> None:
    organisation = a_full_card(pole)
    actor = acting(role, organisation.pk if own else 9999) if role else VISITOR
    assert bool(queries.organisation_card(organisation, actor, TODAY).declarations) is reads


# -- declarations -------------------------------------------------------------------------


def test_the_answers_of_a_year(django_assert_num_queries) -> None:
    halage, mute = of(member("Halage", since="2001")), of(member("Muette", since="2010"))
    of(member("Femasif", role=GUEST, since="janvier 2015", left="août 2015"))
    declared(halage, Declared.PERMANENT_JOBS, 24)
    declared(mute, Declared.VOLUNTEERS, 7, year=2014)
    with django_assert_num_queries(1):
        told = queries.answers_of(2015, THE_POLE)
    assert [(answer.name, answer.answered) for answer in told.answers] == [
        ("Halage", True), ("Muette", False),
    ]  # fmt: skip
    assert (told.answered, names(told.silent)) == (1, ["Muette"])
    assert names(queries.silent_in(2015)) == ["Muette"]


def test_a_member_reads_its_own_answer_only() -> None:
    halage = of(member("Halage", since="2001"))
    member("Muette", since="2010")
    told = queries.answers_of(2015, acting(Role.MEMBER_CONTACT, halage.pk))
    assert names(told.answers) == ["Halage"]


# -- alerts -------------------------------------------------------------------------------


def alerts(actor: Actor) -> list[tuple[str, str]]:
    return [(alert.fact, alert.consequence) for alert in for_actor(actor, today=TODAY)]


def test_who_keeps_the_records_sees_whose_answer_lacks() -> None:
    for name in ("Halage", "Novaedia", "ERRC"):
        member(name, since="2013")
    assert alerts(acting(Role.ANIMATOR)) == [
        ("Déclarations 2015 : trois structures n’ont pas déclaré",
         "ERRC, Halage et Novaedia. Sans elles, emplois et bénévoles restent partiels."),
    ]  # fmt: skip


def test_a_contact_sees_only_what_its_own_structure_lacks() -> None:
    halage = of(member("Halage", since="2001"))
    member("Muette", since="2010")
    contact = acting(Role.MEMBER_CONTACT, halage.pk)
    assert [fact for fact, _consequence in alerts(contact)] == ["Halage n’a pas déclaré 2015"]
    declared(halage, Declared.PERMANENT_JOBS, 0)
    ((fact, _then),) = alerts(contact)
    assert "1\xa0réponse sur 7" in fact
    for kind in Declared:
        declared(halage, kind, 0)
    assert alerts(contact) == []


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.CO_MANAGER, Role.FUNDER, None])
def test_others_are_left_alone(role: Role | None) -> None:
    halage = of(member("Halage", since="2001"))
    assert alerts(acting(role, halage.pk) if role else VISITOR) == []


def test_nobody_is_disturbed_when_everybody_answered() -> None:
    for name in ("Halage", "ERRC"):
        declared(of(member(name, since="2001")), Declared.PERMANENT_JOBS, 3)
    assert alerts(THE_POLE) == []


# -- the pole -----------------------------------------------------------------------------


def test_the_history_up_to_a_day_keeps_sources_side_by_side(pole: Pole) -> None:
    facts = (("2015", "Trois"), ("décembre 2014", "Un"), ("janvier 2015", "Deux"))
    for moment, text in facts:
        actions.record_fact(
            pole=pole, kind=FactKind.EVENT, text=text, when=when(moment), by=THE_POLE
        )
    told = queries.facts_until(pole, LAST_DAY)
    assert [str(f.beginning) for f in told] == ["décembre 2014", "2015", "janvier 2015"]
    assert [f.text for f in queries.facts_until(pole, date(2014, 12, 31))] == ["Un"]


def test_texts_in_force_and_figures_of_others(pole: Pole) -> None:
    for text, since, until in (("Avant", "2010", "2014"), ("Maintenant", "2015", None)):
        actions.state_text(
            pole=pole, key="aim", text=text, since=when(since),
            until=when(until) if until else None, by=THE_POLE,
        )  # fmt: skip
    actions.cite_context(label="salariés", value="30 000", area="93", year=2015, by=THE_POLE)
    assert [s.text for s in queries.statements_on(pole, LAST_DAY)] == ["Maintenant"]
    assert [str(f) for f in queries.context_figures(2015)] == ["30 000 salariés"]
    assert not queries.context_figures(2014)


def test_public_contacts_work_for_who_carries_the_pole(pole: Pole) -> None:
    carrier, other = structure("La Cité PHARES"), structure("Halage")
    actions.describe_pole(pole, carrier=carrier, by=THE_POLE)
    told = ((carrier, "Chargée", True), (carrier, "Comptable", False), (other, "Directrice", True))
    for house, title, public in told:
        actions.give_function(
            person=person(), organisation=house, title=title, public=public,
            kind=FunctionKind.EMPLOYEE, since=when("2014"), by=THE_POLE,
        )  # fmt: skip
    [shown] = queries.public_contacts(pole, LAST_DAY)
    assert shown.title == "Chargée"
    hidden = Function.objects.get(title="Comptable")
    assert queries.shown_outside([shown.pk, hidden.pk]) == {shown.pk: ()}


def test_who_was_perhaps_a_member_stands_after_those_asked_and_may_answer() -> None:
    """« Parti en 2015 »: nobody knows of 31 December; it is not counted among the silent."""
    member("Zéphyr", since="2013")
    member("Albatros", since="2013", left="2015")
    answers = answers_told(2015)
    table = declaration_table(2015, answers, THE_POLE)
    cells = {column.key: column.value for column in table.columns}
    assert [(one.organisation.name, cells["reponse"](one)) for one in answers] == [
        ("Zéphyr", "n’a pas répondu"),
        ("Albatros", "membre au 31 décembre ? on ne sait pas"),
    ]
    assert [one.silent for one in answers] == [True, False]
    assert all(cells["acte"](one) for one in answers)
    assert names(queries.silent_in(2015)) == ["Zéphyr"]
