"""What was done in a year, and what of it goes on in the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import record
from phares.cooperative.projects.actions.taking_part import take_part
from phares.cooperative.projects.models import Action, Axis
from phares.cooperative.projects.rules.changing import why_not_carry_nothing, why_not_carry_on
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.cooperative.projects.rules.telling import (
    Told,
    why_not_inside,
    why_not_led,
    why_not_tell_so,
)
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation


@transaction.atomic
def tell_action(
    *,
    axis: Axis,
    year: int,
    title: str,
    text: str = "",
    rank: int | None = None,
    parent: Action | None = None,
    led_from: Action | None = None,
    in_report: bool = True,
    participants: Iterable[tuple[Organisation, str]] = (),
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Action:
    """Something was done under an axis that year, with whom; without a rank it comes last."""
    insist(why_not_tell(by))
    insist(why_not_tell_so(title, year))
    insist(why_not_inside(axis.pk, year, told(parent) if parent else None))
    insist(why_not_led(year, told(led_from) if led_from else None))
    place = {"parent": parent, "led_from": led_from, "in_report": in_report}
    said = {"title": title, "text": text, "source": source, "illustrative": illustrative}
    rank = last_rank(axis, year) + 1 if rank is None else rank
    action = Action.objects.create(axis=axis, year=year, rank=rank, **place, **said)
    record("projects.action_told", action, by=by, year=year)
    for organisation, role in participants:
        take_part(action=action, organisation=organisation, role=role, by=by)
    return action


@transaction.atomic
def carry_on(origins: Sequence[Action], *, year: int, by: Actor) -> list[Action]:
    """Actions of an earlier year go on: told again in the same words, each led from its own.

    Who takes part is told anew: it is a fact of the new year.
    """
    insist(why_not_tell(by))
    insist(why_not_carry_nothing(len(origins)))
    return [_carried(origin, year, by) for origin in origins]


def _carried(origin: Action, year: int, by: Actor) -> Action:
    kept = Action.objects.select_for_update().select_related("axis").get(pk=origin.pk)
    already = kept.led_to.filter(year=year).exists()
    insist(why_not_carry_on(told(kept), year, already=already))
    return tell_action(
        axis=kept.axis,
        year=year,
        title=kept.title,
        text=kept.text,
        led_from=kept,
        in_report=kept.in_report,
        by=by,
    )


def told(action: Action) -> Told:
    """An action as the rules see it."""
    return Told(
        action.pk, action.axis_id, action.year, action.title, action.parent_id, action.in_report
    )


def last_rank(axis: Axis, year: int) -> int:
    """The rank of what is told last under an axis that year."""
    found = Action.objects.filter(axis=axis, year=year).aggregate(last=Max("rank"))["last"]
    return int(found or 0)
