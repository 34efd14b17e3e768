"""Who acts, and what the pole lets them do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may do at the pole. A visitor has none."""

    ADMINISTRATOR = "administrator"
    ANIMATOR = "animator"
    TECHNICIAN = "technician"
    RECEPTIONIST = "receptionist"
    ACCOUNTANT = "accountant"
    CO_MANAGER = "co_manager"
    MEMBER_CONTACT = "member_contact"
    MEMBER_STAFF = "member_staff"
    FUNDER = "funder"


ROLE_LABELS = {
    Role.ADMINISTRATOR: "Administration",
    Role.ANIMATOR: "Animation",
    Role.TECHNICIAN: "Assistance technique",
    Role.RECEPTIONIST: "Accueil",
    Role.ACCOUNTANT: "Comptabilité",
    Role.CO_MANAGER: "Cogérance",
    Role.MEMBER_CONTACT: "Contact d’une structure",
    Role.MEMBER_STAFF: "Équipe d’une structure",
    Role.FUNDER: "Financeur",
}

TEAM = frozenset(
    {Role.ADMINISTRATOR, Role.ANIMATOR, Role.TECHNICIAN, Role.RECEPTIONIST, Role.ACCOUNTANT}
)
STEERS = frozenset({Role.ADMINISTRATOR, Role.ANIMATOR, Role.CO_MANAGER})
MEMBERS = frozenset({Role.MEMBER_CONTACT, Role.MEMBER_STAFF})
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.ANIMATOR})
"""Those who keep the pole's records."""
INSIDE = TEAM | MEMBERS | {Role.CO_MANAGER}
"""Everyone of the house: all but funders and visitors."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone at the door: a signed-in person, or the pole itself."""

    user_id: int | None
    name: str
    roles: frozenset[Role] = frozenset()
    acts_for: frozenset[int] = field(default_factory=frozenset)
    """Primary keys of the parties this person may commit."""

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    def is_(self, *roles: Role) -> bool:
        """Whether the person holds one of these roles."""
        return not self.roles.isdisjoint(roles)

    def may_commit(self, party_id: int) -> bool:
        return party_id in self.acts_for


VISITOR = Actor(None, "visiteur")
THE_POLE = Actor(None, "Phares", roles=frozenset({Role.ADMINISTRATOR, Role.ANIMATOR}))
