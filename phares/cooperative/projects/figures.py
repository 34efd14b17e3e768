"""What is done together, counted."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.urls import reverse

from phares.common.audit.actions import key_of
from phares.cooperative.projects.models import Action
from phares.cooperative.projects.queries import reported_actions
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of
from phares.kernel.tongue import say

ACTIONS = Indicator(
    code="report_actions",
    label="actions au bilan",
    definition="Actions de l’année portées au bilan ; un programme compte pour une.",
    population="Actions racontées sous les axes du pôle.",
    date_rule=DateRule.FLOW,
    source="Actions de l’année",
    key=False,
)
INDICATORS = (ACTIONS,)


def measure(year: int) -> dict[str, Counted]:
    """The items of the yearly lists, by axis; « sans objet » for a year without any."""
    actions = list(reported_actions(year))
    if not actions:
        return {ACTIONS.code: Counted(None)}
    return {ACTIONS.code: count_of([_row(a) for a in actions], parts=_parts(actions))}


def _row(action: Action) -> Row:
    return Row(
        key_of(action),
        action.title,
        say("Axe {axis}", axis=action.axis),
        url=f"{reverse('projects:actions')}?annee={action.year}",
        illustrative=action.illustrative,
    )


def _parts(actions: list[Action]) -> tuple[Part, ...]:
    by_axis = Counter(str(action.axis) for action in actions)
    return tuple(Part(name, Decimal(number)) for name, number in by_axis.items())
