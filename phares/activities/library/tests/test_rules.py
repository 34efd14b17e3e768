from __future__ import annotations

from datetime import date

import pytest

from phares.activities.library.rules.consent import (
    may_go,
    named,
    who_knows,
    why_not_correct,
    why_not_quote,
    why_not_withdraw,
)
from phares.activities.library.rules.filing import in_words, why_not_title
from phares.activities.library.rules.permissions import may_know_authors, why_not_keep_quotes
from phares.kernel.actor import Role
from phares.people.directory.rules.kinds import ConsentScope
from tests.parties import acting

INTERNAL, REPORT, NAMED, WEB = ConsentScope


@pytest.mark.parametrize(
    ("consent", "goes_to"),
    [
        (INTERNAL, {INTERNAL}),
        (REPORT, {INTERNAL, REPORT, NAMED}),
        (NAMED, {INTERNAL, REPORT, NAMED}),
        (WEB, {INTERNAL, REPORT, NAMED, WEB}),
    ],
)
def test_a_quote_goes_no_further_than_its_consent(consent, goes_to):
    assert {to for to in ConsentScope if may_go(consent, to)} == goes_to


def test_a_name_goes_in_the_report_and_only_with_consent():
    pairs = {(consent, to) for consent in ConsentScope for to in ConsentScope if named(consent, to)}
    assert pairs == {(NAMED, REPORT), (NAMED, NAMED)}


@pytest.mark.parametrize(
    ("text", "consent", "has_author", "code"),
    [
        ("On apprécie", REPORT, False, None),
        ("On apprécie", NAMED, True, None),
        (" ", REPORT, True, "no-text"),
        ("On apprécie", NAMED, False, "no-author"),
    ],
)
def test_to_quote_somebody(text, consent, has_author, code):
    found = why_not_quote(text, consent, has_author)
    assert (found and found.code) == code


def test_what_is_withdrawn_stays_so():
    assert why_not_withdraw(None) is None
    assert why_not_withdraw(date(2016, 1, 4)) is not None


def test_what_was_taken_back_is_not_written_again():
    assert why_not_correct(None) is None
    found = why_not_correct(date(2016, 1, 4))
    assert found is not None
    assert "retirée le 4 janvier 2016" in found.sentence


def test_who_reads_the_name_of_an_author_is_said():
    assert who_knows(NAMED) == "nom imprimé dans le bilan"
    for consent in (INTERNAL, REPORT, WEB):
        assert "seulement" in who_knows(consent)


@pytest.mark.parametrize("role", list(Role))
def test_two_roles_keep_quotes_and_know_their_authors(role):
    actor = acting(role)
    keeps = role in (Role.ADMINISTRATOR, Role.ANIMATOR)
    assert (why_not_keep_quotes(actor) is None) == keeps
    assert may_know_authors(actor) == keeps


TITLES = {"002": "Rapport 2015 du PHARES", "001": "Page du PHARES"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("002:119", "Rapport 2015 du PHARES"),
        ("002:95-97, 001:15", "Rapport 2015 du PHARES et Page du PHARES"),
        ("002:294, 002:298", "Rapport 2015 du PHARES"),
        ("002:40 (liste)", "Rapport 2015 du PHARES (liste)"),
        ("009:3", "009:3"),
        ("Le Monde, 3 mars 2015, 14:30", "Le Monde, 3 mars 2015, 14:30"),
        ("", ""),
    ],
)
def test_a_source_is_said_by_the_title_of_its_document(source: str, said: str) -> None:
    assert in_words(source, TITLES) == said


@pytest.mark.parametrize(
    ("code", "title", "no"),
    [
        ("002", "Rapport 2015", ""),
        (" rapport-2015 ", "Rapport", ""),
        ("", "Rapport", "code"),
        ("Rapport 2015", "Rapport", "code"),
        ("a" * 13, "Rapport", "code"),
        ("002", " ", "title"),
    ],
)
def test_a_document_has_a_code_and_a_title(code: str, title: str, no: str) -> None:
    reason = why_not_title(code, title)
    assert (reason.code if reason else "") == no
