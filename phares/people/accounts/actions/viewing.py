"""Seeing the house as another account: begun with a reason, ended, both told in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.parameters.queries import value_of
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.accounts.actions.keeping import day_of, locked
from phares.people.accounts.models import User, Viewing
from phares.people.accounts.queries import actor_of
from phares.people.accounts.rules import viewing as rules


@transaction.atomic
def start_viewing(seen: User, *, reason: str, by: Actor, now: datetime) -> Viewing:
    """From now on, for half an hour at most; what one saw before as somebody else is over."""
    day = day_of(now)
    insist(rules.why_not_view(by, actor_of(seen, day)))
    insist(None if reason.strip() else rules.NO_REASON)
    viewer = locked(User(pk=by.user_id))
    for other in Viewing.objects.filter(viewer=viewer, ended_at=None):
        end_viewing(other, now=now)
    viewing = Viewing.objects.create(
        viewer=viewer,
        seen=seen,
        reason=reason.strip(),
        started_at=now,
        until=now + timedelta(minutes=value_of("account.viewing", day)),
    )
    told = {"reason": viewing.reason, "until": viewing.until}
    record("account.viewing_started", seen, by=by, **told)
    return viewing


@transaction.atomic
def end_viewing(viewing: Viewing, *, now: datetime) -> None:
    """Once, whoever or whatever ends it; never later than it was meant to."""
    rows = Viewing.objects.select_for_update(of=("self",)).select_related("viewer", "seen")
    kept = rows.get(pk=viewing.pk)
    if kept.ended_at is not None:
        return
    kept.ended_at = max(kept.started_at, min(now, kept.until))
    kept.save(update_fields=["ended_at"])
    by = Actor(kept.viewer_id, kept.viewer.name)
    record("account.viewing_ended", kept.seen, by=by, at=kept.ended_at)


def end_viewings_past(now: datetime) -> int:
    """Those whose time is over and whose browser never came back."""
    past = list(Viewing.objects.filter(ended_at=None, until__lte=now))
    for viewing in past:
        end_viewing(viewing, now=now)
    return len(past)
