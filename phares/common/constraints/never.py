"""What the rows of another table forbid of a row."""

from __future__ import annotations

from typing import Any

from phares.common.constraints.columns import column_of
from phares.common.constraints.trigger import Triggered, refusing

EVENTS = ("INSERT", "UPDATE")


class Never(Triggered):
    """No row is written for which the SQL `when` is true; it names NEW, the row, or OLD.

        Never(
            name="measure_of_a_frozen_year",
            parent="report",
            when='EXISTS (SELECT 1 FROM "reporting_reportyear" r '
            "WHERE r.id = NEW.report_id AND r.state = 'frozen')",
        )

    Tables are named in double quotes, so that `step_aside` finds them. `events` says which writes
    are watched, DELETE among them. The row of `parent` is held meanwhile, so that an act on it is
    over before. Without `lasting` it is said of the act alone: a row that stands may well be so.
    """

    OPTIONS = {"when": None, "parent": "", "events": EVENTS}

    def __init__(
        self,
        *,
        name: str,
        when: str,
        parent: str = "",
        events: list[str] | tuple[str, ...] = EVENTS,
        lasting: bool = True,
        **options: Any,
    ) -> None:
        self.when, self.parent, self.events = when, parent, tuple(events)
        self.lasting = lasting
        super().__init__(name=name, **options)

    def clone(self) -> Never:
        """Django asks what it is made of, which migrations keep: `lasting` is not theirs."""
        twin: Never = super().clone()
        twin.lasting = self.lasting
        return twin

    @property
    def _said(self) -> str:
        return f"{self.name} is never"

    def sqlite(self, model: Any, editor: Any) -> list[str]:
        return [
            f"CREATE TRIGGER {editor.quote_name(f'{self.name}_{event.lower()}')} "
            f"BEFORE {event} ON %(table)s WHEN {self.when} "
            f"BEGIN SELECT RAISE(ABORT, '{self._said}'); END"
            for event in self.events
        ]

    def postgresql(self, model: Any, editor: Any) -> list[str]:
        held = self._holding(model, editor)
        name = editor.quote_name(self.name)
        return [
            refusing(self.name, self._said, when=self.when, first=held, editor=editor),
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(self.events)} ON %(table)s "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]

    def _holding(self, model: Any, editor: Any) -> str:
        if not self.parent:
            return ""
        held = model._meta.get_field(self.parent).related_model._meta
        pk, table = editor.quote_name(held.pk.column), editor.quote_name(held.db_table)
        own = column_of(model, editor, self.parent)
        return f"PERFORM 1 FROM {table} WHERE {pk} = NEW.{own} FOR NO KEY UPDATE; "
