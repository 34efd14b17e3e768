"""Works as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phares.cooperative.premises.models import Works
from phares.cooperative.premises.rules.kinds import WorksState
from phares.cooperative.premises.rules.lifecycle import works_seen


@dataclass(frozen=True, slots=True)
class WorksOnDay:
    """Works with what they are that day, whatever they became."""

    works: Works
    state: WorksState

    @property
    def over(self) -> bool:
        return self.state is WorksState.DONE


def seen_on(day: date, rows: Iterable[Works]) -> list[WorksOnDay]:
    return [WorksOnDay(row, works_seen(WorksState(row.state), row.period, day)) for row in rows]
