"""Who takes part in an action."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.removals.actions import take_away
from phares.cooperative.projects.models import Action, Participation
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.cooperative.projects.rules.telling import why_not_take_part
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation


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
def withdraw_part(part: Participation, *, by: Actor) -> None:
    """An organisation noted by mistake takes no part."""
    insist(why_not_tell(by))
    record("projects.part_withdrawn", part, by=by)
    take_away(part, by=by)
