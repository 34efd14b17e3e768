"""Stretches of time as light rows, for lists of thousands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from phares.kernel.dating import Dated, Precision

SPAN = ("starts_on", "starts_precision", "ends_on", "ends_precision")


class Stretch(NamedTuple):
    """A `Span` of the database as a light row: the columns of `SPAN`."""

    starts_on: date
    starts_precision: str
    ends_on: date | None
    ends_precision: str

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def beginning(self) -> Dated:
        return Dated(self.starts_on, Precision(self.starts_precision))

    @property
    def ending(self) -> Dated | None:
        if self.ends_on is None:
            return None
        return Dated.ending_at(self.ends_on, Precision(self.ends_precision))
