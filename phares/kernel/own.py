"""What a domain tells people of their own structures: the port `own`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from phares.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """Something one may open or do from there."""

    label: str
    url: str
    main: bool = False
    """What the structure is asked for: the yellow act of the page, when there is only one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of one’s own: its name, how it stands, what more is to be known of it."""

    label: str
    url: str = ""
    plate: str = ""
    said: str = ""
    mark: str = ""
    """The class of the sea mark that goes with what is said; empty, no mark."""
    detail: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one domain tells of one structure, to somebody of that structure."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = field(default=())
    note: str = ""
    """A sentence under the lines, or alone when there is none."""
    wide: bool = True


type Own = Callable[[Sequence[int], Actor, date], Mapping[int, Part]]
"""All the structures at once, in a bounded number of queries; one may be left out."""
