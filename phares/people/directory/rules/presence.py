"""Who is physically in the premises on a day: yes, no, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from phares.kernel.dating import Dated, held_on
from phares.kernel.tongue import french, say
from phares.people.directory.rules.belonging import Stay


class Presence(Enum):
    YES = french("présente")
    NO = french("hors les murs")
    UNKNOWN = french("on ne sait pas")


def present(stays: Iterable[Stay], day: date) -> Presence:
    """Surely there, surely not, or unknown.

    « Partie avant le 31 décembre » is surely gone that day, and unknown on any day before it since
    its arrival. A start or an end known to the month counts the whole month; known only to the
    season, the year or the decade, nobody knows on the days it covers.
    """
    seen = {_stay_holds(stay, day) for stay in stays}
    if Presence.YES in seen:
        return Presence.YES
    return Presence.UNKNOWN if Presence.UNKNOWN in seen else Presence.NO


def _stay_holds(stay: Stay, day: date) -> Presence:
    held = held_on(stay.since, stay.until, day)
    if held is None:
        return Presence.UNKNOWN
    return Presence.YES if held else Presence.NO


def why_not_present(belongs_until: Dated | None, stays: Iterable[Stay], day: date) -> str:
    """Why a party that belonged during the year does not count as present that day."""
    if belongs_until is not None and belongs_until.after <= day:
        return say("partie : {belongs_until}", belongs_until=belongs_until)
    found = sorted(stays, key=lambda stay: stay.since)
    if present(found, day) is Presence.UNKNOWN:
        unsure = next(stay for stay in found if _stay_holds(stay, day) is Presence.UNKNOWN)
        return say("présence inconnue ce jour-là : {unknown}", unknown=_unknown(unsure, day))
    last = found[-1].until if found else None
    if last is None:
        return say("hors les murs")
    if not last.certain:
        return say("hors les murs : locaux quittés {last}, date exacte inconnue", last=last)
    return say("hors les murs : locaux quittés, {last}", last=last)


def _unknown(stay: Stay, day: date) -> str:
    """The dates that leave a doubt: « arrivée hiver 2015 », « locaux quittés avant le … »."""
    said = [] if stay.since.begun_by(day) else [say("arrivée {since}", since=stay.since)]
    if stay.until is not None and stay.until.after_which(day) is None:
        said.append(say("locaux quittés {until}", until=stay.until))
    return ", ".join(said)
