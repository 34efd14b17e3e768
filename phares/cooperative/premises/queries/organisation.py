"""What one organisation has in the place, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from phares.cooperative.premises.queries.places import SpaceUse, spaces_now_and_later
from phares.cooperative.premises.queries.plan import Plan, spaces_on
from phares.cooperative.premises.rules.permissions import may_let, may_read_lease
from phares.cooperative.premises.rules.plan import NARROW
from phares.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class OrganisationSpaces:
    """Its spaces that day, and the floors they are on with its own lit."""

    uses: list[SpaceUse]
    coming: list[SpaceUse]
    """Those of agreements that have not begun, for who may read them."""
    plans: list[Plan]
    reads_agreements: bool
    lets: bool
    template: str = "premises/_organisation_spaces.html"

    @property
    def endable(self) -> list[SpaceUse]:
        """One space of each agreement that this person may end."""
        found = {use.lease_id: use for use in [*self.uses, *self.coming] if use.endable}
        return list(found.values()) if self.lets else []

    @property
    def surface_m2(self) -> Decimal:
        return sum((use.surface_m2 for use in self.uses), Decimal(0))


def organisation_spaces(organisation_id: int, day: date, actor: Actor) -> OrganisationSpaces:
    """One query when it has nothing, two or three when it has."""
    uses, coming = spaces_now_and_later(organisation_id, day)
    reads = may_read_lease(actor, organisation_id)
    wanted = {use.floor_id for use in uses}
    spaces = spaces_on(day, yours=[organisation_id]) if uses else []
    floors = {one.floor_id: one.space.floor for one in spaces if one.floor_id in wanted}
    plans = [
        Plan(floor, [one for one in spaces if one.floor_id == pk], NARROW)
        for pk, floor in floors.items()
    ]
    return OrganisationSpaces(uses, coming if reads else [], plans, reads, may_let(actor))
