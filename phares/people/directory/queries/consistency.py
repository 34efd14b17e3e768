"""What the tables of the directory say against each other, which no constraint sees."""

from __future__ import annotations

from phares.people.directory.models import Presence
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole


def strays() -> list[str]:
    """One sentence for each party in the premises without living here."""
    rows = Presence.objects.exclude(belonging__role__in=[role.value for role in HOUSED])
    return [
        f"{row.belonging.party} : présence dans les locaux "
        f"({row.beginning} – {row.ending or 'sans fin'}), alors qu’elle est "
        f"{FEMININE[BelongingRole(row.belonging.role)]}."
        for row in rows.select_related("belonging__party")
    ]
