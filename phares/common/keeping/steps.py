"""A base brought to the level of the code, each step whole: done and noted, or neither."""

from __future__ import annotations

from typing import Any

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db.migrations.executor import MigrationExecutor

from phares.common.keeping.whole import make_whole


class WholeSteps(MigrationExecutor):
    """A step and the note that it was done are one transaction: killed between, neither is.

    Django notes apart a step that leaves indexes for its end; killed there, the next attempt
    would find the tables made.
    """

    def apply_migration(
        self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql.clear()
            self.record_migration(migration.app_label, migration.name)
        return state


def take_steps(connection: Any) -> int:
    """Every step that this base lacks, in their order; gives how many were taken."""
    executor = WholeSteps(connection)
    executor.loader.check_consistent_history(connection)
    tips = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(tips)
    now = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
    emit_pre_migrate_signal(0, False, connection.alias, apps=now.apps, plan=plan)
    if not make_whole(connection, [(step.app_label, step.name) for step, _back in plan]):
        executor.migrate(tips, plan=plan, state=now.clone())
    emit_post_migrate_signal(0, False, connection.alias, plan=plan)
    return len(plan)
