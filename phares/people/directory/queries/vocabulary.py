"""Categories, publics and territories, and how much they are used."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from phares.kernel.words import plural
from phares.people.directory.models import (
    Belonging,
    Category,
    Organisation,
    Pole,
    Public,
    Territory,
)


def structures_of_category(category: Category) -> int:
    """How many structures carry it, as their main category or besides."""
    carries = Q(categories=category) | Q(main_category=category)
    return Organisation.objects.filter(carries).distinct().count()


def categories_with_use() -> QuerySet[Any]:
    """In order, with `used` structures each: the main category is one of the categories."""
    used = Count("organisations", distinct=True)
    return Category.objects.annotate(used=used).order_by("rank", "name")


def publics_with_use() -> QuerySet[Any]:
    """Each with `used` structures."""
    return Public.objects.annotate(used=Count("organisation")).order_by("name")


def territories_with_use() -> QuerySet[Any]:
    """Each with `used` structures, by kind."""
    used = Count("organisations")
    rows = Territory.objects.select_related("parent").annotate(used=used)
    return rows.order_by("kind", "rank", "name")


def uses_of_public(public: Public) -> list[str]:
    """What names it, in words."""
    return _told({"fiche": Organisation.objects.filter(publics=public)})


def uses_of_territory(territory: Territory) -> list[str]:
    """What names it, in words: cards, belongings, the pole, the territories inside it."""
    return _told(
        {
            "fiche": Organisation.objects.filter(territories=territory),
            "appartenance": Belonging.objects.filter(area=territory),
            "pôle": Pole.objects.filter(area=territory),
            "territoire": Territory.objects.filter(parent=territory),
        }
    )


def _told(uses: dict[str, QuerySet[Any]]) -> list[str]:
    counted = {word: rows.count() for word, rows in uses.items()}
    return [plural(count, word) for word, count in counted.items() if count]
