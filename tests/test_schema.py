"""A new base in one piece is what its steps would leave, and only an empty base takes it."""

from __future__ import annotations

import pytest
from django.db import ConnectionHandler
from django.db.migrations.loader import MigrationLoader

from phares.common.keeping import whole
from phares.common.keeping.bases import as_default
from phares.common.keeping.steps import take_steps
from tests.schema import written

pytestmark = [pytest.mark.django_db, pytest.mark.any_base]


@pytest.fixture
def new(tmp_path):
    """A connection to a SQLite base that nobody made yet, as the default one."""
    described = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "new.sqlite3"}
    connection = ConnectionHandler({"default": described})["default"]
    with as_default(connection):
        yield connection
    connection.close()


def all_steps():
    return sorted(MigrationLoader(None, replace_migrations=False).disk_migrations)


def test_the_piece_is_what_the_steps_leave():
    assert whole.PIECE.read_text(encoding="utf-8") == written(), "run « make schema »"


def test_a_new_base_is_the_piece_word_for_word(new):
    assert take_steps(new) == len(all_steps())
    assert sorted(MigrationLoader(new).applied_migrations) == all_steps()
    with new.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        made = {sql for (sql,) in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM django_content_type")
        assert cursor.fetchone()[0] > 50, "what Django notes of the models is there too"
    told = whole.PIECE.read_text(encoding="utf-8")
    assert len(made) > 300
    assert [sql for sql in made if sql not in told and "sqlite_sequence" not in sql] == [
        sql for sql in made if '"django_migrations"' in sql
    ]
    assert take_steps(new) == 0


@pytest.mark.parametrize("case", ["one step more", "one step less"])
def test_another_level_goes_step_by_step(new, case):
    steps = [*all_steps(), ("portal", "9999_more")] if case == "one step more" else all_steps()[1:]
    assert whole.make_whole(new, steps) is False
    assert new.introspection.table_names() == []


def test_a_base_with_something_in_it_goes_step_by_step(new):
    with new.cursor() as cursor:
        cursor.execute("CREATE TABLE theirs (id integer)")
    assert whole.make_whole(new, all_steps()) is False
    assert new.introspection.table_names() == ["theirs"]


def test_stopped_half_way_nothing_is_left(new, monkeypatch):
    usual = whole._statements

    def stopped(piece):
        yield from list(usual(piece))[:200]
        raise KeyboardInterrupt

    monkeypatch.setattr(whole, "_statements", stopped)
    with pytest.raises(KeyboardInterrupt):
        whole.make_whole(new, all_steps())
    assert new.introspection.table_names() == []
