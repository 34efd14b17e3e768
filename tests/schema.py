"""The tables of a new base, written in one piece: `python -m tests.schema`, or `make schema`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def written() -> str:
    """What the steps of this version leave in an empty SQLite base."""
    from django.db import ConnectionHandler
    from django.db.migrations.executor import MigrationExecutor

    from phares.common.keeping.bases import as_default
    from phares.common.keeping.whole import piece_of

    with tempfile.TemporaryDirectory() as folder:
        described = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(folder, "new.sqlite3")}
        connection = ConnectionHandler({"default": described})["default"]
        with as_default(connection):
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
            text = piece_of(connection, [(step.app_label, step.name) for step, _back in plan])
        connection.close()
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"PHARES_HOME": home, "DJANGO_SETTINGS_MODULE": "phares.config.settings"}
        import django

        django.setup()
        from phares.common.keeping.whole import PIECE

        PIECE.write_text(written(), encoding="utf-8")
