"""Hours offered, and what is left of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from phares.common.facts import on
from phares.money.pricing.models import Allowance, AllowanceEntry
from phares.money.pricing.rules.ledger import first_of, left


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of hours offered, in minutes, in one month."""

    allowance: Allowance
    free: int


def with_balance(day: date) -> QuerySet[Allowance]:
    """All hours ever offered, each with what is written free of the month of that day."""
    rows = AllowanceEntry.objects.filter(allowance=OuterRef("pk"), month=first_of(day)).order_by()
    free = rows.values("allowance").annotate(sum=Sum("free")).values("sum")
    return Allowance.objects.select_related("organisation").annotate(balance=Subquery(free))


def left_of(allowance: Allowance) -> int:
    """Of a row of `with_balance`."""
    return left(allowance.minutes, allowance.balance)  # type: ignore[attr-defined]


def left_to(ids: Collection[int], day: date) -> list[Left]:
    """What these organisations have left this month: one query."""
    rows = with_balance(day).filter(on(first_of(day)), organisation__in=ids)
    return [Left(one, left_of(one)) for one in rows.order_by("label", "pk")]


def lines_of(allowance: Allowance) -> QuerySet[AllowanceEntry]:
    return AllowanceEntry.objects.filter(allowance=allowance).order_by("-month", "-at", "-pk")
