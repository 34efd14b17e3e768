"""Who is physically in the premises on a day: yes, no, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from phares.kernel.dating import Dated
from phares.people.directory.rules.belonging import Stay


class Presence(Enum):
    YES = "présente"
    NO = "hors les murs"
    UNKNOWN = "on ne sait pas"


def present(stays: Iterable[Stay], day: date) -> Presence:
    """Surely there, surely not, or unknown.

    « Partie avant le 31 décembre » is surely gone that day, and unknown on any day before it since
    its arrival. An end known to the month counts the whole month; known only to the season, the
    year or the decade, nobody knows on the days it covers.
    """
    seen = {_stay_holds(stay, day) for stay in stays}
    if Presence.YES in seen:
        return Presence.YES
    return Presence.UNKNOWN if Presence.UNKNOWN in seen else Presence.NO


def _stay_holds(stay: Stay, day: date) -> Presence:
    lasts = True if stay.until is None else stay.until.after_which(day)
    if lasts is False:
        return Presence.NO
    if day < stay.since.day:
        return Presence.NO if stay.since.certain else Presence.UNKNOWN
    return Presence.UNKNOWN if lasts is None else Presence.YES


def why_not_present(belongs_until: Dated | None, stays: Iterable[Stay], day: date) -> str:
    """Why a party that belonged during the year does not count as present that day."""
    if belongs_until is not None and belongs_until.after <= day:
        return f"partie : {belongs_until}"
    found = sorted(stays, key=lambda stay: stay.since)
    last = found[-1].until if found else None
    if last is None:
        return "hors les murs"
    if present(found, day) is Presence.UNKNOWN:
        return f"présence inconnue ce jour-là : locaux quittés {last}"
    if not last.certain:
        return f"hors les murs : locaux quittés {last}, date exacte inconnue"
    return f"hors les murs : locaux quittés, {last}"
