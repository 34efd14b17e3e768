"""Reminding structures of a declaration that is missing."""

from __future__ import annotations

from phares.kernel.refusal import Reason

NOBODY = Reason("nobody", "Choisissez au moins une structure à rappeler.")
ANSWERED = Reason(
    "answered", "Cette structure a répondu, ou n’est pas interrogée : rechargez la page."
)
NO_ADDRESS = Reason(
    "no-address", "Personne n’a d’adresse dans cette structure : notez un contact sur sa fiche."
)
TODAY = Reason("today", "Cette structure a déjà été rappelée aujourd’hui : attendez demain.")


def why_not_remind(*, silent: bool, readers: int, today: bool) -> Reason | None:
    """Only who did not answer, where somebody reads, and never twice the same day."""
    if not silent:
        return ANSWERED
    if not readers:
        return NO_ADDRESS
    return TODAY if today else None
