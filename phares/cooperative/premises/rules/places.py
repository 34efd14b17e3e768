"""Where a space stands on its floor, and how what it is may change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.letting import State
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.kernel.words import of, square_metres
from phares.people.directory.rules.names import normalise


class Rect(NamedTuple):
    """A rectangle on a floor, in decimetres from its top left corner. Without width: not drawn."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0

    def inside(self, width: int, height: int) -> bool:
        return self.x + self.width <= width and self.y + self.height <= height


def why_not_place(rect: Rect, width: int, height: int) -> Reason | None:
    if rect.inside(width, height):
        return None
    return Reason(
        "outside",
        say(
            "L’espace sort de l’étage, qui mesure {width} sur {height} dm. Revoyez sa position.",
            width=width,
            height=height,
        ),
    )


def why_not_code(code: str, known: Sequence[str]) -> Reason | None:
    if code not in known:
        return None
    return Reason(
        "code", say("« {code} » existe déjà à cet étage. Choisissez une autre plaque.", code=code)
    )


def why_not_floor(code: str, level: int, known: Sequence[tuple[str, int]]) -> Reason | None:
    if all(code != other and level != taken for other, taken in known):
        return None
    return Reason(
        "code",
        say(
            "L’étage {code} (niveau {level}) existe déjà dans ce bâtiment.", code=code, level=level
        ),
    )


def why_not_plan(name: str, start: Dated, planned: Sequence[str]) -> Reason | None:
    """Works of one name start once that day in a building: a form sent twice plans them once."""
    same = next((other for other in planned if normalise(other) == normalise(name)), None)
    if same is None:
        return None
    sentence = say(
        "« {same} » est déjà noté dans ce bâtiment ({start}). Ouvrez ces travaux, ou "
        "donnez un autre nom à ceux-ci.",
        same=same,
        start=start,
    )
    return Reason("planned", sentence)


def why_not_surface(m2: Decimal) -> Reason | None:
    return None if m2 >= 0 else Reason("surface", "Une surface n’est pas négative.")


def why_not_change(name: str, last_start: date | None, start: date) -> Reason | None:
    """A new state begins after the latest one: the past is not rewritten."""
    if last_start is None or start > last_start:
        return None
    return Reason(
        "order",
        say(
            "L’état {name} a déjà changé le {dated}. Choisissez un jour plus tardif.",
            name=of(name),
            dated=Dated(last_start),
        ),
    )


def why_not_withdraw(name: str, end: date | None) -> Reason | None:
    """Only the latest thing a space became is taken back: the past is not rewritten."""
    if end is None:
        return None
    told = say("L’état {of_it} a changé depuis : reprenez d’abord ce changement.", of_it=of(name))
    return Reason("order", told)


def still_let(name: str, taken_by: str) -> Reason:
    """What is let stays lettable: end the agreement first."""
    return Reason(
        "let",
        say(
            "{name} est occupé par {taken_by} à cette date. Mettez d’abord fin à la convention.",
            name=name,
            taken_by=taken_by,
        ),
    )


def already_closed(name: str, until: Dated | None, why: str) -> Reason:
    """A space closes once at a time."""
    end = say("fin : {until}", until=until) if until else say("sans date de fin")
    return Reason(
        "taken",
        say(
            "{name} est déjà fermé à ces dates : {why} ({end}). Rouvrez-le d’abord, ou "
            "choisissez d’autres dates.",
            name=name,
            why=why,
            end=end,
        ),
    )


ALREADY_WITHDRAWN = Reason(
    "withdrawn", "Cette fermeture a déjà été retirée. Revenez à la page de l’espace pour voir."
)


def why_not_reopen(end: date | None, on_day: date) -> Reason | None:
    """A closure only ends sooner; `end` is the first day outside."""
    if end is None or on_day < end:
        return None
    last = Dated(end - timedelta(days=1))
    return Reason(
        "already-open",
        say("Cette fermeture finit déjà le {last}. Choisissez un jour d’avant.", last=last),
    )


def why_not_desk(name: str, start: Dated, states: Sequence[State]) -> Reason | None:
    """A desk stands in a room that is a coworking space from its first day on."""
    since = [one for one in states if one.period.end is None or one.period.end > start.day]
    begun = any(start.day in one.period for one in since)
    if begun and all(one.kind is SpaceKind.COWORKING for one in since):
        return None
    sentence = say(
        "{name} n’est pas un espace de co-travail : on n’y ajoute pas de poste.", name=name
    )
    if since and since[-1].kind is SpaceKind.COWORKING:
        opened = next(one for one in since if one.kind is SpaceKind.COWORKING).period.start
        sentence = say(
            "{name} n’est un espace de co-travail que depuis le {dated}. Choisissez un "
            "jour à partir de celui-là.",
            name=name,
            dated=Dated(opened),
        )
    return Reason("kind", sentence)


def why_not_become(name: str, before: SpaceKind, after: SpaceKind, desks: int) -> Reason | None:
    """A room made of desks stays so, and a desk stays a desk: else its m² would be let twice."""
    if before is after or not (desks or SpaceKind.DESK in (before, after)):
        return None
    if desks:
        sentence = say(
            "{name} est fait de postes : il reste un espace de co-travail. Dites-le "
            "inutilisable, et ajoutez le nouvel espace sous une autre plaque.",
            name=name,
        )
    elif before is SpaceKind.DESK:
        sentence = say(
            "{name} est un poste et le reste. Ajoutez un espace pour un autre usage.", name=name
        )
    else:
        sentence = say(
            "{name} ne devient pas un poste : ajoutez-en un depuis un espace de co-travail.",
            name=name,
        )
    return Reason("kind", sentence)


def why_not_share(room: str, m2: Decimal, shares: Sequence[Decimal]) -> Reason | None:
    """Desks together take no more than their room."""
    total = sum(shares, Decimal(0))
    if total <= m2:
        return None
    sentence = say(
        "Les postes {room} feraient ensemble {square_metres}, plus que ses "
        "{square_metres_2}. Diminuez la part de celui-ci.",
        room=of(room),
        square_metres=square_metres(total),
        square_metres_2=square_metres(m2),
    )
    return Reason("share", sentence)
