"""An account from elsewhere: whose it may be here. It opens an account, never makes one."""

from __future__ import annotations

from dataclasses import dataclass

from phares.kernel.refusal import Reason


@dataclass(frozen=True, slots=True)
class Outsider:
    """What a provider says of somebody, once its word was checked."""

    issuer: str
    subject: str
    email: str = ""
    verified: bool = False
    """Whether the provider made sure that this address is theirs."""

    @property
    def words(self) -> str:
        """What the person calls it."""
        return self.email or self.subject


ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the provider can make: neither « none » nor a secret we share."""

UNREACHABLE = Reason(
    "provider-silent",
    "Le fournisseur de ce compte ne répond pas comme prévu. Réessayez dans un moment, ou "
    "entrez avec votre mot de passe.",
)
DENIED = Reason("provider-denied", "Vous avez renoncé, ou le fournisseur ne vous a pas reconnu.")
STALE = Reason(
    "provider-stale",
    "Cette demande a expiré, a déjà servi ou vient d’un autre navigateur. Recommencez.",
)
UNSOUND = Reason(
    "provider-unsound",
    "La réponse du fournisseur n’est pas sûre : elle a été refusée. Prévenez l’administration "
    "du pôle si cela se répète.",
)
UNKNOWN = Reason(
    "outsider-unknown",
    "Aucun compte du pôle ne correspond. Entrez avec votre mot de passe, puis reliez les deux "
    "depuis « Mon compte » ; sans compte, demandez une invitation.",
)
OTHERS = Reason("outsider-of-another", "Ce compte est déjà relié à un autre compte du pôle.")
HAS_ONE = Reason(
    "outsider-second",
    "Votre compte du pôle est déjà relié à un autre compte de ce fournisseur : déliez-le d’abord.",
)


def why_not_join(user: int, *, owner: int | None, has_one: bool) -> Reason | None:
    """An account from elsewhere opens one account, which has one at that provider."""
    if owner is not None:
        return None if owner == user else OTHERS
    return HAS_ONE if has_one else None
