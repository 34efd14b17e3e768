"""What may be chosen of each kind of letter, as the page lists it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from phares.common.notices.rules.kinds import Kind
from phares.common.notices.rules.rhythms import Rhythm, allowed, concerning, in_force
from phares.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind, what stands, and what could stand; each rhythm with whether it is the one."""

    kind: Kind
    rhythm: Rhythm
    rhythms: tuple[tuple[Rhythm, bool], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one may choose, and the kinds that leave in any case, under the reason why."""

    choices: tuple[Choice, ...]
    always: tuple[tuple[str, tuple[str, ...]], ...]


def choice_of(kind: Kind, rhythm: Rhythm) -> Choice:
    return Choice(kind, rhythm, tuple((one, one is rhythm) for one in allowed(kind)))


def choices_of(actor: Actor, chosen: Mapping[str, Rhythm], received: Collection[str]) -> Told:
    """Of the kinds that concern somebody, or that they got or chose already."""
    kinds = concerning(actor, {*chosen, *received})
    free = [kind for kind in kinds if len(allowed(kind)) > 1]
    always: dict[str, list[str]] = {}
    for kind in kinds:
        if kind not in free:
            always.setdefault(str(kind.firm), []).append(str(kind.label))
    return Told(
        tuple(choice_of(kind, in_force(kind, chosen)) for kind in free),
        tuple((why, tuple(labels)) for why, labels in always.items()),
    )
