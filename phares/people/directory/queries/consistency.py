"""What the tables of the directory say against each other, which no constraint sees."""

from __future__ import annotations

from django.db.models import F, Q

from phares.people.directory.models import Belonging, Presence
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole


def strays() -> list[str]:
    """One sentence for each presence that its belonging does not allow."""
    return [*_out_of_belonging(), *_of_the_unhoused()]


def _out_of_belonging() -> list[str]:
    """In the premises before belonging, or after."""
    starts = Q(starts_on__lt=F("belonging__starts_on"))
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=F("belonging__ends_on"))
    rows = Presence.objects.filter(starts | (lasts & Q(belonging__ends_on__isnull=False)))
    return [
        f"{row.belonging.party} : présence dans les locaux ({_span(row)}) hors de son "
        f"appartenance ({_span(row.belonging)})."
        for row in rows.select_related("belonging__party")
    ]


def _of_the_unhoused() -> list[str]:
    """In the premises without living here."""
    rows = Presence.objects.exclude(belonging__role__in=[role.value for role in HOUSED])
    return [
        f"{row.belonging.party} : présence dans les locaux ({_span(row)}), alors qu’elle est "
        f"{FEMININE[BelongingRole(row.belonging.role)]}."
        for row in rows.select_related("belonging__party")
    ]


def _span(row: Presence | Belonging) -> str:
    return f"{row.beginning} – {row.ending or 'sans fin'}"
