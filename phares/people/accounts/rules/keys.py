"""Who may open the doors, and which roles open only one of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from phares.kernel.actor import ROLE_LABELS, Actor, Held, Role
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

KEEPERS = frozenset({Role.ADMINISTRATOR})
OF_AN_ORGANISATION = frozenset({Role.MEMBER_CONTACT, Role.MEMBER_STAFF, Role.FUNDER})

NOT_A_KEEPER = Reason(
    "not-a-keeper", "Seule l’administration du pôle ouvre des comptes et donne des clés."
)
LAST_KEEPER = Reason(
    "last-keeper",
    "C’est la dernière clé d’administration : donnez-en d’abord une à quelqu’un d’autre.",
)
OWN_ACCOUNT = Reason(
    "own-account",
    "On ne ferme pas son propre compte : demandez-le à une autre personne de l’administration.",
)
KNOWN_ADDRESS = Reason(
    "known-address",
    "Un compte existe déjà pour cette adresse : ouvrez-le pour lui donner une clé.",
)
CLOSED = Reason("closed", "Ce compte est fermé : rouvrez-le d’abord.")
OPEN = Reason("open", "Ce compte est déjà ouvert.")
ERASED = Reason("erased", "Cette personne a été effacée : son compte ne se rouvre pas.")
ALREADY_CLOSED = Reason("already-closed", "Ce compte est déjà fermé.")
ALREADY_TAKEN_BACK = Reason("already-taken-back", "Cette clé est déjà rendue.")
FORGOTTEN = Reason("forgotten", "Cette personne a été effacée : choisissez une autre fiche.")
JOINED = Reason("joined", "Cette fiche est déjà celle d’un autre compte.")
WRONG_PASSWORD = Reason(
    "wrong-password", "Ce n’est pas votre mot de passe actuel. Saisissez-le de nouveau."
)


def has_left(left_on: date | None, day: date) -> bool:
    """Who has no function any more in a house opens nothing with its key, from that very day on."""
    return left_on is not None and left_on <= day


def why_not_join(
    card: int | None, erased_on: date | None, others: Collection[int]
) -> Reason | None:
    """A card is of one person, who has one account."""
    if erased_on is not None:
        return FORGOTTEN
    return JOINED if card in others else None


def why_not_keep(by: Actor) -> Reason | None:
    """Only the administration opens accounts, gives keys and takes them back."""
    return None if by.is_(*KEEPERS) else NOT_A_KEEPER


def why_not_give(role: Role, organisation: int | None, *, held: Collection[Held]) -> Reason | None:
    """Contact, staff and funder go with one organisation; the other roles with the whole pole."""
    label = ROLE_LABELS[role]
    if role in OF_AN_ORGANISATION and organisation is None:
        return Reason(
            "no-organisation", say("« {label} » : choisissez la structure concernée.", label=label)
        )
    if role not in OF_AN_ORGANISATION and organisation is not None:
        return Reason(
            "needless-organisation",
            say("« {label} » vaut pour tout le pôle : laissez la structure vide.", label=label),
        )
    if (role, organisation) in held:
        return Reason("already-held", say("Cette personne a déjà la clé « {label} ».", label=label))
    return None


def why_not_take_back(role: Role, *, other_keepers: int) -> Reason | None:
    """The pole never loses its last administrator."""
    return LAST_KEEPER if role in KEEPERS and not other_keepers else None


def why_not_close(user_id: int, by: Actor, *, keeper: bool, other_keepers: int) -> Reason | None:
    """Neither one's own account, nor the last administrator's."""
    if user_id == by.user_id:
        return OWN_ACCOUNT
    return LAST_KEEPER if keeper and not other_keepers else None


def why_not_reopen(erased_on: date | None) -> Reason | None:
    """Nobody comes back under the account of somebody who was forgotten."""
    return None if erased_on is None else ERASED
