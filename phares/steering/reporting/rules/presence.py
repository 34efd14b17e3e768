"""How a report says when a structure came and went within a year."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import MONTHS, Dated, Precision
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
        return f"{told}, puis {then}" if then else told
    if left and end is not None:
        return then or f"départ {_at(end)}"
    return start.onwards if came else None


IN_WORDS = 20
"""The last number that is said in words."""


def heads_told(during: int, still: int, day: date, perhaps: int = 0) -> str:
    """« Vingt structures ont été présentes en 2015 ; seize le sont encore ».

    `perhaps`: of how many more nobody knows; « et peut-être deux autres ». As soon as one of them
    is written in figures, all are.
    """
    figures = max(during, still, perhaps) > IN_WORDS

    def told(number: int) -> str:
        return thousands(number) if figures else in_words(number, feminine=True)

    many = told(during).capitalize()
    more = f", et peut-être {told(perhaps)} autre" if perhaps else ""
    many_more = f"{more}{'s' if perhaps > 1 else ''}{',' if perhaps else ''}"
    came = (
        f"structure{many_more} a été présente"
        if during == 1 and not perhaps
        else f"structure{'s' if during > 1 else ''}{many_more} ont été présentes"
    )
    match still:
        case 0:
            stands = f"aucune ne l’est encore le {Dated(day)}"
        case 1:
            stands = f"une l’est encore le {Dated(day)}"
        case _:
            stands = f"{told(still)} le sont encore le {Dated(day)}"
    return f"{many} {came} en {day.year} ; {stands}."


def months_of(starts_on: date, ends_on: date | None, year: int) -> tuple[int, int]:
    """The months of the year it covers, from 0 to 12: June to August is 5 to 8."""
    first = 0 if starts_on.year < year else starts_on.month - 1
    last = 12 if ends_on is None or ends_on.year > year else ends_on.month - (ends_on.day == 1)
    return first, max(last, first + 1)


def _month(when: Dated) -> str:
    return MONTHS[when.day.month - 1]


def _at(end: Dated) -> str:
    match end.precision:
        case Precision.BEFORE:
            return str(end)
        case Precision.DAY:
            return f"le {end}"
        case Precision.SEASON:
            return f"à l’{end}" if str(end)[0] in "aéh" else f"au {end}"
    return f"en {end}"
