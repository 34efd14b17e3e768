"""When a published figure may be noted beside the counted one, and their gap explained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.steering.reporting.rules.freezing import why_no_year


def why_not_declare(
    year: int, value: Decimal, as_of: date | None, *, first: int | None, today: date
) -> Reason | None:
    """A figure of a year that the pole has lived, at a day of that year, never below zero."""
    if reason := why_no_year(year, first=first, today=today):
        return reason
    if as_of is not None and as_of.year != year:
        sentence = say(
            "Cette date n’est pas en {year}. Déclarez le chiffre sous son année.", year=year
        )
        return Reason("other-year", sentence)
    if as_of is not None and as_of > today:
        return Reason("not-yet", "Cette date n’est pas encore venue. Relisez-la.")
    if value < 0:
        return Reason("negative", "Un chiffre publié n’est pas négatif. Relisez la valeur.")
    return None


def why_not_explain(gap_note: str, before: str, outdated: str, *, sure: bool) -> Reason | None:
    """The reason of a gap is a sentence, and of this gap: `outdated` says that the count moved
    since `before` was written."""
    if not gap_note.strip():
        return Reason("no-reason", "Écrivez la raison de l’écart, en une phrase.")
    if outdated and not sure and gap_note.strip() == before:
        return Reason(
            "same-reason",
            say(
                "{outdated} La phrase n’a pas changé : corrigez-la, ou cochez qu’elle reste vraie.",
                outdated=outdated,
            ),
        )
    return None


def nothing_published(year: int) -> Reason:
    """There is no gap without a published figure."""
    sentence = say(
        "Aucun chiffre n’est publié pour {year}. Notez-le d’abord, puis dites pourquoi.", year=year
    )
    return Reason("nothing-published", sentence)
