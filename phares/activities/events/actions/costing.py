"""What an event cost."""

from __future__ import annotations

from django.db import transaction

from phares.activities.events.models import Cost, Event
from phares.activities.events.rules.permissions import why_not_plan
from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.money import Money
from phares.kernel.refusal import Reason, insist


@transaction.atomic
def note_cost(event: Event, *, label: str, amount: Money, payer: str = "", by: Actor) -> Cost:
    """A line: what, how much, who paid."""
    insist(why_not_plan(by))
    insist(_why_not_cost(label, amount))
    cost = Cost.objects.create(event=event, label=label.strip(), amount=amount, payer=payer.strip())
    record("event.cost_noted", event, by=by, about=cost.label, amount=amount.cents)
    return cost


@transaction.atomic
def remove_cost(cost: Cost, *, by: Actor) -> None:
    """Noted by mistake; the journal keeps it."""
    insist(why_not_plan(by))
    record("event.cost_removed", cost.event, by=by, about=cost.label, amount=cost.amount.cents)
    cost.delete()


def _why_not_cost(label: str, amount: Money) -> Reason | None:
    if not label.strip():
        return Reason("label", "Dites ce qui a été payé.")
    if amount.cents <= 0:
        return Reason("amount", "Une dépense est au-dessus de zéro.")
    return None
