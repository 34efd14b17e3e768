"""What the database forbids stays forbidden when a migration remakes a table on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test.utils import isolate_apps

from phares.common.constraints import Immutable, Never
from phares.config.home import database

CLOSED = 'EXISTS (SELECT 1 FROM "aside_box" b WHERE b.id = NEW.box_id AND b.state = 2)'


@pytest.fixture
def base(tmp_path: Path, django_db_blocker: Any) -> Iterator[Any]:
    """An SQLite file of its own, whatever the base of the run is."""
    described = connections["default"].settings_dict | database(tmp_path, "")
    connections["aside"] = found = DatabaseWrapper(described, "aside")
    with django_db_blocker.unblock():
        yield found
        found.close()
    del connections["aside"]


def boxes() -> tuple[type[models.Model], type[models.Model]]:
    class Box(models.Model):  # noqa: DJ008
        state = models.IntegerField()

        class Meta:
            app_label = "aside"
            constraints = (Immutable(name="box_closed", once=["state", 2]),)

    class Thing(models.Model):  # noqa: DJ008
        box = models.ForeignKey(Box, models.CASCADE)

        class Meta:
            app_label = "aside"
            constraints = (Never(name="thing_in_closed_box", parent="box", when=CLOSED),)

    return Box, Thing


def tell(base: Any, sql: str) -> None:
    with base.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("remade", [0, 1])
@isolate_apps("tests")
def test_it_stays_forbidden_when_either_table_is_remade(base: Any, remade: int) -> None:
    made = boxes()
    with base.schema_editor() as editor:
        for model in made:
            editor.create_model(model)
    added = models.IntegerField(db_default=7, unique=True, null=True)
    added.set_attributes_from_name("added")
    with base.schema_editor() as editor:
        editor.add_field(made[remade], added)
    tell(base, "INSERT INTO aside_box (id, state) VALUES (1, 1)")
    tell(base, "INSERT INTO aside_thing (id, box_id) VALUES (1, 1)")
    tell(base, "UPDATE aside_box SET state = 2")
    for sql, why in (
        ("INSERT INTO aside_thing (id, box_id) VALUES (2, 1)", "thing_in_closed_box is never"),
        ("UPDATE aside_thing SET box_id = 1", "thing_in_closed_box is never"),
        ("UPDATE aside_box SET state = 1", "box_closed is frozen"),
    ):
        with pytest.raises(IntegrityError, match=why):
            tell(base, sql)
