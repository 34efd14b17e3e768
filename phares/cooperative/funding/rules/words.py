"""The sentences said of the funding cliff."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from phares.cooperative.funding.rules.cliff import Cliff, months_between
from phares.kernel.dating import Dated
from phares.kernel.tongue import in_french, say
from phares.kernel.words import in_words, plural


def percent(share: Fraction) -> str:
    """« 100 % », « 66,7 % »."""
    said = f"{float(share * 100):.1f}".removesuffix(".0")
    return said.replace(".", ",") + "\u00a0%" if in_french() else f"{said}%"


def fact(cliff: Cliff) -> str:
    """« Trois subventions de fonctionnement finissent le même jour, le 31 décembre 2016 »."""
    number = len(cliff.ending)
    count = in_words(number, feminine=True).capitalize()
    noun = (
        say("subvention de fonctionnement finit")
        if number == 1
        else (say("subventions de fonctionnement finissent"))
    )
    if cliff.same_day:
        return say(
            "{count} {noun} le même jour, le {dated}",
            count=count,
            noun=noun,
            dated=Dated(cliff.same_day),
        )
    when = Dated(cliff.last_day) if cliff.last_day else ""
    return f"{count} {noun} {'le' if number == 1 else say('d’ici le')} {when}"


def consequence(cliff: Cliff, today: date) -> str:
    """How much of the whole it is, in number and in money, and how long is still funded."""
    if cliff.share is None or cliff.last_day is None:
        return say("Sans objet : aucune subvention de fonctionnement en cours.")
    said = say(
        "C’est {percent} des subventions de fonctionnement acquises", percent=percent(cliff.share)
    )
    if cliff.money_share is None:
        said += say(" ; la part en euros n’est pas connue, il manque des montants")
    elif cliff.money_share != cliff.share:
        said += say(", et {percent} des euros", percent=percent(cliff.money_share))
    months = months_between(today, cliff.last_day)
    left = (
        say("Encore {months}", months=plural(months, "mois", "mois"))
        if months
        else say("Moins d’un mois")
    )
    return say("{said}. {left} de financement.", said=said, left=left)
