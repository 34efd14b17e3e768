"""One thing found: its name, what it is, where it opens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from phares.kernel.actor import Actor

EACH = 8
"""How many hits a domain gives at most: who wants more opens its list."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for, on a day: bare words without accents, all to be found."""

    words: tuple[str, ...]
    actor: Actor
    today: date


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that the actor may open."""

    label: str
    detail: str
    url: str


type Names = Callable[[Collection[int], Actor, date], Mapping[int, Hit]]
"""Records by their numbers, as this person may read them today; the others are left out."""


def held(words: Sequence[str], bare: str) -> bool:
    """Whether a text without accents holds every word; a number begins one of its words.

    « bureau 7 » is neither office 17 nor the year 2017.
    """
    return all(f" {word}" in f" {bare}" if word.isdigit() else word in bare for word in words)


def nearest(words: Sequence[str], texts: Iterable[tuple[str, Callable[[], Hit]]]) -> list[Hit]:
    """Among bare texts, those that hold the words: the name itself, then what begins so, first.

    Of thousands of texts a few are told: only theirs is made into a hit.
    """
    first, whole = words[0], f"{' '.join(words)} "
    near = ((bare, made) for bare, made in texts if first in bare)
    met = [
        (not f"{bare} ".startswith(whole), not bare.startswith(first), made)
        for bare, made in near
        if held(words, bare)
    ]
    return [made() for *_later, made in sorted(met, key=lambda one: one[:2])[:EACH]]
