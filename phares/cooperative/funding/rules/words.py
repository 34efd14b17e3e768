"""The sentences said of the funding cliff."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from phares.cooperative.funding.rules.cliff import Cliff, months_between
from phares.kernel.dating import Dated
from phares.kernel.words import in_words, plural


def percent(share: Fraction) -> str:
    """« 100 % », « 66,7 % »."""
    return f"{float(share * 100):.1f}".removesuffix(".0").replace(".", ",") + "\u00a0%"


def fact(cliff: Cliff) -> str:
    """« Trois subventions de fonctionnement finissent le même jour, le 31 décembre 2016 »."""
    number = len(cliff.ending)
    count = in_words(number, feminine=True).capitalize()
    noun = (
        "subvention de fonctionnement finit"
        if number == 1
        else ("subventions de fonctionnement finissent")
    )
    if cliff.same_day:
        return f"{count} {noun} le même jour, le {Dated(cliff.same_day)}"
    when = Dated(cliff.last_day) if cliff.last_day else ""
    return f"{count} {noun} {'le' if number == 1 else 'd’ici le'} {when}"


def consequence(cliff: Cliff, today: date) -> str:
    """How much of the whole it is, in number and in money, and how long is still funded."""
    if cliff.share is None or cliff.last_day is None:
        return "Sans objet : aucune subvention de fonctionnement en cours."
    said = f"C’est {percent(cliff.share)} des subventions de fonctionnement acquises"
    if cliff.money_share is None:
        said += " ; la part en euros n’est pas connue, il manque des montants"
    elif cliff.money_share != cliff.share:
        said += f", et {percent(cliff.money_share)} des euros"
    months = months_between(today, cliff.last_day)
    left = f"Encore {plural(months, 'mois', 'mois')}" if months else "Moins d’un mois"
    return f"{said}. {left} de financement."
