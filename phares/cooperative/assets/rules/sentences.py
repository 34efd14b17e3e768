"""What is said to somebody who asks for a thing that another already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from phares.cooperative.assets.rules.kinds import Taking
from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say
from phares.kernel.words import on_the_clock

ANOTHER = french("Choisissez un autre espace ou une autre date.")
OTHERS = french("Choisissez d’autres espaces ou une autre date.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody has something; moments in the pole's own time."""

    asset: str
    holder: str | None
    """None: not told."""
    taking: Taking
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Taken(Reason):
    """A no because somebody has it: until when, None without an end."""

    until: datetime | None = None


def taken(standings: Sequence[Standing], asked_from: datetime) -> Taken:
    """Who has each and until when, « jusqu’au 31 janvier 2016 » meaning the 31st included."""
    said = [f"{_who_has(standing, asked_from)}." for standing in standings]
    ends = [standing.end for standing in standings if standing.end is not None]
    until = max(ends) if len(ends) == len(standings) else None
    return Taken("taken", " ".join([*said, str(ANOTHER if len(said) == 1 else OTHERS)]), until)


def _who_has(standing: Standing, asked_from: datetime) -> str:
    span = _span(standing, asked_from)
    if standing.taking is Taking.CLOSURE:
        return say("{asset} : fermeture {span}", asset=standing.asset, span=span)
    if standing.holder is None:
        return say("{asset} est pris {span}", asset=standing.asset, span=span)
    return say(
        "{asset} est occupé par {value} {span}",
        asset=standing.asset,
        value=standing.holder or say("le pôle"),
        span=span,
    )


def taken_meanwhile() -> Reason:
    """Somebody went past the lock, and the database said no."""
    return Reason(
        "taken", "Quelqu’un vient de le prendre. Choisissez un autre espace ou une autre date."
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
            hour=on_the_clock(_minutes(standing.start)),
            hour_2=on_the_clock(_minutes(standing.end)),
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


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
