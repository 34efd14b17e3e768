"""The journal: written with the act, never changed, read by person, act or subject."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from phares.common.audit.actions import key_of, record
from phares.common.audit.models import Entry
from phares.common.audit.queries import entries, of_family, speaking_of
from phares.common.audit.rules.verbs import FAMILIES, VERBS, family_of, said
from phares.kernel.actor import THE_POLE, Actor

NOUR = Actor(7, "Nour Benali")
pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> None:
    record("account.opened", "Maud Roy", by=NOUR, email="maud@exemple.fr")
    record("clock.travelled", "2016-01-04 10:30", by=THE_POLE)


def test_a_line_says_who_did_what_to_what(written):
    first = Entry.objects.earliest("pk")
    assert (first.actor_id, first.actor_name) == (7, "Nour Benali")
    assert (first.verb, first.subject) == ("account.opened", "Maud Roy")
    assert first.details == {"email": "maud@exemple.fr"}
    assert first.at is not None


def test_a_record_is_named_by_its_key(written):
    line = Entry.objects.earliest("pk")
    assert key_of(line) == f"audit.entry:{line.pk}"
    assert key_of("plain words") == "plain words"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_line_never_changes(written, act):
    lines = Entry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(actor_name="Nobody") if act == "update" else lines.delete()
    assert Entry.objects.filter(actor_name="Nour Benali").count() == 1


def test_a_line_goes_with_the_act_that_failed():
    @transaction.atomic
    def act() -> None:
        record("account.opened", "Maud Roy", by=NOUR)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("found", "verbs"),
    [
        (lambda: entries(), ["clock.travelled", "account.opened"]),
        (lambda: entries(who=7), ["account.opened"]),
        (lambda: entries(subject_key="2016-01-04 10:30"), ["clock.travelled"]),
        (lambda: of_family(entries(), "comptes"), ["account.opened"]),
        (lambda: speaking_of(entries(), "nour"), ["account.opened"]),
        (lambda: speaking_of(entries(), "ouvert un compte"), ["account.opened"]),
        (lambda: speaking_of(entries(), "personne de ce nom"), []),
    ],
)
def test_the_journal_is_read_by_person_act_or_subject(written, found, verbs):
    assert [line.verb for line in found()] == verbs


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("account.opened", "a ouvert un compte à"),
        ("moon.landed_on", "moon : landed on"),
    ],
)
def test_an_act_is_said_in_french_or_shown_as_written(verb, words):
    assert said(verb) == words


def test_every_known_act_but_the_clock_and_the_pole_has_a_family():
    lonely = {verb for verb in VERBS if not family_of(verb)}
    assert {verb.partition(".")[0] for verb in lonely} <= {"clock", "pole"}
    assert family_of("account.opened") == "comptes"
    assert set(FAMILIES) == {"comptes", "structures", "lieu", "cooperative", "bilan"}
