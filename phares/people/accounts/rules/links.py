"""Links that open something once: an invitation, a lost password, a new address."""

from __future__ import annotations

from datetime import datetime

from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Missing, Reason


class Purpose(Labelled):
    """What a link opens."""

    INVITATION = "invitation", "invitation"
    PASSWORD = "password", "mot de passe oublié"
    ADDRESS = "address", "nouvelle adresse"


DEAD = Missing(
    "dead-link",
    "Ce lien ne sert plus : il a expiré, a déjà servi ou a été remplacé par un autre.",
)
NOT_INVITED = Reason("not-invited", "Cette personne a déjà choisi son mot de passe.")
NOT_PENDING = Reason("not-pending", "Aucune invitation n’attend pour ce compte.")
NO_CHANGE = Reason("no-change", "Aucun changement d’adresse n’attend : il a servi, ou a expiré.")
SAME_ADDRESS = Reason("same-address", "C’est déjà l’adresse de votre compte.")
TAKEN = Reason("taken", "Cette adresse est devenue celle d’un autre compte : choisissez-en une.")


def why_not_use(
    *, expires_at: datetime, over: bool, account_open: bool, now: datetime
) -> Reason | None:
    """Once, in time, and for an account that is open; nobody is told which of these was wrong."""
    return None if now < expires_at and not over and account_open else DEAD
