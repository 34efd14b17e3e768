"""What must hold between who waits for a place and what is kept for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.activities.bookings.models import WaitlistEntry
from phares.activities.bookings.rules.waiting import WaitState
from phares.common.audit.actions import key_of
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.rules.kinds import OccupationState
from phares.kernel.soundness import Finding

WAIT = "wait:"


def findings(now: datetime) -> Iterator[Finding]:
    """A place kept for nobody, or promised and not kept."""
    rows = Occupation.objects.filter(key__startswith=WAIT, state=OccupationState.ACTIVE.value)
    kept = set(rows.values_list("key", flat=True).distinct())
    offered = WaitlistEntry.objects.filter(state=WaitState.OFFERED.value)
    promised = {one.key: one for one in offered.select_related("offer", "party")}
    for key in sorted(kept - promised.keys()):
        yield Finding(
            "bookings.kept-for-nobody",
            "Une place est gardée pour une attente qui n’a plus cours.",
            "Demandez de l’aide : la place ne se réserve pas tant qu’elle est gardée.",
            f"bookings.waitlistentry:{key.removeprefix(WAIT)}",
        )
    for key in sorted(promised.keys() - kept):
        yield Finding(
            "bookings.promised",
            "Une place promise à qui l’attendait n’est pas gardée.",
            "Ouvrez « Salles attendues », laissez-la, puis réservez.",
            key_of(promised[key]),
        )
