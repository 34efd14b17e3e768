"""Seats: who may take one, and which stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phares.cooperative.governance.rules.kinds import SeatKind
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import capital, say
from phares.kernel.words import of

PAIR = (SeatKind.EMPLOYEE, SeatKind.BOARD)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody holds a seat of a body for a while."""

    seat: SeatKind
    period: Period
    person_id: int | None = None
    organisation_id: int | None = None
    holder: str = ""


def title_of(title: str, seat: SeatKind) -> str:
    """In a pair the seat is title enough: « Siège salarié »."""
    said = title.strip()
    return said if said or seat not in PAIR else str(capital(seat.label))


def why_not_title(title: str) -> Reason | None:
    """One sits as something: co-manager, member, guest."""
    if title:
        return None
    return Reason("no-title", "Dites à quel titre : « cogérante », « membre ».")


def why_not_seat(paired: bool, wanted: Sitting) -> Reason | None:
    """A mandate names somebody; in a body of pairs, the person, the structure and the seat."""
    if wanted.person_id is None and wanted.organisation_id is None:
        return Reason("nobody", "Dites qui siège : une personne, une structure, ou les deux.")
    if not paired:
        return None
    if wanted.seat not in PAIR:
        return Reason("no-seat", "Choisissez le siège : salarié ou administrateur.")
    if wanted.person_id is None or wanted.organisation_id is None:
        sentence = say("Dans un couple, dites quelle personne siège et pour quelle structure.")
        return Reason("half-seat", sentence)
    return None


def why_not_sit(wanted: Sitting, standing: Iterable[Sitting]) -> Reason | None:
    """One holder at a time on a paired seat of a structure; nobody sits twice in one body."""
    for other in standing:
        if not wanted.period.overlaps(other.period):
            continue
        if _same_seat(wanted, other):
            sentence = say(
                "Le {label} de cette structure est tenu par {holder} depuis le {dated}. "
                "Terminez d’abord ce mandat.",
                label=other.seat.label,
                holder=other.holder,
                dated=Dated(other.period.start),
            )
            return Reason("seat-taken", sentence)
        if wanted.person_id is not None and wanted.person_id == other.person_id:
            sentence = say(
                "{holder} siège déjà dans cette instance à ces dates.", holder=other.holder
            )
            return Reason("sits-already", sentence)
    return None


def _same_seat(one: Sitting, other: Sitting) -> bool:
    paired = one.seat in PAIR and one.seat is other.seat
    return paired and one.organisation_id == other.organisation_id


def why_not_end(holder: str, already: Dated | None) -> Reason | None:
    """What has ended does not end again."""
    if already is None:
        return None
    return Reason(
        "already-ended",
        say("Le mandat {holder} a déjà pris fin : {already}.", holder=of(holder), already=already),
    )


def vacancies(
    structures: Sequence[int], held: Iterable[tuple[int, SeatKind]]
) -> list[tuple[int, SeatKind]]:
    """The paired seats nobody holds: each structure has two, and one vote."""
    taken = set(held)
    wanted = ((structure, seat) for structure in structures for seat in PAIR)
    return [pair for pair in wanted if pair not in taken]
