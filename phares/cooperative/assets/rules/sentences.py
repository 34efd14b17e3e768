"""What is said to somebody who asks for a thing that another already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say

ANOTHER = french("Choisissez un autre espace ou une autre date.")
OTHERS = french("Choisissez d’autres espaces ou une autre date.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody has something; moments in the pole's own time."""

    asset: str
    holder: str
    taking: Taking
    start: datetime
    end: datetime | None


def taken(standings: Sequence[Standing], asked_from: datetime) -> Reason:
    """Who has each and until when, « jusqu’au 31 janvier 2016 » meaning the 31st included."""
    said = [f"{_who_has(standing, asked_from)}." for standing in standings]
    return Reason("taken", " ".join([*said, ANOTHER if len(said) == 1 else OTHERS]))


def _who_has(standing: Standing, asked_from: datetime) -> str:
    span = _span(standing, asked_from)
    if standing.taking is Taking.CLOSURE:
        return say("{asset} : fermeture {span}", asset=standing.asset, span=span)
    return say(
        "{asset} est occupé par {value} {span}",
        asset=standing.asset,
        value=standing.holder or say("le pôle"),
        span=span,
    )


def has_standing_occupation(asset: str) -> Reason:
    """A thing that somebody has as a whole cannot be divided meanwhile."""
    return Reason(
        "taken-whole",
        say(
            "{asset} est occupé d’un seul tenant. Attendez la fin de cette occupation, ou "
            "mettez-y fin, avant d’y créer des postes.",
            asset=asset,
        ),
    )


def nothing_to_take() -> Reason:
    return Reason("nothing", "Choisissez au moins un espace.")


def ends_too_early() -> Reason:
    return Reason("dates", "La fin doit venir après le début. Vérifiez les deux dates.")


def _span(standing: Standing, asked_from: datetime) -> str:
    if standing.end is not None and standing.end - standing.start < timedelta(hours=24):
        day = Dated(standing.start.date())
        return say(
            "le {day} de {hour} à {hour_2}",
            day=day,
            hour=_hour(standing.start),
            hour_2=_hour(standing.end),
        )
    until = "" if standing.end is None else say("au {dated}", dated=Dated(last_day(standing.end)))
    if standing.start > asked_from:
        start = Dated(standing.start.date())
        return (
            say("du {start} {until}", start=start, until=until)
            if until
            else say("à partir du {start}, sans date de fin", start=start)
        )
    return say("jusqu’{until}", until=until) if until else say("sans date de fin")


def last_day(end: datetime) -> date:
    """The last day inside: midnight belongs to the day before."""
    return end.date() - timedelta(days=1) if end.time() == time() else end.date()


def _hour(moment: datetime) -> str:
    return f"{moment.hour} h" + (f" {moment:%M}" if moment.minute else "")
