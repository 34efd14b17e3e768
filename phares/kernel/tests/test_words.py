from __future__ import annotations

from decimal import Decimal

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.kernel.lifecycle import Labelled, Moves, why_not_move
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.words import (
    ROUND_WORDS,
    SMALL,
    about,
    before,
    in_words,
    listed,
    of,
    plural,
    square_metres,
    thousands,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (4, "quatre"),
        (14, "plus d’une douzaine"),
        (15, "une quinzaine"),
        (16, "plus d’une quinzaine"),
        (18, "plus d’une quinzaine"),
        (20, "une vingtaine"),
        (24, "plus d’une vingtaine"),
        (69, "plus d’une soixantaine"),
        (70, "70"),
        (71, "plus de 70"),
        (80, "80"),
        (99, "plus de 90"),
        (100, "une centaine"),
        (109, "plus d’une centaine"),
        (114, "plus de 110"),
        (150, "150"),
        (170, "170"),
        (1200, "1\u202f200"),
    ],
)
def test_about(number: int, said: str) -> None:
    assert about(number) == said


def test_a_rounded_phrase_never_undersells_by_ten() -> None:
    """What it says, read back: never above the number, never ten below."""
    worth = {words: number for number, words in ROUND_WORDS.items()}
    for number in range(10, 300):
        said = about(number).removeprefix("plus de ").removeprefix("plus d’")
        told = worth.get(said) or (SMALL.index(said) if said in SMALL else int(said))
        assert 0 <= number - told < 10, number
        assert (told < number) == about(number).startswith("plus"), number


@pytest.mark.parametrize(
    ("value", "said"),
    [("28.6", "28,6"), ("28.64", "28,6"), ("28.65", "28,7"), ("20", "20"), ("1350", "1\u202f350")],
)
def test_a_surface_is_said_to_the_tenth(value: str, said: str) -> None:
    assert square_metres(Decimal(value)) == f"{said}\u00a0m²"


def test_words() -> None:
    assert (in_words(16), in_words(1, feminine=True), in_words(21)) == ("seize", "une", "21")
    assert thousands(-1350) == "\u22121\u202f350"
    assert plural(1, "structure") == "1\u00a0structure"
    assert plural(2, "travail", "travaux") == "2\u00a0travaux"
    assert listed(["A", "B", "C"]) == "A, B et C"
    assert (listed(["A"]), listed([])) == ("A", "")
    assert (of("Île Vivante"), of("Yann"), of("Halage")) == (
        "d’Île Vivante",
        "de Yann",
        "de Halage",
    )


class Light(Labelled):
    OFF = "off", "éteint"
    ON = "on", "allumé"


MOVES: Moves[Light] = {Light.OFF: frozenset({Light.ON}), Light.ON: frozenset()}


def test_a_move_that_is_not_drawn_is_refused_aloud() -> None:
    assert why_not_move(MOVES, Light.OFF, Light.ON) is None
    reason = why_not_move(MOVES, Light.ON, Light.OFF)
    assert reason == Reason("wrong-state", "Impossible de passer de « allumé » à « éteint ».")
    with pytest.raises(Refused, match="allumé"):
        insist(reason)


def test_an_actor_has_roles_and_parties() -> None:
    contact = Actor(7, "Samira", frozenset({(Role.MEMBER_CONTACT, 12)}))
    assert contact.signed_in
    assert contact.is_(Role.ANIMATOR, Role.MEMBER_CONTACT)
    assert not contact.is_(Role.ANIMATOR)
    assert contact.may_commit(12, Role.MEMBER_CONTACT)
    assert not contact.may_commit(13, Role.MEMBER_CONTACT)
    assert not VISITOR.signed_in
    assert THE_POLE.is_(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("party", "role", "holds"),
    [
        (12, Role.MEMBER_CONTACT, True),
        (13, Role.MEMBER_CONTACT, False),
        (12, Role.MEMBER_STAFF, False),
        (13, Role.MEMBER_STAFF, True),
        (12, Role.ACCOUNTANT, False),
    ],
)
def test_a_role_held_for_one_party_says_nothing_of_another(
    party: int, role: Role, holds: bool
) -> None:
    keys = {(Role.MEMBER_CONTACT, 12), (Role.MEMBER_STAFF, 13), (Role.ACCOUNTANT, None)}
    both = Actor(7, "Samira", frozenset(keys))
    assert both.may_commit(party, role) is holds
    assert both.parties_as(Role.MEMBER_CONTACT, Role.ACCOUNTANT) == {12}
    assert both.roles == {Role.MEMBER_CONTACT, Role.MEMBER_STAFF, Role.ACCOUNTANT}


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ("a noté la déclaration de", "European Solidaire", "a noté la déclaration d’"),
        ("a noté la déclaration de", "Halage", "a noté la déclaration de "),
        ("a noté la déclaration de", "Études et chantiers", "a noté la déclaration d’"),
        ("a inscrit", "Études et chantiers", "a inscrit "),
        ("a écrit l’axe de l’amande", "Un", "a écrit l’axe de l’amande "),
    ],
)
def test_what_comes_before_a_name(words: str, name: str, said: str) -> None:
    assert before(name, words) == said
