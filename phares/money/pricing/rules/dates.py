"""One price at a time: a new one ends the former."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.money import Money
from phares.kernel.refusal import Reason
from phares.kernel.time import Period
from phares.kernel.tongue import say


def why_not_price(amount: Money) -> Reason | None:
    """A price is not negative."""
    if amount.cents < 0:
        return Reason(
            "negative", "Un prix ne peut pas être négatif. Écrivez zéro s’il est gratuit."
        )
    return None


def former(standing: Iterable[Period], since: Dated) -> Period | None:
    """The open price that a new one ends: it began before and has no end yet."""
    return next((p for p in standing if p.end is None and p.start < since.day), None)


def why_not_follow(period: Period, standing: Iterable[Period]) -> Reason | None:
    """Apart from the open price it ends, a new price meets no other."""
    for other in standing:
        ended_by_this = other.end is None and other.start < period.start
        if period.overlaps(other) and not ended_by_this:
            first = Dated(other.start)
            sentence = say(
                "Un prix court déjà à partir du {first}. Choisissez un autre jour de début, ou "
                "donnez une fin à ce nouveau prix.",
                first=first,
            )
            return Reason("overlap", sentence)
    return None


def reopened(standing: Iterable[Period], before: date) -> list[Period]:
    """As if the price that ended where another begins had no end: it follows that other."""
    return [Period(p.start) if p.end == before else p for p in standing]


def why_not_end(label: str, already: Dated | None) -> Reason | None:
    """What has an end does not end again."""
    if already is None:
        return None
    return Reason(
        "already-ended",
        say("Le prix « {label} » a déjà une fin : {already}.", label=label, already=already),
    )


def why_not_correct(since: date, today: date) -> Reason | None:
    """A price is corrected up to its first day; after that it was asked of somebody."""
    if today <= since:
        return None
    sentence = say(
        "Ce prix court depuis le {dated} : il ne se corrige plus. Fixez un nouveau "
        "prix à partir d’un autre jour.",
        dated=Dated(since),
    )
    return Reason("begun", sentence)
