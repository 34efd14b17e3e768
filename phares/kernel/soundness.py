"""Something that is not as it must be: what, what to do about it, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from phares.kernel.tongue import in_our_words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. The code is for a program; the sentences end with a full stop."""

    code: str
    sentence: str
    mend: str
    where: str = ""
    """The table and the key of a row, or a file."""

    def __post_init__(self) -> None:
        in_our_words(self, "sentence", "mend")


type Look = Callable[[datetime], Iterable[Finding]]
"""What a domain finds wrong in its own data at a moment; nothing when all is as it must be."""
