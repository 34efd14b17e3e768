"""« Aller à… » finds what one may open, and never says the name of anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from phares.cooperative.funding.actions import record_grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.governance.actions import create_body
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.cooperative.premises.tests.factories import Place, lease, place
from phares.cooperative.projects.actions import tell_action, write_axis
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated
from phares.people.directory import actions as directory
from phares.people.directory.rules.kinds import FunctionKind
from tests.cast import ROLES, Cast

type ClientOf = Callable[[str], Client]
SINCE = Dated(date(2014, 1, 1))
TEAM = ["administrator", "animator", "technician", "receptionist", "accountant"]
HOUSE = [*TEAM, "co_manager"]
MEMBERS = ["member_contact", "both_contact", "stranger", "member_staff", "mixed_keys"]
LEADS = ["administrator", "animator"]


@pytest.fixture
def town(cast: Cast) -> Place:
    """Something of each kind, of whom some are for a few only."""
    found, quai = place(), cast.houses["quai"]
    directory.add_alias(quai, name="Q.D.P.", by=THE_POLE)
    directory.introduce_person(
        organisation=quai, given_name="Aïcha", family_name="Benoît", kind=FunctionKind.EMPLOYEE,
        title="Couturière", since=SINCE, by=THE_POLE,
    )  # fmt: skip
    lease(found, found.offices[0], occupant=quai, start=SINCE)
    create_body(name="Cogérance", kind=BodyKind.MANAGEMENT, by=THE_POLE)
    axis = write_axis(pole=cast.pole, number=1, name="Accompagner", by=THE_POLE)
    tell_action(axis=axis, year=2015, title="Repas du mois", by=THE_POLE)
    record_grant(
        pole=cast.pole, funder=cast.houses["region"], level=FunderLevel.REGION,
        kind=SupportKind.OPERATING, purpose="Animation du pôle", since=SINCE,
        state=GrantState.GRANTED, by=THE_POLE,
    )  # fmt: skip
    return found


def labels(client: Client, words: str) -> list[str]:
    answer = client.get("/chercher/", {"q": words}, headers={"Accept": "application/json"})
    return [hit["label"] for hit in answer.json()["results"]] if answer.status_code == 200 else []


@pytest.mark.parametrize(
    ("words", "label", "who"),
    [
        ("quai partage", "Le Quai partagé", [*HOUSE, *MEMBERS]),
        ("qdp", "Le Quai partagé", [*HOUSE, *MEMBERS]),
        ("aicha benoit", "Aïcha Benoît", [*HOUSE, *MEMBERS]),
        ("CORDOUAN", "Cordouan", [*HOUSE, *MEMBERS]),
        ("cogerance", "Cogérance", [*HOUSE, *MEMBERS]),
        ("repas mois", "Repas du mois", [*HOUSE, *MEMBERS]),
        ("habitants", "habitants", [*HOUSE, *MEMBERS]),
        ("animation pole", "Région des Phares",
         [*LEADS, "accountant", "co_manager", "funder", "mixed_keys"]),
        ("signer", "Signer une convention", LEADS),
        ("ouvrir compte", "Ouvrir un compte", ["administrator"]),
    ],
)  # fmt: skip
def test_each_finds_what_they_may_open(
    town: Place, client_of: ClientOf, words: str, label: str, who: list[str]
) -> None:
    found = [role for role in ROLES if label in labels(client_of(role), words)]
    assert sorted(found) == sorted(who)


def test_an_agreement_is_found_by_its_parties_and_the_team(
    town: Place, client_of: ClientOf
) -> None:
    [number] = [one for one in labels(client_of("animator"), "quai") if one.startswith("C-")]
    for role in ROLES:
        seen = number in labels(client_of(role), number)
        assert seen == (role in [*HOUSE, "member_contact", "both_contact", "mixed_keys"]), role


def test_every_hit_opens(town: Place, client_of: ClientOf) -> None:
    """For everybody: what is told is never something that stays closed."""
    words = ("quai", "aicha", "bureau 3", "cogerance", "repas", "habitants", "signer", "animation")
    opened: set[tuple[str, str]] = set()
    for role in set(ROLES) - {"visitor"}:
        client = client_of(role)
        for word in (*words, "c-20", "region", "travaux", "bilan", "compte", "publi", "delai"):
            answer = client.get("/chercher/", {"q": word}, headers={"Accept": "application/json"})
            for hit in answer.json()["results"]:
                if (role, hit["url"]) not in opened:
                    assert client.get(hit["url"]).status_code == 200, (role, hit)
                opened.add((role, hit["url"]))
    assert len(opened) > 100
    assert client_of("visitor").get("/chercher/?q=quai").status_code == 302


def test_until_when_a_room_is_kept_is_told_to_who_reads_the_agreement(
    town: Place, cast: Cast, client_of: ClientOf
) -> None:
    end = Dated(date(2060, 6, 30))
    lease(town, town.offices[1], occupant=cast.houses["quai"], start=SINCE, end=end)
    reads = [*HOUSE, "member_contact", "both_contact", "mixed_keys"]
    for role in [*HOUSE, *MEMBERS]:
        client = client_of(role)
        answer = client.get("/chercher/", {"q": "bureau 4"}, headers={"Accept": "application/json"})
        [said] = [one["detail"] for one in answer.json()["results"] if one["label"] == "Bureau 4"]
        assert ("Quai" in said, "2060" in said) == (True, role in reads), role


@pytest.mark.parametrize("words", ["", "a", "é", " ' ", "%", "_", "\\", "\x00\x01", "x" * 5000])
def test_words_that_look_for_nothing_find_nothing(
    town: Place, client_of: ClientOf, words: str
) -> None:
    assert labels(client_of("animator"), words) == []
    assert client_of("animator").get("/chercher/", {"q": words}).status_code == 200


def test_without_script_it_is_a_page_with_the_pages_of_the_rail(
    town: Place, client_of: ClientOf
) -> None:
    told = client_of("animator").get("/chercher/?q=conventions").text
    assert 'href="/conventions/"' in told
    assert '<h2 id="t-1">Pages</h2>' in told
    assert "Rien ne porte ces mots" in client_of("animator").get("/chercher/?q=zzzz").text


@pytest.mark.parametrize(
    ("typed", "label"),
    [("le quai partajé", "Le Quai partagé"), ("burrau 4", "Bureau 4"), ("quai partagee", None)],
)
def test_what_was_nearly_typed_right_is_offered_to_who_may_open_it(
    town: Place, client_of: ClientOf, typed: str, label: str | None
) -> None:
    found = labels(client_of("animator"), typed)
    assert (label in found) if label else found == [], found
    if label:
        assert "Vouliez-vous dire" in client_of("animator").get("/chercher/", {"q": typed}).text
    assert labels(client_of("funder"), "burrau 4") == []


def test_a_name_of_two_words_comes_before_what_begins_alike(
    town: Place, client_of: ClientOf
) -> None:
    for name in ("Arbre et menuiserie", "Ar-Men", "Armement"):
        directory.register_organisation(name=name, by=THE_POLE)
    assert labels(client_of("animator"), "ar-men")[0] == "Ar-Men"


def test_it_costs_a_bounded_number_of_queries(
    town: Place, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of("animator")
    client.get("/chercher/?q=quai")
    with django_assert_max_num_queries(15):
        client.get("/chercher/?q=quai")
