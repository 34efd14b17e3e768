"""Telling what is done together, and with whom."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.projects.models import Action, Axis, Participation, Partnership
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.cooperative.projects.rules.telling import (
    Told,
    why_not_axis,
    why_not_inside,
    why_not_led,
    why_not_partner,
    why_not_take_part,
    why_not_tell_so,
)
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, why_not_span
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation, Pole


@transaction.atomic
def write_axis(
    *, pole: Pole, number: int, name: str, long_name: str = "", statement: str = "", by: Actor
) -> Axis:
    """A strand of the strategy, written or written again under its number."""
    insist(why_not_tell(by))
    insist(why_not_axis(number, name))
    texts = {"name": name, "long_name": long_name, "statement": statement}
    axis, _ = Axis.objects.update_or_create(pole=pole, number=number, defaults=texts)
    record("projects.axis_written", axis, by=by)
    return axis


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
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Action:
    """Something was done under an axis that year; without a rank it comes last."""
    insist(why_not_tell(by))
    insist(why_not_tell_so(title, year))
    insist(why_not_inside(axis.pk, year, told(parent) if parent else None))
    insist(why_not_led(year, told(led_from) if led_from else None))
    place = {"parent": parent, "led_from": led_from, "in_report": in_report}
    said = {"title": title, "text": text, "source": source, "illustrative": illustrative}
    rank = _last_rank(axis, year) + 1 if rank is None else rank
    action = Action.objects.create(axis=axis, year=year, rank=rank, **place, **said)
    record("projects.action_told", action, by=by, year=year)
    return action


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
def take_part(
    *, action: Action, organisation: Organisation, role: str = "", by: Actor
) -> Participation:
    """An organisation, of the pole or not, takes part in an action."""
    insist(why_not_tell(by))
    Action.objects.select_for_update().get(pk=action.pk)
    already = action.participations.filter(organisation=organisation).exists()
    insist(why_not_take_part(organisation.name, already))
    part = Participation.objects.create(action=action, organisation=organisation, role=role)
    record("projects.part_taken", part, by=by)
    return part


@transaction.atomic
def partner_with(
    *,
    partner: Organisation,
    since: Dated,
    until: Dated | None = None,
    holder: Organisation | None = None,
    action: Action | None = None,
    purpose: str = "",
    circle: str = "",
    thanks_to_pole: bool = False,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Partnership:
    """An outside body works with a member (`holder`), on an action, or with the whole pole."""
    insist(why_not_tell(by))
    insist(why_not_span(since, until))
    insist(why_not_partner(partner.pk, holder.pk if holder else None, partner.name))
    partnership = Partnership.objects.create(
        partner=partner,
        holder=holder,
        action=action,
        purpose=purpose,
        circle=circle,
        thanks_to_pole=thanks_to_pole,
        source=source,
        illustrative=illustrative,
        **spanning(since, until),
    )
    record("projects.partnership_made", partnership, by=by, since=str(since))
    return partnership


def told(action: Action) -> Told:
    """An action as the rules see it."""
    return Told(
        action.pk, action.axis_id, action.year, action.title, action.parent_id, action.in_report
    )


def _last_rank(axis: Axis, year: int) -> int:
    found = Action.objects.filter(axis=axis, year=year).aggregate(last=Max("rank"))["last"]
    return int(found or 0)
