"""An action told again: in other words, elsewhere, higher or lower, or not at all."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.removals.actions import take_away
from phares.cooperative.projects.actions.telling import last_rank, told
from phares.cooperative.projects.models import Action, Axis
from phares.cooperative.projects.rules.changing import (
    why_not_led_round,
    why_not_place,
    why_not_remove,
)
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.cooperative.projects.rules.telling import (
    why_not_inside,
    why_not_led,
    why_not_tell_so,
)
from phares.kernel.actor import Actor
from phares.kernel.order import shifted, why_not_shift
from phares.kernel.refusal import insist


@transaction.atomic
def reword_action(action: Action, *, title: str, text: str, in_report: bool, by: Actor) -> Action:
    """The same action in other words, in the report or out of it."""
    insist(why_not_tell(by))
    kept = Action.objects.select_for_update().get(pk=action.pk)
    insist(why_not_tell_so(title, kept.year))
    before = {"title": kept.title, "text": kept.text, "in_report": kept.in_report}
    kept.title, kept.text, kept.in_report = title, text, in_report
    kept.save(update_fields=["title", "text", "in_report"])
    record("projects.action_reworded", kept, by=by, before=before)
    return kept


@transaction.atomic
def place_action(
    action: Action, *, axis: Axis, parent: Action | None, led_from: Action | None, by: Actor
) -> Action:
    """Under which axis, in which programme, led from what; its parts follow it."""
    insist(why_not_tell(by))
    kept = Action.objects.select_for_update().get(pk=action.pk)
    programme, origin = (told(one) if one else None for one in (parent, led_from))
    insist(why_not_place(told(kept), programme, parts=kept.parts.count()))
    insist(why_not_inside(axis.pk, kept.year, programme))
    insist(why_not_led(kept.year, origin))
    insist(why_not_led_round(told(kept), _origins(led_from)))
    if (kept.axis_id, kept.parent_id) != (axis.pk, parent and parent.pk):
        kept.rank = last_rank(axis, kept.year) + 1
    kept.axis, kept.parent, kept.led_from = axis, parent, led_from
    kept.save(update_fields=["axis", "parent", "led_from", "rank"])
    kept.parts.update(axis=axis)
    record("projects.action_placed", kept, by=by, axis=str(axis))
    return kept


@transaction.atomic
def shift_action(action: Action, *, up: bool, by: Actor) -> Action:
    """A place higher or lower among those told beside it."""
    insist(why_not_tell(by))
    kept = Action.objects.select_for_update().get(pk=action.pk)
    beside = Action.objects.filter(axis_id=kept.axis_id, year=kept.year, parent_id=kept.parent_id)
    rows = {one.pk: one for one in beside.select_for_update().order_by("rank", "pk")}
    keys = list(rows)
    insist(why_not_shift(kept.title, keys.index(kept.pk), len(keys), up=up))
    for rank, key in enumerate(shifted(keys, kept.pk, up=up), 1):
        rows[key].rank = rank
    Action.objects.bulk_update(rows.values(), ["rank"])
    record("projects.action_shifted", kept, by=by, up=up)
    return kept


@transaction.atomic
def remove_action(action: Action, *, by: Actor) -> None:
    """An action told by mistake; the journal keeps that it was, and in which words."""
    insist(why_not_tell(by))
    kept = Action.objects.select_for_update().get(pk=action.pk)
    partners = [str(one) for one in kept.partnerships.select_related("partner")]
    led_to = [one.title for one in kept.led_to.all()]
    insist(why_not_remove(kept.title, parts=kept.parts.count(), led_to=led_to, partners=partners))
    record("projects.action_removed", kept, by=by, year=kept.year, text=kept.text)
    take_away(kept, by=by)


def _origins(led_from: Action | None) -> set[int]:
    """What an action comes from, and what that comes from in turn."""
    found: set[int] = set()
    while led_from is not None and led_from.pk not in found:
        found.add(led_from.pk)
        led_from = led_from.led_from
    return found
