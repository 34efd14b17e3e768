"""Declarations, rights, cards, lists and ties: the rules as tables, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.kernel.refusal import Refused
from phares.people.directory.rules import cards, permissions, ties, vocabulary
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.declarations import answers, changed, why_not_declare
from phares.people.directory.rules.kinds import FEMININE, BelongingRole, Declared, LinkKind
from phares.people.directory.tests.test_rules_belonging import code, stay
from tests.parties import acting, holding

# -- declarations -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "year", "value", "no"),
    [
        ("last year", 2015, 24, ""),
        ("zero is an answer", 2015, 0, ""),
        ("the year that runs", 2016, 3, ""),
        ("taking an answer back", 2015, None, ""),
        ("a year to come", 2017, 3, "future-year"),
        ("before any pole", 1789, 3, "year"),
        ("less than nothing", 2015, -1, "value"),
        ("more than the world", 2015, 10**13, "value"),
    ],
)
def test_why_not_declare(case: str, year: int, value: int | None, no: str) -> None:
    assert code(why_not_declare(year, value, date(2016, 1, 4))) == no, case


@dataclass
class Figure:
    organisation_id: int
    year: int
    value: int


def test_answers_are_sorted_and_the_silent_are_never_guessed() -> None:
    rows = [Figure(1, 2015, 24), Figure(2, 2013, 5), Figure(2, 2014, 7), Figure(9, 2015, 3)]
    told = answers(2015, {1, 2, 3}, rows)
    assert [one.value for one in told.given] == [24]
    assert [one.value for one in told.last_known] == [7]
    assert [one.organisation_id for one in told.others] == [9]
    assert (told.answered, len(told.asked), told.partial) == (1, 3, True)


def test_a_later_answer_is_no_last_known_value() -> None:
    told = answers(2014, {1}, [Figure(1, 2015, 24)])
    assert (told.given, told.last_known) == ((), ())


def test_the_journal_keeps_what_moved() -> None:
    before = {Declared.VOLUNTEERS: 8, Declared.JOBS: 3}
    after = {Declared.VOLUNTEERS: 9, Declared.JOBS: 3, Declared.CIVIC_SERVICE: None}
    assert changed(before, after) == {"volunteers": "8 → 9"}
    assert changed(before, {Declared.JOBS: None}) == {"jobs": "3 → rien"}
    assert changed({}, {Declared.JOBS: 0}) == {"jobs": "rien → 0"}


# -- who may ------------------------------------------------------------------------------

CONTACT_OF_99_STAFF_OF_12 = holding((Role.MEMBER_CONTACT, 99), (Role.MEMBER_STAFF, 12))
STAFF_OF_99_CONTACT_OF_12 = holding((Role.MEMBER_STAFF, 99), (Role.MEMBER_CONTACT, 12))
CONTACT_OF_99_FUNDER_12 = holding((Role.MEMBER_CONTACT, 99), (Role.FUNDER, 12))


@pytest.mark.parametrize(
    ("actor", "keep", "edit", "read", "declared", "address"),
    [
        (THE_POLE, True, True, True, True, True),
        (acting(Role.ADMINISTRATOR), True, True, True, True, True),
        (acting(Role.ANIMATOR), True, True, True, True, True),
        (acting(Role.TECHNICIAN), False, False, True, True, True),
        (acting(Role.RECEPTIONIST), False, False, True, True, True),
        (acting(Role.ACCOUNTANT), False, False, True, True, True),
        (acting(Role.CO_MANAGER), False, False, True, True, True),
        (acting(Role.MEMBER_CONTACT, 12), False, True, True, True, True),
        (acting(Role.MEMBER_STAFF, 12), False, False, True, True, True),
        (acting(Role.MEMBER_CONTACT, 99), False, False, True, False, False),
        (acting(Role.MEMBER_STAFF, 99), False, False, True, False, False),
        (acting(Role.FUNDER, 12), False, False, False, False, False),
        (CONTACT_OF_99_STAFF_OF_12, False, False, True, True, True),
        (STAFF_OF_99_CONTACT_OF_12, False, True, True, True, True),
        (CONTACT_OF_99_FUNDER_12, False, False, True, False, False),
        (VISITOR, False, False, False, False, False),
    ],
)
def test_who_may_do_what_about_structure_12(
    actor: Actor, keep: bool, edit: bool, read: bool, declared: bool, address: bool
) -> None:
    assert permissions.may_keep(actor) is keep
    assert permissions.may_edit(actor, 12) is edit
    assert permissions.may_read(actor) is read
    assert permissions.may_read_declarations(actor, 12) is declared
    assert permissions.may_see_address(actor, frozenset({12})) is address


def test_a_contact_elsewhere_is_sent_to_the_contact_here() -> None:
    said = permissions.why_not_edit(acting(Role.MEMBER_CONTACT, 99), 12)
    assert said is not None
    assert "n’est pas la vôtre" in said.sentence
    assert permissions.why_not_edit(acting(Role.MEMBER_CONTACT, 12), 12) is None


# -- cards --------------------------------------------------------------------------------


SIREN, SIRET, VAT = "732829320", "73282932000074", "FR44732829320"


@pytest.mark.parametrize(
    ("case", "given", "kept"),
    [
        ("nothing is compulsory", {"siret": "", "rna": ""}, {"siret": "", "rna": ""}),
        ("spaces go", {"siret": "732 829 320 00074"}, {"siret": SIRET, "siren": SIREN}),
        ("both agree", {"siren": SIREN, "siret": SIRET}, {"siren": SIREN, "siret": SIRET}),
        ("a register number", {"rna": "w931 000 123"}, {"rna": "W931000123"}),
        ("only a siren", {"siren": "732 829 320"}, {"siren": SIREN}),
        ("a VAT number", {"vat_number": "FR 44 732829320"}, {"vat_number": "FR44732829320"}),
    ],
)
def test_identifiers_are_kept_compact(case: str, given: dict, kept: dict) -> None:
    assert cards.checked(given) == kept, case


@pytest.mark.parametrize(
    ("case", "given", "kept", "found"),
    [
        ("the SIREN of the SIRET that stands", {"siren": SIREN}, {"siret": SIRET}, SIREN),
        ("another SIREN", {"siren": "404833048"}, {"siret": SIRET}, "siret"),
        ("no SIREN: the SIRET gives it", {"siren": ""}, {"siret": SIRET}, SIREN),
        ("neither", {"siren": "", "siret": ""}, {"siren": SIREN, "siret": SIRET}, ""),
        ("another SIRET takes its SIREN along", {"siret": SIRET}, {"siren": "404833048"}, SIREN),
        ("VAT of the SIREN that stands", {"vat_number": VAT}, {"siren": SIREN}, SIREN),
        ("VAT of another", {"vat_number": "FR83404833048"}, {"siren": SIREN}, "vat"),
        ("SIREN of another than the VAT", {"siren": SIREN}, {"vat_number": "FR83404833048"}, "vat"),
        ("VAT of another country", {"vat_number": "BE0428759497"}, {"siren": SIREN}, SIREN),
        ("VAT without a SIREN", {"vat_number": VAT}, {}, ""),
    ],
)
def test_identifiers_agree_with_those_that_stand(
    case: str, given: dict, kept: dict, found: str
) -> None:
    """What the card then says of its SIREN, or the code of the refusal."""
    if found.isalpha():
        with pytest.raises(Refused) as caught:
            cards.checked(given, kept)
        assert caught.value.reason.code == found, case
    else:
        assert (kept | cards.checked(given, kept)).get("siren", "") == found, case


@pytest.mark.parametrize(
    ("given", "no"),
    [
        ({"siret": "732 829 320 00075"}, "siret"),
        ({"siret": SIRET, "vat_number": "FR83404833048"}, "vat"),
        ({"siren": "123456789"}, "siren"),
        ({"rna": "931000123"}, "rna"),
        ({"vat_number": "FR00"}, "vat"),
        ({"siren": "552100554", "siret": "73282932000074"}, "siret"),
    ],
)
def test_a_wrong_identifier_is_refused_with_what_to_do(given: dict, no: str) -> None:
    with pytest.raises(Refused) as caught:
        cards.checked(given)
    assert caught.value.reason.code == no


@pytest.mark.parametrize(
    ("name", "description", "no"),
    [
        ("Halage", "x" * 300, ""),
        ("Halage", "x" * 301, "description"),
        ("  ", "", "name"),
        ("\u200b", "", "name"),
        (" \u200d\ufe0f. ", "", "name"),
        ("漢字", "", ""),
        ("93", "", ""),
    ],
)
def test_why_not_card(name: str, description: str, no: str) -> None:
    assert code(cards.why_not_card(name, description)) == no


@pytest.mark.parametrize(
    ("given", "family", "no"),
    [("Inès", "Kerboul", ""), ("Inès", " ", "name"), ("\u200b", "Kerboul", "name")],
)
def test_a_person_has_two_names_that_can_be_read(given: str, family: str, no: str) -> None:
    assert code(cards.why_not_person(given, family)) == no


def test_a_long_presentation_says_how_much_is_too_much() -> None:
    reason = cards.why_not_card("Halage", "x" * 312)
    assert reason is not None
    assert "312 signes, 12 de trop" in reason.sentence


# -- lists and ties -----------------------------------------------------------------------


def test_a_name_is_listed_once_however_it_is_written() -> None:
    others = ["Éducation à la citoyenneté"]
    assert code(vocabulary.why_not_name("education a la citoyennete", others)) == "name"
    assert code(vocabulary.why_not_name(" … ", others)) == "name"
    assert vocabulary.why_not_name("Formation", others) is None


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (1, "sert à 1\u00a0structure. Donnez une autre catégorie à cette structure,"),
        (3, "sert à 3\u00a0structures. Donnez une autre catégorie à ces structures,"),
    ],
)
def test_a_category_in_use_says_how_many_and_what_to_do(used: int, said: str) -> None:
    reason = vocabulary.why_not_delete("Formation", used)
    assert reason is not None
    assert said in reason.sentence
    assert vocabulary.why_not_delete("Formation", 0) is None


def test_a_link_joins_two_structures_once() -> None:
    head = LinkKind.NETWORK_HEAD
    assert code(ties.why_not_link("UNAREC", head, "UNAREC", same=False)) == "link-itself"
    assert code(ties.why_not_link("UNAREC", head, "ÉCIDF", same=True)) == "link-known"
    assert ties.why_not_link("UNAREC", head, "ÉCIDF", same=False) is None


@pytest.mark.parametrize(
    ("case", "title", "new", "standing", "no"),
    [
        ("first", "Directrice", stay("2014"), [], ""),
        ("nameless", "  ", stay("2014"), [], "title"),
        ("twice at a time", "Directrice", stay("2015"), [stay("2014")], "function-held"),
        ("again later", "Directrice", stay("2016"), [stay("2014", "2015")], ""),
        ("backwards", "Directrice", stay("2015", "2014"), [], "ends-before-start"),
    ],
)
def test_why_not_function(case: str, title: str, new: Stay, standing: list[Stay], no: str) -> None:
    assert code(ties.why_not_function("Inès Kerboul", title, new, standing)) == no, case


@pytest.mark.parametrize(
    ("case", "withdrawn", "on", "no"),
    [
        ("later", None, date(2016, 1, 4), ""),
        ("the same day", None, date(2015, 6, 1), ""),
        ("before it was given", None, date(2015, 5, 31), "before-given"),
        ("twice", date(2015, 7, 1), date(2016, 1, 4), "withdrawn"),
    ],
)
def test_why_not_withdraw(case: str, withdrawn: date | None, on: date, no: str) -> None:
    assert code(ties.why_not_withdraw(date(2015, 6, 1), withdrawn, on)) == no, case


def test_every_tie_has_its_feminine_and_every_link_its_other_end() -> None:
    assert set(FEMININE) == set(BelongingRole)
    assert all(kind.seen_from_target for kind in LinkKind)
