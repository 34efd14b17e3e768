"""Reading what things cost."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from phares.common.facts import on
from phares.money.pricing.models import Tariff


def tariff_on(code: str, day: date) -> Tariff | None:
    """The price of a thing that day, if there is one."""
    return Tariff.objects.filter(on(day), code=code).first()


def tariffs_on(day: date) -> QuerySet[Tariff]:
    """Every price of that day."""
    return Tariff.objects.filter(on(day)).order_by("label", "pk")


def tariffs() -> QuerySet[Tariff]:
    """Every price there ever was, the last of each thing first; `followed`: another came after."""
    later = Tariff.objects.filter(code=OuterRef("code"), starts_on__gt=OuterRef("starts_on"))
    return Tariff.objects.annotate(followed=Exists(later)).order_by("label", "-starts_on", "pk")
