"""The journal: written with the act, never changed, read by person, act or subject."""

from __future__ import annotations

import ast
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

import phares
from phares.common.audit.actions import key_of, record
from phares.common.audit.models import Entry
from phares.common.audit.queries import entries, of_family, speaking_of
from phares.common.audit.rules.details import WORDS, told
from phares.common.audit.rules.verbs import VERBS, family_of, said
from phares.kernel.actor import THE_POLE, Actor
from phares.kernel.dating import Precision, read_dated
from phares.kernel.money import Money

ROOT = Path(phares.__file__).parent
SOURCES = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts]
UNITS = "unités : Cordouan, Planier, utilisable : non"
PARIS = ZoneInfo("Europe/Paris")
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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no REPLACE")
def test_a_line_is_not_written_over(written):
    line, table = Entry.objects.earliest("pk"), Entry._meta.db_table
    columns = [str(field.column) for field in Entry._meta.concrete_fields]
    taken = ", ".join("'Nobody'" if name == "actor_name" else name for name in columns)
    over = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table}"
    refused = pytest.raises(DatabaseError, match="is frozen")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(over)
    assert Entry.objects.get(pk=line.pk).actor_name == "Nour Benali"


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
        (lambda: entries().filter(of_family("comptes")), ["clock.travelled", "account.opened"]),
        (lambda: entries().filter(of_family("lieu")), []),
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


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, ""),
        ({"role": "Accueil", "organisation": "Halage"}, "rôle : Accueil, structure : Halage"),
        ({"since": "2015", "until": ""}, "depuis : 2015"),
        ({"assets": ["Cordouan", "Planier"], "usable": False}, UNITS),
        ({"moon": {"year": 2015}}, "moon : année : 2015"),
    ],
)
def test_particulars_are_said_in_french(details, words):
    assert told(details) == words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Precision.SEASON, "à la saison près"),
        (Money(9_000_000), str(Money(9_000_000))),
        (read_dated("été 2015"), "été 2015"),
        (date(2015, 6, 1), "1er juin 2015"),
        (datetime(2015, 6, 1, tzinfo=PARIS), "1er juin 2015"),
        (datetime(2015, 6, 1, 14, 30, tzinfo=PARIS), "1er juin 2015, 14:30"),
        (Decimal("20.50"), "20,5"),
        ({"kind": [Precision.DAY, None, True, 3, "mot"]},
         {"kind": ["au jour près", None, True, 3, "mot"]}),
    ],
)  # fmt: skip
def test_particulars_are_kept_as_one_says_them(given, kept):
    record("account.opened", "Maud Roy", by=NOUR, before=given)
    assert Entry.objects.get().details == {"before": kept}


def test_every_particular_that_the_code_records_has_its_word():
    written = {
        keyword.arg
        for path in SOURCES
        for call in calls_of_record(path.read_text(encoding="utf-8"))
        for keyword in call.keywords
        if keyword.arg
    }
    assert sorted(written - set(WORDS) - {"by", "named"}) == []


def test_every_known_act_has_a_family():
    assert [verb for verb in VERBS if not family_of(verb)] == []
    assert family_of("moon.landed_on") == ""


def test_every_act_that_the_code_records_is_said_in_french():
    written = {verb for path in SOURCES for verb in verbs_in(path.read_text(encoding="utf-8"))}
    assert sorted(written - set(VERBS)) == []


def verbs_in(text: str) -> list[str]:
    """The verb of every `record("…", …)`."""
    return [
        str(call.args[0].value)
        for call in calls_of_record(text)
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def calls_of_record(text: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "record"
    ]
