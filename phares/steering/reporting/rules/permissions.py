"""Who reads the figures, who prepares the report, who may open it."""

from __future__ import annotations

from phares.kernel.actor import INSIDE, STEERS, Actor
from phares.kernel.refusal import Reason
from phares.steering.reporting.rules.lifecycle import YearState

NOT_YOURS = Reason(
    "not-yours", "Le bilan se prépare à l’animation et à la cogérance. Demandez-leur ce changement."
)


def may_prepare(actor: Actor) -> bool:
    """The animation, the administration and the co-managers."""
    return actor.is_(*STEERS)


def why_not_prepare(actor: Actor) -> Reason | None:
    return None if may_prepare(actor) else NOT_YOURS


def may_see_figures(actor: Actor) -> bool:
    """Everyone of the house."""
    return actor.is_(*INSIDE)


def may_read_report(actor: Actor, state: YearState) -> bool:
    """A frozen report is everybody's; before that, it belongs to those who prepare it."""
    return state is YearState.FROZEN or may_prepare(actor)
