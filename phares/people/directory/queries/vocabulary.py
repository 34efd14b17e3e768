"""Categories and how much they are used."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from phares.people.directory.models import Category, Organisation


def structures_of_category(category: Category) -> int:
    """How many structures carry it, as their main category or besides."""
    carries = Q(categories=category) | Q(main_category=category)
    return Organisation.objects.filter(carries).distinct().count()


def categories_with_use() -> QuerySet[Any]:
    """In order, with `used` structures each: the main category is one of the categories."""
    used = Count("organisations", distinct=True)
    return Category.objects.annotate(used=used).order_by("rank", "name")
