"""How a report says when a structure came and went within a year."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated, Precision, month_name
from phares.kernel.tongue import french, say, say_plural
from phares.kernel.words import in_words, thousands

VAGUE = (Precision.BEFORE, Precision.YEAR, Precision.DECADE)
"""A start known no better than this is no arrival that a year could tell."""


def dates_told(start: Dated, end: Dated | None, year: int, then: str = "") -> str | None:
    """What the year itself saw: « depuis octobre 2015 », « juin – août 2015 », or nothing.

    « départ en septembre 2015 » when only the end falls in the year; an end that nobody dates is
    « départ avant le 31 décembre 2015 ». Who goes on belonging by another tie did not leave: that
    tie is told, « adhérente depuis septembre 2015 ».
    """
    came = start.day.year == year and start.precision not in VAGUE
    left = end is not None and end.day.year == year
    if came and left and end is not None and end.certain:
        told = f"{_month(start)} – {_month(end)} {year}"
        return say("{told}, puis {then}", told=told, then=then) if then else told
    if left and end is not None:
        return then or say("départ {at}", at=_at(end))
    return start.onwards if came else None


IN_WORDS = 20
"""The last number that is said in words."""
ONE_MORE, MANY_MORE = french("et peut-être {n} autre"), french("et peut-être {n} autres")


def heads_told(during: int, still: int, day: date, perhaps: int = 0) -> str:
    """« Vingt structures ont été présentes en 2015 ; seize le sont encore ».

    `perhaps`: of how many more nobody knows; « et peut-être deux autres ». As soon as one of them
    is written in figures, all are.
    """
    figures = max(during, still, perhaps) > IN_WORDS

    def told(number: int) -> str:
        return thousands(number) if figures else in_words(number, feminine=True)

    many = told(during).capitalize()
    more = (
        ", " + say_plural(ONE_MORE, MANY_MORE, perhaps).format(n=told(perhaps)) if perhaps else ""
    )
    who = say_plural("structure", "structures", during) + more + ("," if perhaps else "")
    alone = during == 1 and not perhaps
    came = (
        say("{who} a été présente", who=who) if alone else say("{who} ont été présentes", who=who)
    )
    match still:
        case 0:
            stands = say("aucune ne l’est encore le {dated}", dated=Dated(day))
        case 1:
            stands = say("une l’est encore le {dated}", dated=Dated(day))
        case _:
            stands = say("{still} le sont encore le {dated}", still=told(still), dated=Dated(day))
    return say(
        "{many} {came} en {year} ; {stands}.", many=many, came=came, year=day.year, stands=stands
    )


def months_of(starts_on: date, ends_on: date | None, year: int) -> tuple[int, int]:
    """The months of the year it covers, from 0 to 12: June to August is 5 to 8."""
    first = 0 if starts_on.year < year else starts_on.month - 1
    last = 12 if ends_on is None or ends_on.year > year else ends_on.month - (ends_on.day == 1)
    return first, max(last, first + 1)


def _month(when: Dated) -> str:
    return month_name(when.day.month)


def _at(end: Dated) -> str:
    match end.precision:
        case Precision.BEFORE:
            return str(end)
        case Precision.DAY:
            return say("le {end}", end=end)
        case Precision.SEASON:
            return say("à l’{end}", end=end) if str(end)[0] in "aéh" else say("au {end}", end=end)
    return say("en {end}", end=end)
