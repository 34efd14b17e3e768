"""Wholes and parts: what taking a thing takes, and what it may meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tree:
    """Each thing and what it is part of, by primary key; None at the root."""

    parents: Mapping[int, int | None]

    def leaves(self, wanted: Collection[int]) -> tuple[int, ...]:
        """The units that are taken when these are: every leaf below, in id order."""
        parts = self.below(wanted) | set(wanted)
        wholes = {self.parents.get(part) for part in parts}
        return tuple(sorted(parts - wholes))

    def below(self, wanted: Collection[int]) -> set[int]:
        """Every part of these, down to the leaves."""
        found, level = set[int](), set(wanted)
        while level:
            level = {pk for pk, parent in self.parents.items() if parent in level} - found
            found |= level
        return found

    def above(self, wanted: Collection[int]) -> set[int]:
        """Everything these are a part of, up to the root."""
        found, level = set[int](), set(wanted)
        while level:
            level = {up for pk in level if (up := self.parents.get(pk))} - found
            found |= level
        return found

    def family(self, wanted: Collection[int]) -> set[int]:
        """These, all they are a part of and all their parts: what taking them may meet."""
        return {*wanted, *self.below(wanted), *self.above(wanted)}
