"""The second step of signing in: who needs one, which codes are right, what may be taken away."""

from __future__ import annotations

from datetime import date, datetime
from hmac import compare_digest

from pyotp import TOTP

from phares.kernel.actor import TEAM, Actor, Role
from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Missing, Reason
from phares.kernel.tongue import french

DEMANDING = TEAM | {Role.CO_MANAGER}
"""Those who read the agreements, the grants or the persons of the whole pole, not of one house."""


class FactorKind(Labelled):
    """What proves, beside the password, that it is the same person."""

    TOTP = "totp", "Application de codes"
    PASSKEY = "passkey", "Clé d’accès"


STEP = 30
"""Seconds that a code holds (RFC 6238, § 5.2)."""
DRIFT = (0, -1, 1)
"""Steps tried beside the present one: clocks are never quite the same (RFC 6238, § 6)."""
DIGITS = 6
MOST_FACTORS = 10

CODES = 10
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of recovery codes: none that reads like another."""
GROUPS, GROUP = 3, 4

WRONG_CODE = Reason(
    "wrong-code",
    "Ce code ne va pas. Attendez que l’application en montre un autre, puis tapez-le.",
)
WRONG_RECOVERY_CODE = Reason(
    "wrong-code", "Ce code de secours ne va pas, ou il a déjà servi. Prenez-en un autre."
)
WRONG_PASSKEY = Reason(
    "wrong-passkey",
    "Cette clé d’accès n’a pas été reconnue. Recommencez, ou prenez un autre moyen.",
)
STALE_PASSKEY = Reason(
    "stale-passkey", "La page est restée ouverte trop longtemps. Rechargez-la, puis recommencez."
)
KNOWN_APPLICATION = Reason(
    "known-application",
    "Cette application est déjà ajoutée. Si vous n’avez pas vu vos codes de secours, refaites-les "
    "depuis « Connexion en deux étapes ».",
)
KNOWN_PASSKEY = Reason("known-passkey", "Cette clé d’accès est déjà sur un compte du pôle.")
TOO_MANY = Reason(
    "too-many", french("{most} moyens suffisent : retirez-en un d’abord.", most=MOST_FACTORS)
)
ONLY_OWN = Reason("only-own", "On ne règle que sa propre connexion.")
NO_FACTOR = Missing("no-factor", "Ce compte se connecte avec le seul mot de passe.")
NOT_BY_ONESELF = Reason(
    "not-by-oneself",
    "C’est votre propre compte : réglez-le depuis « Mon compte », avec votre mot de passe.",
)
LAST_FACTOR = Reason(
    "last-factor",
    "C’est votre dernier moyen, et votre rôle en demande un : ajoutez-en d’abord un autre.",
)


def demanded(actor: Actor) -> bool:
    """Whether what this person may read asks for more than a password."""
    return actor.is_(*DEMANDING)


def matching_step(secret: str, typed: str, *, now: datetime, last: int | None) -> int | None:
    """The step of thirty seconds this code is of; none when it is wrong or already served."""
    code = "".join(typed.split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    present, codes = int(now.timestamp()) // STEP, TOTP(secret, digits=DIGITS, interval=STEP)
    for step in (present + drift for drift in DRIFT):
        right = compare_digest(codes.generate_otp(step), code)
        if right and (last is None or step > last):
            return step
    return None


def plain_code(typed: str) -> str:
    """« abcd efgh-jkmn » as it is compared: capitals and digits alone."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def shown_code(code: str) -> str:
    """« ABCD-EFGH-JKMN »."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def why_not_remove(
    *, left: int, compulsory: bool, due_on: date | None, today: date
) -> Reason | None:
    """The last one stays once the time to have one is over, where a role asks for one."""
    over = compulsory and due_on is not None and today >= due_on
    return LAST_FACTOR if over and not left else None


def why_not_reset(user_id: int, by: Actor, *, factors: int) -> Reason | None:
    """For somebody else, who has one."""
    if user_id == by.user_id:
        return NOT_BY_ONESELF
    return None if factors else NO_FACTOR
