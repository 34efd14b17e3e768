"""« Mon espace »: what somebody has, declares and is asked for, structure by structure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from phares.kernel.actor import MEMBERS, ROLE_LABELS, Actor, Role
from phares.kernel.own import Line, Part, Step
from phares.people.directory import queries as directory
from phares.portal.queries import Sorted, alerts_for, said_to_decide, sorted_out
from phares.portal.sources import OWN


@dataclass(frozen=True, slots=True)
class House:
    """One structure of the reader, with what each domain tells of it."""

    pk: int
    name: str
    parts: tuple[Part, ...]

    @property
    def wide(self) -> list[Part]:
        return [part for part in self.parts if part.wide]

    @property
    def side(self) -> list[Part]:
        return [part for part in self.parts if not part.wide]


@dataclass(frozen=True, slots=True)
class Mine:
    """The page of somebody, on a day."""

    houses: tuple[House, ...]
    sorted: Sorted
    keys: tuple[Line, ...]

    @property
    def lead(self) -> str:
        if not self.houses:
            return ""
        return said_to_decide([*self.sorted.decide, *self.sorted.know])

    @property
    def main(self) -> Step | None:
        """The one yellow act, when one thing only is asked for."""
        asked = [step for house in self.houses for part in house.parts for step in part.steps]
        main = [step for step in asked if step.main]
        return main[0] if len(main) == 1 else None


def mine_of(actor: Actor, today: date) -> Mine:
    """All the structures of the reader in one round of each domain."""
    houses = directory.names_of(actor.parties_as(*MEMBERS))
    ids = [pk for pk, _name in houses]
    told = [own(ids, actor, today) for own in OWN] if ids else []
    waits = alerts_for(actor, today=today) if ids else []
    return Mine(
        tuple(House(pk, name, tuple(one[pk] for one in told if pk in one)) for pk, name in houses),
        sorted_out(waits),
        tuple(_keys(actor, dict(houses))),
    )


def _keys(actor: Actor, names: dict[int, str]) -> list[Line]:
    """« Contact d’une structure », of « Halage »."""
    held = sorted(actor.keys, key=lambda key: (list(Role).index(key[0]), key[1] or 0))
    return [Line(ROLE_LABELS[role], detail=_house(party, names)) for role, party in held]


def _house(party: int | None, names: dict[int, str]) -> str:
    if party is None:
        return _("pour tout le pôle")
    return names.get(party, "")
