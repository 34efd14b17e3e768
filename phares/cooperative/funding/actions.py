"""Writing grants and moving them from state to state."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.funding.rules.lifecycle import (
    MOVES,
    why_not_again,
    why_not_correct,
    why_not_the_same,
)
from phares.cooperative.funding.rules.permissions import why_not_fund
from phares.cooperative.funding.rules.support import changed, why_not_amount
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
    alike = _alike(funder, kind=kind.value, scheme=scheme, starts_on=since.day)
    insist(why_not_again(purpose, alike.values_list("purpose", flat=True)))
    said = {"scheme": scheme, "purpose": purpose, "source": source, "illustrative": illustrative}
    dates = {"end_known": until is not None, **spanning(since, until)}
    grant = Grant.objects.create(pole=pole, funder=funder, amount=amount, **codes, **said, **dates)
    record("funding.grant_recorded", grant, by=by, state=state, amount=amount)
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
    details = {"before": before, "after": to, "amount": kept.amount}
    record("funding.grant_moved", kept, by=by, **details)
    return kept


@transaction.atomic
def correct_grant(
    grant: Grant,
    *,
    level: FunderLevel,
    kind: SupportKind,
    purpose: str,
    scheme: str,
    amount: Money | None,
    since: Dated,
    until: Dated | None,
    by: Actor,
) -> Grant:
    """What was noted wrong of a grant; its state moves by answers only."""
    insist(why_not_fund(by))
    kept = Grant.objects.select_for_update(of=("self",)).select_related("funder").get(pk=grant.pk)
    insist(why_not_correct(GrantState(kept.state)))
    insist(why_not_amount(amount))
    insist(why_not_span(since, until))
    before = _terms(kept)
    said = {"level": level.value, "kind": kind.value, "purpose": purpose, "scheme": scheme}
    dates = {"end_known": until is not None, **spanning(since, until)}
    for column, value in {**said, **dates, "amount": amount}.items():
        setattr(kept, column, value)
    changes = changed(before, _terms(kept))
    insist(why_not_the_same(changes))
    kept.save()
    record("funding.grant_corrected", kept, by=by, **changes)
    return kept


def _alike(funder: Organisation, **terms: object) -> QuerySet[Grant]:
    """Its grants on these terms, refusals apart; under a lock, so that two are seen in turn."""
    Organisation.objects.select_for_update().get(pk=funder.pk)
    return Grant.objects.filter(funder=funder, **terms).exclude(state=GrantState.REFUSED.value)


def _terms(grant: Grant) -> dict[str, str]:
    """What may be corrected, in words; an unknown amount or end is an empty one."""
    words = {
        "level": FunderLevel(grant.level).label,
        "kind": SupportKind(grant.kind).label,
        "purpose": grant.purpose,
        "scheme": grant.scheme,
    }
    dates = {"since": str(grant.beginning), "until": str(grant.ending or "")}
    return {**words, **dates, "amount": "" if grant.amount is None else str(grant.amount)}
