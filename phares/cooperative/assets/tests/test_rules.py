"""The sentence that says who has it and until when."""

from __future__ import annotations

import pytest

from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.assets.rules.sentences import Standing, taken
from phares.cooperative.assets.tests.factories import moment

DO = "Choisissez un autre espace ou une autre date."
CASES = [
    ("lasts without end", Taking.LEASE, moment(3), None, "sans date de fin"),
    ("lasts till midnight", Taking.LEASE, moment(3), moment(9), "jusqu’au 31 août 2015"),
    ("begins later", Taking.LEASE, moment(8), moment(9), "du 1er août 2015 au 31 août 2015"),
    ("later, no end", Taking.LEASE, moment(8), None, "à partir du 1er août 2015, sans date de fin"),
    ("an afternoon", Taking.BOOKING, moment(6, 2, 14), moment(6, 2, 16),
     "le 2 juin 2015 de 14\u00a0h à 16\u00a0h"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "taking", "start", "end", "until"), CASES)
def test_says_who_and_until_when(case, taking, start, end, until):
    reason = taken([Standing("Bureau 5", "Terragram", taking, start, end)], moment(6))
    assert reason.code == "taken"
    assert reason.sentence == f"Bureau 5 est occupé par Terragram {until}. {DO}"


def test_a_closure_has_no_occupant():
    standing = Standing("Cordouan", "", Taking.CLOSURE, moment(6), moment(9))
    sentence = taken([standing], moment(7)).sentence
    assert sentence == f"Cordouan : fermeture jusqu’au 31 août 2015. {DO}"


def test_of_several_each_is_told_and_what_to_do_once():
    one = Standing("Bureau 5", "Terragram", Taking.LEASE, moment(3), moment(9))
    other = Standing("Bureau 7", "ERRC", Taking.LEASE, moment(3), None)
    assert taken([one, other], moment(6)).sentence == (
        "Bureau 5 est occupé par Terragram jusqu’au 31 août 2015. Bureau 7 est occupé par ERRC "
        "sans date de fin. Choisissez d’autres espaces ou une autre date."
    )
