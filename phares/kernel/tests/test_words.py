from __future__ import annotations

import pytest

from phares.kernel.actor import THE_POLE, VISITOR, Actor, Role
from phares.kernel.lifecycle import Labelled, Moves, why_not_move
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.words import about, in_words, listed, of, plural, thousands


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (4, "quatre"),
        (14, "plus d’une douzaine"),
        (15, "une quinzaine"),
        (16, "plus d’une quinzaine"),
        (18, "plus d’une quinzaine"),
        (20, "une vingtaine"),
        (99, "plus d’une soixantaine"),
        (1200, "1\u202f200"),
    ],
)
def test_about(number: int, said: str) -> None:
    assert about(number) == said


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
