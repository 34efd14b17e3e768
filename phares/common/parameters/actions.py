"""Setting a delay."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.parameters.models import Parameter
from phares.common.parameters.rules.catalogue import Known, why_not_set, why_not_value
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist


@transaction.atomic
def set_parameter(
    known: Known, *, value: int, since: date, source: str, by: Actor, today: date
) -> Parameter:
    """Worth this from a day on; said again for the same day, it replaces what was said."""
    insist(why_not_set(by))
    insist(why_not_value(known, value, since, source, today))
    row, _new = Parameter.objects.update_or_create(
        code=known.code,
        starts_on=since,
        defaults={"value": value, "source": source.strip()[:200]},
    )
    said = {"value": f"{value} {known.unit}", "since": since, "source": row.source}
    record("parameter.set", row, by=by, named=known.label, **said)
    return row
