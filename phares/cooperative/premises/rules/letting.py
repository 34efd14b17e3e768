"""What may be let, when an agreement may end, when it may be renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from phares.cooperative.premises.rules.kinds import LET, LeaseState, SpaceKind
from phares.cooperative.premises.rules.lifecycle import LEASE_MOVES, months_after
from phares.kernel.dating import Dated
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import say


@dataclass(frozen=True, slots=True)
class State:
    """What a space is for a while."""

    period: Period
    kind: SpaceKind
    usable: bool


def why_not_dates(start: date, end: date | None) -> Reason | None:
    """`end` is the first day outside."""
    if end is None or start < end:
        return None
    return Reason("dates", "La fin vient avant le début. Vérifiez les deux dates.")


def why_not_let(name: str, states: Sequence[State], asked: Period, m2: Decimal) -> Reason | None:
    """Let when, from the first day to the last, it is there, usable and of a kind to let."""
    if m2 <= 0:
        sentence = say(
            "La surface convenue pour {name} doit dépasser 0 m². Reprenez celle de l’espace.",
            name=name,
        )
        return Reason("surface", sentence)
    met = sorted((s for s in states if s.period.overlaps(asked)), key=lambda s: s.period.start)
    if hole := _first_day_without(met, asked):
        return Reason(
            "no-space",
            say("{name} n’est pas un espace du lieu le {dated}.", name=name, dated=Dated(hole)),
        )
    return next(filter(None, (_why_not_state(name, state, asked) for state in met)), None)


def _first_day_without(met: Sequence[State], asked: Period) -> date | None:
    covered: date | None = asked.start
    for state in met:
        if covered is None or state.period.start > covered:
            break
        covered = state.period.end
    if covered is None or (asked.end is not None and covered >= asked.end):
        return None
    return covered


def _why_not_state(name: str, state: State, asked: Period) -> Reason | None:
    if state.kind not in LET:
        sentence = say(
            "{name} ({label}) se partage et ne se loue pas. Choisissez un bureau, un "
            "poste, un atelier, un commerce ou un stockage.",
            name=name,
            label=state.kind.label,
        )
        return Reason("kind", sentence)
    return None if state.usable else _unusable(name, state)


def why_not_within(room: str, states: Sequence[State], asked: Period) -> Reason | None:
    """A desk is let while its room may be used."""
    shut = [state for state in states if state.period.overlaps(asked) and not state.usable]
    return _unusable(room, min(shut, key=lambda state: state.period.start)) if shut else None


def _unusable(name: str, state: State) -> Reason:
    last = state.period.last_day
    until = (
        say("avant le {dated}", dated=Dated(last + timedelta(days=1)))
        if last
        else say("pour le moment")
    )
    sentence = say(
        "{name} n’est pas utilisable {until}. Changez les dates ou choisissez un autre espace.",
        name=name,
        until=until,
    )
    return Reason("unusable", sentence)


@dataclass(frozen=True, slots=True)
class Notice:
    """Given one day, due so many months before; both sides may agree to less.

    Nobody may know the day: then both sides agree, or it cannot be told whether it was in time.
    """

    given_on: date | None
    months: int
    agreed: bool = False


def why_not_end(state: LeaseState, period: Period, out: date, notice: Notice) -> Reason | None:
    """`out` is the first day without the agreement. A shorter notice needs both sides to agree."""
    if reason := why_not_move(LEASE_MOVES, state, LeaseState.ENDED):
        return reason
    if period.end is not None and out >= period.end:
        last = Dated(period.end - timedelta(days=1))
        return Reason("already-ends", say("Cette convention finit déjà le {last}.", last=last))
    if notice.agreed:
        return None
    if notice.given_on is None:
        return Reason(
            "notice-unknown",
            "Le jour du congé n’est pas dit : son délai ne se vérifie pas. Notez ce jour, ou "
            "l’accord des deux parties.",
        )
    earliest = months_after(notice.given_on, notice.months)
    if out >= earliest:
        return None
    return Reason(
        "notice",
        say(
            "Le préavis est de {months} mois : la convention court au moins jusqu’au "
            "{dated}. Choisissez une date plus tardive, ou notez l’accord des deux parties.",
            months=notice.months,
            dated=Dated(earliest - timedelta(days=1)),
        ),
    )


def why_not_renew(number: str, state: LeaseState, end: date | None, by: str) -> Reason | None:
    """Not without an end, nor after notice, nor twice; `by` says what renewed it already."""
    if by:
        return Reason(
            "renewed", say("{number} est déjà renouvelée par {by}.", number=number, by=by)
        )
    if state is not LeaseState.ACTIVE:
        sentence = say(
            "{number} est {label} : signez une nouvelle convention.",
            number=number,
            label=state.label,
        )
        return Reason("wrong-state", sentence)
    if end is None:
        return Reason(
            "no-end", say("{number} n’a pas de date de fin : rien à renouveler.", number=number)
        )
    return None


@dataclass(frozen=True, slots=True)
class Correction:
    """What is asked of an agreement noted wrong."""

    begun: bool
    ends: bool
    """Whether it has an end once corrected."""
    terms: bool
    """Whether it touches the spaces or the notice, and not only the dates."""


def why_not_correct(number: str, state: LeaseState, asked: Correction) -> Reason | None:
    """Dates are corrected at any time; spaces and notice until the agreement begins."""
    if state is LeaseState.CANCELLED:
        return Reason(
            "wrong-state",
            say("{number} est annulée : signez une nouvelle convention.", number=number),
        )
    if state is LeaseState.ENDED and not asked.ends:
        return Reason(
            "keeps-end",
            say(
                "{number} est résiliée : elle garde un dernier jour. Pour qu’elle dure, "
                "annulez le congé.",
                number=number,
            ),
        )
    if asked.begun and asked.terms:
        return Reason(
            "begun",
            say(
                "{number} a commencé : ses espaces et son préavis ne changent plus. Mettez-y "
                "fin et signez-en une autre.",
                number=number,
            ),
        )
    return None


def why_not_stay(number: str, state: LeaseState, end: date | None, today: date) -> Reason | None:
    """Notice is taken back while the agreement still runs or is to come."""
    if state is not LeaseState.ENDED or end is None:
        return Reason(
            "wrong-state",
            say("Aucun congé n’a mis fin à {number} : rien à annuler.", number=number),
        )
    if end <= today:
        last = Dated(end - timedelta(days=1))
        return Reason(
            "over",
            say(
                "{number} est terminée depuis le {last} : signez une nouvelle convention.",
                number=number,
                last=last,
            ),
        )
    return None
