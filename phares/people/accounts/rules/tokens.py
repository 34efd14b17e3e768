"""What a program may do in somebody's name: the scopes of a token, and who may make one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from phares.kernel.actor import Actor
from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french

PREFIX = "phares_"
"""How every token begins: one that lies about is known for what it is, and no log repeats it."""
SHOWN = 4
"""Its last letters, kept to tell one from another."""
MOST_TOKENS = 20
"""That still open something, for one account."""


class Scope(Labelled):
    """What a token opens, at most: what its holder may do is asked besides."""

    ORGANISATIONS_READ = "organisations:read", "lire l’annuaire des structures"
    SPACES_READ = "spaces:read", "lire les salles et quand elles sont libres"
    BOOKINGS_READ = "bookings:read", "lire les réservations"
    BOOKINGS_WRITE = "bookings:write", "réserver et annuler"


NOT_YOURS = Reason("forbidden", "Chacun fait ses propres jetons. Demandez à qui tient ce compte.")
CLOSED = Reason("closed", "Ce compte est fermé : il n’a plus de jetons.")
NOTHING = Reason("no-scope", "Choisissez au moins une chose que ce jeton peut faire.")
NO_NAME = Reason("no-name", "Donnez un nom à ce jeton : le programme qui s’en sert, par exemple.")
NO_HOUSE = Reason("no-organisation", "Ce compte n’a aucune clé de cette structure.")
NO_KEY = Reason("no-key", "Ce compte n’a aucune clé : un jeton n’ouvrirait rien.")
TOO_MANY = Reason(
    "too-many", french("{most} jetons suffisent : retirez-en un d’abord.", most=MOST_TOKENS)
)
REVOKED = Reason("revoked", "Ce jeton n’ouvre déjà plus rien.")


def why_not_make(
    holder: Actor, *, name: str, scopes: Collection[Scope], organisation: int | None, standing: int
) -> Reason | None:
    """`holder`: whoever it will act as; `standing`: how many of theirs still open something."""
    if not holder.keys:
        return NO_KEY
    if organisation is not None and holder.house(organisation) is None:
        return NO_HOUSE
    if not name.strip():
        return NO_NAME
    if not scopes:
        return NOTHING
    return TOO_MANY if standing >= MOST_TOKENS else None


def opens(*, expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    """Neither taken back nor past its day."""
    return revoked_at is None and now < expires_at


def scopes_in(text: str) -> frozenset[Scope]:
    """« bookings:read bookings:write », as they are kept; what is not known any more is left."""
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[word] for word in text.split() if word in known)


def written(scopes: Collection[Scope]) -> str:
    """As they are kept, in the order of the list."""
    return " ".join(scope.value for scope in Scope if scope in scopes)
