"""Written once."""

from __future__ import annotations

from typing import Any

from phares.common.constraints.columns import column_of
from phares.common.constraints.trigger import Triggered, refusing


class Immutable(Triggered):
    """Rows are written once: the database refuses to change or delete them.

    With `only`, these columns alone are frozen and deletion is refused; the others may move. With
    `once`, a column and a value: the row is frozen from the moment the column holds the value. With
    `deletable`, rows may still be deleted.
    """

    OPTIONS = {"only": (), "once": (), "deletable": False}

    def __init__(
        self,
        *,
        name: str,
        only: list[str] | tuple[str, ...] = (),
        once: list[Any] | tuple[Any, ...] = (),
        deletable: bool = False,
        **options: Any,
    ) -> None:
        self.only, self.once, self.deletable = tuple(only), tuple(once), deletable
        super().__init__(name=name, **options)

    @property
    def _said(self) -> str:
        return f"{self.name} is frozen"

    def sqlite(self, model: Any, editor: Any) -> list[str]:
        refusal = f"BEGIN SELECT RAISE(ABORT, '{self._said}'); END"
        return self._triggers(model, editor, refusal)

    def postgresql(self, model: Any, editor: Any) -> list[str]:
        call = f"EXECUTE FUNCTION {editor.quote_name(self.name)}()"
        refusal = refusing(self.name, self._said, editor=editor)
        return [refusal, *self._triggers(model, editor, call, each="FOR EACH ROW ")]

    def _triggers(self, model: Any, editor: Any, then: str, each: str = "") -> list[str]:
        kept = self._kept(model, editor)
        watched = [("UPDATE", f"({kept}) AND ({self._changed(model, editor)})")]
        if not self.deletable:
            watched.append(("DELETE", kept))
        return [
            f"CREATE TRIGGER {editor.quote_name(f'{self.name}_{event.lower()}')} "
            f"BEFORE {event} ON %(table)s {each}WHEN ({when}) {then}"
            for event, when in watched
        ]

    def _kept(self, model: Any, editor: Any) -> str:
        if not self.once:
            return "1 = 1"
        column, value = self.once
        return f"OLD.{column_of(model, editor, column)} = {editor.quote_value(value)}"

    def _changed(self, model: Any, editor: Any) -> str:
        columns = [column_of(model, editor, field) for field in self.only]
        differs = "IS NOT" if editor.connection.vendor == "sqlite" else "IS DISTINCT FROM"
        return " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in columns) or "1 = 1"
