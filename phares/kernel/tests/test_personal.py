"""The port of persons' rights, where a domain has nothing to say."""

from __future__ import annotations

from datetime import date

from phares.kernel.personal import Basis, Subject, no_day, nothing_stands


def test_a_domain_that_says_nothing_stops_nobody() -> None:
    who = [Subject(person=1), Subject(account=2)]
    assert nothing_stands(who, date(2016, 1, 4), lambda _code: date(2015, 1, 1)) == {}
    assert no_day(who) == {}


def test_each_basis_names_its_article() -> None:
    assert [basis.label for basis in Basis if "art. 6.1" not in basis.label] == []
