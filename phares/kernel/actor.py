"""Who acts, and what the pole lets them do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from phares.kernel.tongue import each_french, french


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


ROLE_LABELS = each_french(
    {
        Role.ADMINISTRATOR: "Administration",
        Role.ANIMATOR: "Animation",
        Role.TECHNICIAN: "Assistance technique",
        Role.RECEPTIONIST: "Accueil du public",
        Role.ACCOUNTANT: french("Comptabilité"),
        Role.CO_MANAGER: french("Cogérance"),
        Role.MEMBER_CONTACT: french("Contact d’une structure"),
        Role.MEMBER_STAFF: french("Équipe d’une structure"),
        Role.FUNDER: "Financeur",
    }
)

TEAM = frozenset(
    {Role.ADMINISTRATOR, Role.ANIMATOR, Role.TECHNICIAN, Role.RECEPTIONIST, Role.ACCOUNTANT}
)
STEERS = frozenset({Role.ADMINISTRATOR, Role.ANIMATOR, Role.CO_MANAGER})
MEMBERS = frozenset({Role.MEMBER_CONTACT, Role.MEMBER_STAFF})
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.ANIMATOR})
"""Those who keep the pole's records."""
INSIDE = TEAM | MEMBERS | {Role.CO_MANAGER}
"""Everyone of the house: all but funders and visitors."""


type Held = tuple[Role, int | None]
"""A role, and the primary key of the party it is held for; None: the whole pole."""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation or an account, by its primary key and as one says it."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone at the door: a signed-in person, or the pole itself.

    A role held for one party says nothing of another: ask for both together.
    """

    user_id: int | None
    name: str
    keys: frozenset[Held] = frozenset()
    houses: tuple[Named, ...] = field(default=(), compare=False)
    """The organisations the person holds a key for, chosen or not, by name."""
    in_name_of: Named | None = None
    """The one of these they chose to act for; their other keys stay aside meanwhile."""
    viewer: Named | None = None
    """The account that sees the house as this one, and may only look: the journal names them."""

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def answerable(self) -> Named | None:
        """The account the journal names: whoever looks, when it is not the person."""
        own = None if self.user_id is None else Named(self.user_id, self.name)
        return self.viewer or own

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, _party in self.keys)

    def is_(self, *roles: Role) -> bool:
        """Whether the person holds one of these roles, for whomever."""
        return any(role in roles for role, _party in self.keys)

    def parties_as(self, *roles: Role) -> frozenset[int]:
        """The parties for which the person holds one of these roles."""
        return frozenset(party for role, party in self.keys if role in roles and party is not None)

    def may_commit(self, party_id: int, *roles: Role) -> bool:
        """Whether the person holds one of these roles for this very party."""
        return party_id in self.parties_as(*roles)

    def house(self, party_id: int) -> Named | None:
        """One of the organisations the person holds a key for."""
        return next((one for one in self.houses if one.pk == party_id), None)

    def speaking_for(self, house: Named) -> Actor:
        """The same person with the keys of one organisation, and no other key."""
        kept = frozenset((role, party) for role, party in self.keys if party == house.pk)
        return replace(self, keys=kept, in_name_of=house)

    def seen_by(self, viewer: Named) -> Actor:
        """The same rights, looked through by somebody else."""
        return replace(self, viewer=viewer)


VISITOR = Actor(None, "visiteur")
THE_POLE = Actor(None, "Phares", frozenset((role, None) for role in KEEPERS))
