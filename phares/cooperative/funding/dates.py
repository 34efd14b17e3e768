"""What the money has in the calendar: grants that end."""

from __future__ import annotations

from django.urls import reverse

from phares.common.facts import ends_in, last_day_of
from phares.cooperative.funding.queries import grants_seen_by
from phares.cooperative.funding.rules.kinds import GrantState
from phares.cooperative.funding.rules.permissions import READERS
from phares.kernel.actor import Actor, Named
from phares.kernel.dates import Happening, Theme
from phares.kernel.time import Period
from phares.kernel.tongue import say

OUT = (GrantState.REFUSED.value,)


def within(period: Period, actor: Actor) -> list[Happening]:
    """The last day of each grant, for those who read them; never an amount."""
    if not actor.is_(*READERS):
        return []
    rows = grants_seen_by(actor).filter(ends_in(period), end_known=True).exclude(state__in=OUT)
    return [
        Happening(
            key=f"grant-end:{grant.pk}",
            theme=Theme.FUNDING,
            title=say("Fin de la subvention : {funder}", funder=grant.funder.name),
            days=last_day_of(grant),
            detail=grant.purpose,
            url=reverse("funding:grants"),
            parties=(Named(grant.funder_id, grant.funder.name),),
        )
        for grant in rows.order_by("ends_on", "pk")
    ]
