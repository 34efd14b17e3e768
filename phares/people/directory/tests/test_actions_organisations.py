"""Cards of organisations: written, refused, found."""

from __future__ import annotations

from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.dating import Precision
from phares.people.directory import actions
from phares.people.directory.models import Organisation
from phares.people.directory.queries.organisations import found_by
from phares.people.directory.rules.kinds import BelongingRole, LegalForm, LinkKind
from phares.people.directory.tests.factories import a_pole, refused, structure, when
from tests.parties import acting

pytestmark = pytest.mark.django_db
SIRET, SIREN = "73282932000074", "732829320"


def found(query: str) -> list[str]:
    rows = found_by(Organisation.objects.order_by("name"), query)
    return list(rows.values_list("name", flat=True))


def test_a_card_needs_only_a_name() -> None:
    card = structure("  European Roma Rights Centre ", legal_form=LegalForm.FOREIGN, country="HU")
    assert (card.name, card.siret, card.rna) == ("European Roma Rights Centre", "", "")
    assert card.legal_form == "foreign"
    line = Entry.objects.get()
    assert (line.verb, line.subject, line.actor_name) == (
        "organisation.registered", card.name, THE_POLE.name,
    )  # fmt: skip


def test_a_card_holds_all_that_is_known() -> None:
    formation = actions.add_category(name="Formation", by=THE_POLE)
    press = actions.add_category(name="Presse", by=THE_POLE)
    card = structure(
        "La Boîte Militante",
        siret="732 829 320 00074",
        founded=when("2011"),
        is_ess=False,
        categories=[press, formation],
        main_category=formation,
        source="002:174",
        illustrative=True,
    )
    card.refresh_from_db()
    assert (card.siret, card.siren, card.is_ess, card.source) == (SIRET, SIREN, False, "002:174")
    assert (str(card.founded), card.founded_precision) == ("2011", Precision.YEAR)
    assert {c.name for c in card.categories.all()} == {"Formation", "Presse"}


def test_the_first_category_is_the_main_one_when_none_is_said() -> None:
    press = actions.add_category(name="Presse", by=THE_POLE)
    assert structure("Terragram", categories=[press]).main_category == press


def test_the_main_category_is_one_of_the_categories() -> None:
    press = actions.add_category(name="Presse", by=THE_POLE)
    assert list(structure("Terragram", main_category=press).categories.all()) == [press]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ACIAE", ["A.C.I.A.E"]),
        ("aciaé", ["A.C.I.A.E"]),
        ("metropop", ["Métropop’ !"]),
        ("geraux", ["La Cité PHARES"]),
        ("Génoux arnold", ["La Cité PHARES"]),
        ("732 829 320", ["Métropop’ !"]),
        ("cambrai", ["A.C.I.A.E"]),
        ("ile denis", ["Métropop’ !"]),
        ("lile saint-denis", ["Métropop’ !"]),
        ("lîlesaintdenis", ["Métropop’ !"]),
        ("a.l.p", ["A-L-P"]),
        ("alp", ["A-L-P"]),
        ("personne", []),
    ],
)
def test_a_structure_is_found_by_all_its_names(query: str, names: list[str]) -> None:
    structure("A.C.I.A.E", city="Cambrai")
    structure("A-L-P")
    structure("Métropop’ !", city="L’Île-Saint-Denis", siren="732 829 320")
    carrier = structure("La Cité PHARES", aliases=["6 rue Arnold Géraux"])
    actions.add_alias(carrier, name="6 rue Arnold Génoux", source="003:18", by=THE_POLE)
    assert found(query) == names


def test_a_name_taken_away_finds_nobody() -> None:
    card = structure("Solibio")
    alias = actions.add_alias(card, name="Bio pour tous", by=THE_POLE)
    actions.remove_alias(alias, by=THE_POLE)
    assert found("bio pour tous") == []


def test_the_same_alias_is_noted_once() -> None:
    card = structure("Solibio")
    for written in ("Soli Bio", " soli-bio", "SOLI BIO"):
        assert actions.add_alias(card, name=written, by=THE_POLE).name == "Soli Bio"
    assert card.aliases.count() == 1
    assert Entry.objects.filter(verb="organisation.alias_added").count() == 1


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("ACIAE", "c’est son nom, « A.C.I.A.E »"),
        ("l'atelier", "c’est son nom, « L’Atelier »"),
        ("HALAGE", "le nom d’une autre structure : Halage"),
        ("x" * 201, "201 signes : 200 au plus"),
        (" ’ ", "Il manque le nom"),
    ],
)
def test_a_name_that_is_no_other_name(name: str, said_of_it: str) -> None:
    structure("Halage")
    card = structure("A.C.I.A.E", short_name="L’Atelier")
    with refused("name") as said:
        actions.add_alias(card, name=name, by=THE_POLE)
    assert said_of_it in said[0].sentence


@pytest.mark.parametrize("written", ["A.C.I.A.E", "aciae", "A.C.I.A.E."])
def test_the_same_name_written_another_way_is_the_same_structure(written: str) -> None:
    structure("ACIAE")
    with refused("homonym") as said:
        structure(written)
    assert "ACIAE" in said[0].sentence


def test_a_name_that_is_an_alias_elsewhere_is_refused() -> None:
    structure("UNAREC", aliases=["Union Études et Chantiers"])
    with refused("homonym") as said:
        structure("Union etudes et chantiers")
    assert "sous le nom « UNAREC »" in said[0].sentence


def test_another_structure_of_the_same_name_is_welcome_when_one_says_so() -> None:
    structure("Action")
    assert structure("Action", homonym=True).pk


def test_a_name_that_only_looks_alike_is_no_homonym() -> None:
    structure("Chantier école Île-de-France", tagline="Action")
    assert structure("Action").pk
    assert structure("Chantier école").pk


@pytest.mark.parametrize(
    ("field", "number", "said"),
    [("siret", "73282932000074", "Le SIRET"), ("rna", "W931000123", "Le numéro RNA")],
)
def test_a_number_has_one_holder_who_is_named(field: str, number: str, said: str) -> None:
    structure("Halage", **{field: number})
    with refused(field) as reasons:
        structure("Mode Estime", **{field: number})
    assert reasons[0].sentence.startswith(f"{said} {number} est celui de Halage.")


def test_two_structures_may_have_no_number() -> None:
    structure("Halage")
    assert structure("Mode Estime").siret == ""


@pytest.mark.parametrize(
    ("card", "no"),
    [
        ({"name": "  "}, "name"),
        ({"name": "Halage", "siret": "12345678901234"}, "siret"),
        ({"name": "Halage", "description": "x" * 301}, "description"),
    ],
)
def test_a_wrong_card_is_refused(card: dict, no: str) -> None:
    with refused(no):
        actions.register_organisation(by=THE_POLE, **card)


def test_a_member_does_not_open_cards() -> None:
    with refused("forbidden"):
        actions.register_organisation(name="Halage", by=acting(Role.MEMBER_CONTACT, 1))


def test_a_contact_keeps_its_own_card_and_the_rest_stays() -> None:
    card = structure("Halage", tagline="Espaces verts", city="Stains", siret=SIRET)
    contact = acting(Role.MEMBER_CONTACT, card.pk)
    actions.edit_organisation(card, tagline="Jardins", by=contact)
    card.refresh_from_db()
    assert (card.tagline, card.city, card.siret) == ("Jardins", "Stains", SIRET)
    assert found("jardins") == ["Halage"]
    assert found("espaces verts") == []
    assert Entry.objects.get(verb="organisation.edited").details == {"fields": ["en quelques mots"]}


def test_an_edit_that_changes_nothing_is_no_line_in_the_journal() -> None:
    card = structure("Halage", tagline="Jardins")
    actions.edit_organisation(card, name="Halage", tagline="Jardins", by=THE_POLE)
    assert not Entry.objects.filter(verb="organisation.edited").exists()


@pytest.mark.parametrize("role", [Role.MEMBER_STAFF, Role.RECEPTIONIST, Role.CO_MANAGER])
def test_others_read_only(role: Role) -> None:
    card = structure("Halage")
    with refused("forbidden"):
        actions.edit_organisation(card, tagline="Jardins", by=acting(role, card.pk))
    with refused("forbidden"):
        actions.add_alias(card, name="Autre", by=acting(role, card.pk))


def test_an_edited_number_that_is_held_is_refused() -> None:
    structure("Halage", siret=SIRET)
    other = structure("Mode Estime")
    with refused("siret"):
        actions.edit_organisation(other, siret=SIRET, by=THE_POLE)
    other.refresh_from_db()
    assert other.siret == ""


def test_a_structure_that_comes_gets_its_card_and_its_belonging_or_neither() -> None:
    a_pole()
    welcome: dict[str, Any] = {
        "role": BelongingRole.RESIDENT,
        "since": when("octobre 2015"),
        "by": THE_POLE,
    }
    mael = actions.welcome_organisation(name="Mael", **welcome)
    assert str(mael.belongings.get().beginning) == "octobre 2015"
    with refused("homonym"):
        actions.welcome_organisation(name="MAEL", **welcome)
    Organisation.objects.update(search="")
    with refused("siret"):
        actions.welcome_organisation(name="Neuve", siret="1", **welcome)


def test_two_structures_are_linked_once_and_not_to_themselves() -> None:
    head, local = structure("UNAREC"), structure("Études et Chantiers")
    link: dict[str, Any] = {"kind": LinkKind.NETWORK_HEAD, "by": THE_POLE}
    made = actions.link_organisations(subject=head, target=local, source="002:109", **link)
    assert str(made) == "UNAREC est la tête de réseau de Études et Chantiers"
    with refused("link-known"):
        actions.link_organisations(subject=head, target=local, **link)
    with refused("link-itself"):
        actions.link_organisations(subject=head, target=head, **link)
    actions.unlink_organisations(made, by=THE_POLE)
    assert not head.links_out.exists()


def test_a_cited_figure_keeps_its_words_its_date_and_its_source() -> None:
    card = structure("Chantier école")
    made = actions.cite_claim(
        organisation=card,
        label="adhérents",
        value="plus de 88",
        as_of=when("2015"),
        source="002:119",
        by=acting(Role.MEMBER_CONTACT, card.pk),
    )
    assert (str(made), str(made.dated), made.source) == ("plus de 88 adhérents", "2015", "002:119")
    with refused("claim"):
        actions.cite_claim(organisation=card, label="", value="73", as_of=when("2015"), by=THE_POLE)
    actions.withdraw_claim(made, by=THE_POLE)
    assert not card.claims.exists()


def test_a_number_given_alone_agrees_with_those_of_the_card() -> None:
    card = structure("Halage", siret=SIRET)
    with refused("siret"):
        actions.edit_organisation(card, siren="404833048", by=THE_POLE)
    with refused("vat"):
        actions.edit_organisation(card, vat_number="FR83404833048", by=THE_POLE)
    actions.edit_organisation(card, siren="", vat_number="FR44732829320", by=THE_POLE)
    card.refresh_from_db()
    assert (card.siren, card.siret, card.vat_number) == (SIREN, SIRET, "FR44732829320")
