"""The pole, its texts, its history, whom to write to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from phares.common.compiled import prepared
from phares.common.facts import on
from phares.people.directory.models import ContextFigure, DatedFact, Function, Pole, Statement


def home_pole() -> Pole | None:
    """Ours, with who carries it; None before it is described."""
    return Pole.objects.select_related("carrier", "area").filter(is_home=True).first()


def lacks_carrier() -> bool:
    """Whether our pole is described, and nobody said who carries it."""
    return bool(_without_carrier())


@prepared
def _without_carrier() -> QuerySet[Any, Any]:
    return Pole.objects.filter(is_home=True, carrier=None).order_by().values_list("pk")


def other_poles() -> QuerySet[Pole]:
    """Poles that one of our organisations runs by contract: never mixed with ours."""
    return Pole.objects.select_related("carrier").filter(is_home=False).order_by("name")


def statements_on(pole: Pole, day: date) -> QuerySet[Statement]:
    """The texts in force that day, in order."""
    return pole.statements.filter(on(day)).order_by("key", "rank", "pk")


def facts_until(pole: Pole, day: date) -> QuerySet[DatedFact]:
    """What had happened by that day, oldest first. Sources that differ stay side by side."""
    facts = pole.facts.filter(starts_on__lte=day).select_related("about")
    return facts.order_by("starts_on", "pk")


def context_figures(year: int) -> QuerySet[ContextFigure]:
    """Figures on the territory, of that year or before: never mixed with the pole's own."""
    return ContextFigure.objects.filter(year__lte=year).order_by("pk")


def public_contacts(pole: Pole, day: date) -> QuerySet[Function]:
    """Functions of the body that carries the pole, which may be shown outside."""
    shown = Function.objects.filter(on(day), public=True, organisation__carried_poles=pole)
    return shown.select_related("person").order_by("pk")


def shown_outside(functions: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Those among these functions that may still be shown, each with how to reach its person."""
    shown = Function.objects.filter(pk__in=functions, public=True).select_related("person")
    return {one.pk: one.shown_reach for one in shown}
