"""Names leave, counts stay."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from phares.activities.events.models import Registration
from phares.activities.events.queries.guests import of_subject, over_before
from phares.activities.events.rules.kinds import RegistrationState
from phares.activities.events.rules.permissions import why_not_plan
from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.personal import Subject
from phares.kernel.refusal import insist
from phares.kernel.tongue import french


@transaction.atomic
def forget_guests(who: Subject, *, by: Actor) -> int:
    """A person is forgotten: what they registered to loses their name, and still counts."""
    insist(why_not_plan(by))
    return _without_names(of_subject(who))


@transaction.atomic
def part_from_guests(before: date, *, by: Actor) -> int:
    """Registrations to what was before a day lose their names; those never confirmed go."""
    insist(why_not_plan(by))
    over = over_before(before)
    parted = over.count()
    over.filter(state=RegistrationState.TO_CONFIRM.value).delete()
    _without_names(over_before(before))
    if parted:
        record("event.guests_forgotten", french("inscriptions passées"), by=by, count=parted)
    return parted


def _without_names(rows: QuerySet[Registration]) -> int:
    return rows.update(name="", email="", user=None, from_where="")
