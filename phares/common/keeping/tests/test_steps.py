"""A step of the base and the note that it was done are one."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration
from django.db.migrations.state import ProjectState

from phares.common.keeping.steps import WholeSteps

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "accounts_made_to_be_tried"


class Made(Migration):
    """A table with an index, which Django leaves for the end of the step."""

    operations = [
        CreateModel(
            "MadeToBeTried",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=40, db_index=True)),
            ],
            options={"db_table": TABLE},
        )
    ]


class KilledBeforeTheNote(WholeSteps):
    def record_migration(self, app_label, name, forward=True):
        raise KeyboardInterrupt


@pytest.fixture
def step():
    yield Made("made", "accounts")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute("DELETE FROM django_migrations WHERE name = 'made'")


def noted(steps):
    return ("accounts", "made") in steps.recorder.applied_migrations()


def test_killed_before_its_note_nothing_was_made_and_it_is_taken_again(step):
    with pytest.raises(KeyboardInterrupt):
        KilledBeforeTheNote(connection).apply_migration(ProjectState(), step)
    steps = WholeSteps(connection)
    assert (TABLE in connection.introspection.table_names(), noted(steps)) == (False, False)
    steps.apply_migration(ProjectState(), step)
    assert noted(steps)
    with connection.cursor() as cursor:
        keys = connection.introspection.get_constraints(cursor, TABLE)
    assert [key for key in keys.values() if key["columns"] == ["name"] and key["index"]]
