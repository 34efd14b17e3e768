"""Who may do what in the directory."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, KEEPERS, MEMBERS, TEAM, Actor, Role
from phares.kernel.refusal import Reason

READS_ALL_DECLARATIONS = TEAM | {Role.CO_MANAGER}
CLOSED_ACTS = ("consent.", "library.", "privacy.", "account.")
"""Facts of the journal that only those who keep the directory read: agreements, authors, files."""
NOT_YOURS = Reason(
    "forbidden", "Votre rôle au pôle ne le permet pas. Demandez-le à l’animation du pôle."
)
NOT_YOUR_STRUCTURE = Reason(
    "forbidden",
    "Cette structure n’est pas la vôtre. Demandez à son contact, ou à l’animation du pôle.",
)

NOT_YOUR_COLLEAGUE = Reason(
    "forbidden",
    "Cette personne n’est pas de votre structure. Demandez à l’animation du pôle de la lui lier.",
)


def may_keep(actor: Actor) -> bool:
    """Entries, exits, categories, the pole itself: administration and animation."""
    return actor.is_(*KEEPERS)


def may_read(actor: Actor) -> bool:
    """The whole house reads the cards; a funder or a visitor has the public directory."""
    return actor.is_(*INSIDE)


def may_read_history(actor: Actor) -> bool:
    """Who did what on a card: the team."""
    return actor.is_(*TEAM)


def may_edit(actor: Actor, organisation_id: int) -> bool:
    """A contact keeps the public card, the people and the declarations of their own structure."""
    return actor.may_commit(organisation_id, Role.MEMBER_CONTACT) or may_keep(actor)


def may_read_declarations(actor: Actor, organisation_id: int) -> bool:
    """What a structure declares is read by the team, the co-managers and the structure itself."""
    own = actor.may_commit(organisation_id, *MEMBERS)
    return own or may_read_all_declarations(actor)


def may_read_all_declarations(actor: Actor) -> bool:
    return actor.is_(*READS_ALL_DECLARATIONS)


def may_see_address(actor: Actor, organisation_ids: frozenset[int]) -> bool:
    """E-mail and telephone of a person: the team, the co-managers, those of the same house."""
    colleagues = bool(actor.parties_as(*MEMBERS) & organisation_ids)
    return colleagues or may_read_all_declarations(actor)


def may_engage(actor: Actor, houses: frozenset[int]) -> bool:
    """A new function makes colleagues, who read e-mail and telephone: a contact gives one to those
    who are or were of their own house."""
    return may_keep(actor) or bool(actor.parties_as(Role.MEMBER_CONTACT) & houses)


def why_not_engage(actor: Actor, houses: frozenset[int]) -> Reason | None:
    return None if may_engage(actor, houses) else NOT_YOUR_COLLEAGUE


def why_not_keep(actor: Actor) -> Reason | None:
    return None if may_keep(actor) else NOT_YOURS


def why_not_edit(actor: Actor, organisation_id: int) -> Reason | None:
    if may_edit(actor, organisation_id):
        return None
    return NOT_YOUR_STRUCTURE if actor.is_(Role.MEMBER_CONTACT) else NOT_YOURS
