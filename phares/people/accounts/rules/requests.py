"""Asking the administration for the key of a colleague."""

from __future__ import annotations

from collections.abc import Collection

from phares.kernel.actor import Actor, Held, Role
from phares.kernel.refusal import Missing, Reason

ASKED_FOR = (Role.MEMBER_STAFF, Role.MEMBER_CONTACT)
"""What a structure may ask for: its team, or another contact."""

NOT_YOUR_HOUSE = Missing(
    "not-your-house", "Seul le contact d’une structure demande une clé pour elle."
)
NOT_OF_A_HOUSE = Reason(
    "not-of-a-house", "Choisissez « Contact d’une structure » ou « Équipe d’une structure »."
)
NO_WORDS = Reason("no-words", "Dites pourquoi cette personne a besoin d’une clé.")
ALREADY_ASKED = Reason(
    "already-asked",
    "Une clé est déjà demandée pour cette adresse : l’administration du pôle va répondre.",
)
HAS_IT = Reason("has-it", "Cette personne a déjà cette clé.")
NO_REASON = Reason("no-reason", "Dites pourquoi : la personne qui a demandé le lira.")


def may_ask_for(actor: Actor, house: int) -> bool:
    """The contact of that very structure."""
    return actor.may_commit(house, Role.MEMBER_CONTACT)


def why_not_ask(
    actor: Actor, house: int, role: Role, words: str, *, waits: bool, held: Collection[Held]
) -> Reason | None:
    """By a contact, for her structure, with a reason; one request at a time for an address.

    `held` are the keys of the account of that address.
    """
    if not may_ask_for(actor, house):
        return NOT_YOUR_HOUSE
    if role not in ASKED_FOR:
        return NOT_OF_A_HOUSE
    if not words.strip():
        return NO_WORDS
    if waits:
        return ALREADY_ASKED
    return HAS_IT if (role, house) in held else None


def why_not_refuse(answer: str) -> Reason | None:
    return None if answer.strip() else NO_REASON
