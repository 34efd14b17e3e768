"""Reading axes, actions and partnerships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from phares.common.facts import during
from phares.cooperative.projects.models import Action, Axis, Participation, Partnership
from phares.kernel.time import Period, year_period


def axes() -> QuerySet[Axis]:
    """The axes of our pole, in their order."""
    return Axis.objects.filter(pole__is_home=True)


def actions_of(year: int) -> QuerySet[Action]:
    """Every action of the year under our axes, programmes and parts, in the order they are told."""
    return (
        Action.objects.filter(axis__pole__is_home=True, year=year)
        .select_related("axis", "led_from")
        .order_by("axis__number", "rank", "pk")
    )


def reported_actions(year: int) -> QuerySet[Action]:
    """What the report lists; a part counts with its programme."""
    return actions_of(year).filter(in_report=True, parent=None)


def programmes_of(year: int) -> QuerySet[Action]:
    """What an action of the year may be a part of."""
    return actions_of(year).filter(parent=None)


def origins_until(year: int) -> QuerySet[Action]:
    """What an action of the year may be led from, the latest year first."""
    told = Action.objects.filter(axis__pole__is_home=True, year__lte=year)
    return told.order_by("-year", "axis__number", "rank", "pk")


def going_on_into(year: int) -> QuerySet[Action]:
    """Actions of the year before that are not taken over yet; a part goes with its programme."""
    taken = Action.objects.filter(year=year, led_from__isnull=False).values("led_from")
    return programmes_of(year - 1).exclude(pk__in=taken)


@dataclass(frozen=True, slots=True)
class Item:
    """An action with its parts and whoever takes part."""

    action: Action
    parts: list[Action]
    participants: list[Participation]


@dataclass(frozen=True, slots=True)
class ToldAxis:
    """An axis with what was done under it in a year."""

    axis: Axis
    items: list[Item]

    @property
    def reported(self) -> int:
        return sum(item.action.in_report for item in self.items)


def told_year(year: int) -> list[ToldAxis]:
    """Every axis with its actions of the year, whole: 3 queries."""
    taking_part = Prefetch(
        "participations",
        Participation.objects.select_related("organisation").order_by("organisation__name"),
    )
    actions = list(actions_of(year).prefetch_related(taking_part))
    return [ToldAxis(axis, _items(axis, actions)) for axis in axes()]


def _items(axis: Axis, actions: Iterable[Action]) -> list[Item]:
    here = [action for action in actions if action.axis_id == axis.pk]
    return [
        Item(
            action,
            [part for part in here if part.parent_id == action.pk],
            list(action.participations.all()),
        )
        for action in here
        if action.parent_id is None
    ]


def years_told() -> list[int]:
    """The years of which something is told, the last first."""
    told = Action.objects.filter(axis__pole__is_home=True)
    return sorted(set(told.order_by().values_list("year", flat=True).distinct()), reverse=True)


def partnerships_during(period: Period) -> QuerySet[Partnership]:
    """Partnerships that hold at some moment of the period, by circle, then by name."""
    return (
        Partnership.objects.filter(during(period))
        .select_related("partner", "holder", "action")
        .order_by("circle", "partner__name", "pk")
    )


def circles() -> list[str]:
    """The circles already in use, so that one is not written in two ways."""
    found = Partnership.objects.exclude(circle="").order_by("circle")
    return list(found.values_list("circle", flat=True).distinct())


def partners_of(year: int) -> QuerySet[Partnership]:
    return partnerships_during(year_period(year))


def participations_of(organisation_id: int) -> QuerySet[Participation]:
    """What an organisation takes part in, the latest year first: one query."""
    ours = Participation.objects.filter(action__axis__pole__is_home=True)
    found = ours.filter(organisation_id=organisation_id).select_related("action")
    return found.order_by("-action__year", "action__rank", "pk")
