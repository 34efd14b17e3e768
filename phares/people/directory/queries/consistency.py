"""What the tables of the directory say against each other, which no constraint sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q

from phares.kernel.tongue import say
from phares.people.directory.models import Alias, Party, Person, Pole, Presence
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole, PartyKind
from phares.people.directory.rules.names import normalise

LONGEST = 2000
"""Characters of what a card is found by: beyond, names are cut."""


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


def not_found_by_name() -> Iterator[tuple[int, str]]:
    """Standing cards that a search for one of their names would not find."""
    others: dict[int, list[str]] = defaultdict(list)
    for party, name in Alias.objects.values_list("party_id", "name"):
        others[party].append(name)
    cards = Party._base_manager.filter(merged_into=None).order_by("pk")
    for pk, name, search in cards.values_list("pk", "name", "search").iterator():
        names = [normalise(one) for one in (name, *others[pk])]
        if len(search) < LONGEST and not all(one in search for one in names):
            yield pk, name


def named_though_erased() -> list[int]:
    """Persons who were forgotten, and whose card still leads to them."""
    reach = Q(email="") & Q(phone="")
    masked = Q(name__contains=" nº ") | Q(name__contains=" no. ")  # French, English
    rows = Person._base_manager.exclude(erased_on=None)
    return list(
        rows.exclude(reach & masked & ~Q(family_name=""))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def merged_across() -> list[tuple[int, str]]:
    """Cards merged into one of the other kind."""
    rows = Party._base_manager.exclude(merged_into=None)
    crossed = rows.exclude(kind=F("merged_into__kind")).order_by("pk")
    return list(crossed.values_list("pk", "name"))


def no_pole_of_ours() -> bool:
    return not Pole.objects.filter(is_home=True).exists()
