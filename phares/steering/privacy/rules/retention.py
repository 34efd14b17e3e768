"""For how long, and since when: dated parameters with a source."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.personal import Keeping
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say, say_plural

MOST = 1200
"""A hundred years."""


def cut(today: date, months: int) -> date:
    """The day before which it is over, by the calendar: a month before 31 March, 28 February."""
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def in_words(months: int | None) -> str:
    """« 3 ans », « 18 mois », « 1 an »; nothing for what has no number."""
    if months is None:
        return ""
    if months % 12:
        return say("{months} mois", months=months)
    years = months // 12
    return f"{years} {say_plural('an', 'ans', years)}"


def why_not_set(
    keeping: Keeping | None, months: int, since: date, source: str, last: date | None
) -> Reason | None:
    """A number of months, for what counts in months, with where it was read, after the last one."""
    if keeping is None:
        return Reason("unknown", "Cette durée n’existe pas. Choisissez-la dans la liste.")
    if keeping.months is None:
        return Reason(
            "no-number",
            say(
                "« {label} » ne se compte pas en mois : {since}.",
                label=keeping.label,
                since=keeping.since,
            ),
        )
    if not 1 <= months <= MOST:
        return Reason("months", say("Écrivez un nombre de mois, de 1 à {most}.", most=MOST))
    if not source.strip():
        return Reason("no-source", "Dites où cette durée est écrite : un texte, une décision.")
    if last is not None and since <= last:
        return Reason(
            "overlap",
            say(
                "Une durée vaut déjà depuis le {dated}. Choisissez un jour après.",
                dated=Dated(last),
            ),
        )
    return None


def why_not_erase_twice(erased_on: date | None) -> Reason | None:
    if erased_on is None:
        return None
    return Reason("erased", say("Cette personne a été effacée le {dated}.", dated=Dated(erased_on)))


def why_not_confirm(confirmed: bool) -> Reason | None:
    """Nothing brings a person back."""
    if confirmed:
        return None
    return Reason("confirm", "Rien ne fait revenir une personne effacée : cochez pour confirmer.")
