"""Who may do what in the directory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody is, beside a new function: `ever` had one there; `whole` has one there until
    the new one ends; `after` has one there after it begins."""

    ever: frozenset[int]
    whole: frozenset[int]
    after: frozenset[int]


type Held = tuple[int, date | None]
"""The structure of a function, and from when it is over."""


def standing(held: Iterable[Held], since: date, until: date | None = None) -> Standing:
    """Beside a new function from `since`, over from `until` on."""
    rows = list(held)
    after = [(house, end) for house, end in rows if end is None or end > since]
    whole = [one for one, end in after if end is None or (until is not None and end >= until)]
    return Standing(
        frozenset(house for house, _end in rows),
        frozenset(whole),
        frozenset(house for house, _end in after),
    )


def may_engage(actor: Actor, them: Standing) -> bool:
    """A new function makes colleagues, who read and write name, e-mail and telephone: a contact
    gives one to those of their own house, and to those who were, while no other house has them."""
    own = actor.parties_as(Role.MEMBER_CONTACT)
    free = bool(own & them.ever) and not them.after - own
    return may_keep(actor) or bool(own & them.whole) or free


def why_not_engage(actor: Actor, them: Standing) -> Reason | None:
    return None if may_engage(actor, them) else NOT_YOUR_COLLEAGUE


def why_not_keep(actor: Actor) -> Reason | None:
    return None if may_keep(actor) else NOT_YOURS


def why_not_edit(actor: Actor, organisation_id: int) -> Reason | None:
    if may_edit(actor, organisation_id):
        return None
    return NOT_YOUR_STRUCTURE if actor.is_(Role.MEMBER_CONTACT) else NOT_YOURS
