"""How long, how soon and how far ahead a place is booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from phares.activities.bookings.rules.local import minutes_of
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.time import TimeSlot
from phares.kernel.tongue import say
from phares.kernel.words import lasting

LONGEST_EVER = timedelta(days=31)
"""Beyond, a place is let by agreement."""


@dataclass(frozen=True, slots=True)
class Limits:
    """In minutes, but `ahead_days`; None: as one likes."""

    step: int = 15
    shortest: int = 15
    longest: int | None = None
    notice: int = 0
    ahead_days: int | None = None


def why_not_slot(slot: TimeSlot, limits: Limits, now: datetime, *, lead: bool) -> Reason | None:
    """`slot` in the time of the pole. `lead`: somebody of the team, whom delays do not bind."""
    return (
        _why_not_length(slot, limits)
        or _why_not_step(slot, limits)
        or _why_not_past(slot, now)
        or (None if lead else _why_not_delays(slot, limits, now))
    )


def _why_not_length(slot: TimeSlot, limits: Limits) -> Reason | None:
    lasts = minutes_of(slot)
    if lasts < limits.shortest:
        return Reason(
            "too-short",
            say("Réservez au moins {least}.", least=lasting(limits.shortest)),
        )
    if limits.longest is not None and lasts > limits.longest:
        return Reason(
            "too-long",
            say("Réservez au plus {most} d’affilée.", most=lasting(limits.longest)),
        )
    if slot.end - slot.start > LONGEST_EVER:
        return Reason(
            "too-long",
            say("Au-delà de {days} jours, demandez une convention à l’animation du pôle.",
                days=LONGEST_EVER.days),
        )  # fmt: skip
    return None


def _why_not_step(slot: TimeSlot, limits: Limits) -> Reason | None:
    ends = (slot.start, slot.end)
    if all((at.hour * 60 + at.minute) % limits.step == 0 and not at.second for at in ends):
        return None
    return Reason(
        "step",
        say("Les heures vont de {step} en {step}. Arrondissez les vôtres.",
            step=lasting(limits.step)),
    )  # fmt: skip


def _why_not_past(slot: TimeSlot, now: datetime) -> Reason | None:
    if slot.end > now:
        return None
    return Reason("past", "Cette heure est passée. Choisissez une heure à venir.")


def _why_not_delays(slot: TimeSlot, limits: Limits, now: datetime) -> Reason | None:
    if slot.start < now + timedelta(minutes=limits.notice):
        if not limits.notice:
            return Reason("past", "Cette heure est passée. Choisissez une heure à venir.")
        return Reason(
            "too-soon",
            say(
                "Réservez au moins {notice} à l’avance, ou demandez à l’accueil.",
                notice=_delay(limits.notice),
            ),
        )
    if limits.ahead_days is None:
        return None
    last = now.date() + timedelta(days=limits.ahead_days)
    if slot.start.date() <= last:
        return None
    return Reason(
        "too-far",
        say(
            "On réserve au plus {days} jours à l’avance : jusqu’au {last} aujourd’hui.",
            days=limits.ahead_days,
            last=Dated(last),
        ),
    )


def _delay(minutes: int) -> str:
    days, rest = divmod(minutes, 24 * 60)
    if days > 1 and not rest:
        return say("{days} jours", days=days)
    return lasting(minutes)


def why_not_so_many(name: str, people: int | None, seats: int | None) -> Reason | None:
    """A room holds so many people; nobody said how many: nobody asks."""
    if people is None or seats is None or people <= seats:
        return None
    return Reason(
        "too-many",
        say(
            "{name} a {seats} places : {people} personnes n’y tiennent pas. Prenez une salle plus "
            "grande, ou demandez à l’animation.",
            name=name,
            seats=seats,
            people=people,
        ),
    )
