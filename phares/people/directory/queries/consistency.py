"""What the tables of the directory say against each other, which no constraint sees."""

from __future__ import annotations

from django.db.models import Q

from phares.kernel.tongue import say
from phares.people.directory.models import Party, Presence
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole, PartyKind


def strays() -> list[tuple[int, str]]:
    """Each presence of who does not live here: its key, and a sentence."""
    rows = Presence.objects.exclude(belonging__role__in=[role.value for role in HOUSED])
    return [
        (
            row.pk,
            say(
                "{party} : présence dans les locaux ({beginning} – {value}), alors qu’elle est "
                "{feminine}.",
                party=row.belonging.party,
                beginning=row.beginning,
                value=row.ending or say("sans fin"),
                feminine=FEMININE[BelongingRole(row.belonging.role)],
            ),
        )
        for row in rows.select_related("belonging__party").order_by("pk")
    ]


def halves() -> list[tuple[int, str]]:
    """Parties whose other half, the organisation or the person, is not as their kind says."""
    wrong = Q(kind=PartyKind.ORGANISATION.value) & (
        Q(organisation__isnull=True) | Q(person__isnull=False)
    ) | Q(kind=PartyKind.PERSON.value) & (Q(person__isnull=True) | Q(organisation__isnull=False))
    return list(Party.objects.filter(wrong).order_by("pk").values_list("pk", "name"))
