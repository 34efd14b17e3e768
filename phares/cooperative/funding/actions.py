"""Writing grants and moving them from state to state."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.funding.rules.lifecycle import MOVES
from phares.cooperative.funding.rules.permissions import why_not_fund
from phares.cooperative.funding.rules.support import why_not_amount
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, why_not_span
from phares.kernel.lifecycle import why_not_move
from phares.kernel.money import Money
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation, Pole


@transaction.atomic
def record_grant(
    *,
    pole: Pole,
    funder: Organisation,
    level: FunderLevel,
    kind: SupportKind,
    purpose: str,
    since: Dated,
    until: Dated | None = None,
    scheme: str = "",
    amount: Money | None = None,
    state: GrantState = GrantState.ENVISAGED,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Grant:
    """A grant is envisaged, or known further on; without `until` its end is not known."""
    insist(why_not_fund(by))
    insist(why_not_amount(amount))
    insist(why_not_span(since, until))
    codes = {"level": level.value, "kind": kind.value, "state": state.value}
    said = {"scheme": scheme, "purpose": purpose, "source": source, "illustrative": illustrative}
    dates = {"end_known": until is not None, **spanning(since, until)}
    grant = Grant.objects.create(pole=pole, funder=funder, amount=amount, **codes, **said, **dates)
    record("funding.grant_recorded", grant, by=by, state=state.value, cents=_cents(amount))
    return grant


@transaction.atomic
def move_grant(grant: Grant, *, to: GrantState, amount: Money | None = None, by: Actor) -> Grant:
    """A grant is asked, notified, granted or refused; `amount` when the answer says another."""
    insist(why_not_fund(by))
    kept = Grant.objects.select_for_update().get(pk=grant.pk)
    before = GrantState(kept.state)
    insist(why_not_move(MOVES, before, to))
    insist(why_not_amount(amount))
    kept.state = to.value
    kept.amount = kept.amount if amount is None else amount
    kept.save(update_fields=["state", "amount"])
    details = {"before": before.value, "after": to.value, "cents": _cents(kept.amount)}
    record("funding.grant_moved", kept, by=by, **details)
    return kept


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents
