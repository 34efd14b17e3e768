"""What is typed on a card and cannot be what it says: a telephone, a postcode, a day far ahead."""

from __future__ import annotations

import re
from datetime import date, timedelta

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

PHONE = re.compile(r"\+?[\d\s().\-/\u00a0\u202f]+")
FEWEST, MOST = 4, 15
"""Digits of a number that is dialled: « 3949 »; fifteen at most (UIT-T, E.164, § 6.1)."""
FRENCH_POSTCODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")
"""Five digits, the first two of a department or « 97 », « 98 » overseas (La Poste)."""
FOREIGN_POSTCODE = re.compile(r"[A-Za-z]{1,3}[ -]?[A-Za-z\d][A-Za-z\d -]{1,8}")
"""« B-7500 », « SW1A 1AA »: with letters, of another country."""
AHEAD = timedelta(days=366)
"""Beyond a year ahead, a beginning is asked about: a year mistyped more often than a plan."""


def why_not_phone(typed: str) -> Reason | None:
    digits = sum(one.isdigit() for one in typed)
    if not typed or (PHONE.fullmatch(typed) and FEWEST <= digits <= MOST):
        return None
    sentence = say("« {typed} » n’est pas un numéro. Écrivez-le comme 01 40 00 00 01.", typed=typed)
    return Reason("phone", sentence)


def why_not_postcode(typed: str) -> Reason | None:
    bare = "".join(typed.split())
    if not typed or FRENCH_POSTCODE.fullmatch(bare) or FOREIGN_POSTCODE.fullmatch(typed):
        return None
    return Reason(
        "postcode",
        "Un code postal français compte cinq chiffres. D’un autre pays, écrivez-le avec sa "
        "lettre : B-7500.",
    )


def why_ask_about_beginning(since: Dated, today: date) -> Reason | None:
    """« 12 mars 2026, vraiment ? » when it begins more than a year from now."""
    if since.day <= today + AHEAD:
        return None
    told = say(
        "{since}, vraiment ? C’est dans plus d’un an. Corrigez, ou cochez la case pour confirmer.",
        since=str(since),
    )
    return Reason("far-ahead", told)
