"""A name leaves a line of the journal: a number takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from phares.kernel.masking import replaced
from phares.kernel.personal import Subject


@dataclass(frozen=True)
class Told:
    """The texts of a line."""

    actor: str
    subject: str
    details: dict[str, Any]


def masked(
    told: Told,
    who: Subject,
    mask: str,
    *,
    by_them: bool,
    about_them: bool,
    of_another: bool = False,
) -> Told:
    """The same line without the person.

    In a line by them, or about a record of theirs, all their names go; elsewhere those that nobody
    else bears. The card or the account of somebody else keeps what it was called.
    """
    names = who.names if by_them or about_them else who.alone
    return Told(
        mask if by_them else replaced(told.actor, who.alone, mask),
        mask if about_them else replaced(told.subject, () if of_another else names, mask),
        {key: _deep(value, names, mask) for key, value in told.details.items()},
    )


def _deep(value: Any, names: Iterable[str], mask: str) -> Any:
    match value:
        case str():
            return replaced(value, names, mask)
        case dict():
            return {key: _deep(each, names, mask) for key, each in value.items()}
        case list():
            return [_deep(each, names, mask) for each in value]
    return value
