"""Occupation agreements: signed, ended, renewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.db import transaction
from django.db.models import Q

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.common.numbering.actions import next_number
from phares.cooperative.assets.actions import occupy, release
from phares.cooperative.assets.queries import midnight
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.actions.facts import Line, Terms
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.queries.letting import whys_not_sign
from phares.cooperative.premises.rules import letting, numbers, permissions
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation, Party


@transaction.atomic
def sign_lease(
    *,
    occupant: Party,
    lessor: Organisation,
    lines: Sequence[Line],
    start: Dated,
    by: Actor,
    end: Dated | None = None,
    renews: Lease | None = None,
    number: str = "",
    **terms: Unpack[Terms],
) -> Lease:
    """From `start` to `end` included the occupant has these spaces, from midnight, Paris time.

    Numbered in the year it begins, unless it has a number of its own. Two agreements on one space:
    refused, with who and until when.
    """
    insist(permissions.why_not(permissions.may_let(by)))
    insist(next(iter(whys_not_sign(lines, start.day, end.after if end else None)), None))
    lease = Lease.objects.create(
        number=_numbered(number, f"C-{start.day.year}"),
        occupant=occupant,
        lessor=lessor,
        renews=renews,
        **spanning(start, end),
        **terms,
    )
    take_spaces(lease, lines, by)
    record("lease.signed", lease, by=by, start=start, until=end)
    return lease


def _numbered(own: str, series: str) -> str:
    """Its own number, or the next one of the pole."""
    if not own:
        return next_number(series)
    following = next_number(series) if numbers.SERIES.fullmatch(own) else ""
    insist(numbers.why_not_number(own, following, Lease.objects.filter(number=own).exists()))
    return own


def take_spaces(lease: Lease, lines: Sequence[Line], by: Actor) -> None:
    """Writes the lines and takes the spaces, from midnight to midnight."""
    LeaseLine.objects.bulk_create(
        LeaseLine(lease=lease, space=space, surface_m2=m2) for space, m2 in lines
    )
    occupy(
        assets=[space for space, _m2 in lines],
        holder=lease.occupant,
        taking=Taking.LEASE,
        key=lease.key,
        start=midnight(lease.starts_on),
        end=midnight(lease.ends_on) if lease.ends_on else None,
        by=by,
    )


@transaction.atomic
def end_lease(
    lease: Lease, *, last_day: Dated, noticed_on: date | None, by: Actor, agreed: bool = False
) -> Lease:
    """Ends an agreement before its term, after its notice, and frees its spaces the day after.

    One that has not begun by `last_day` is cancelled, and what it renewed may be renewed again.
    `agreed`: both sides accept a shorter notice, or one given nobody knows when.
    """
    insist(permissions.why_not(permissions.may_let(by)))
    lease, out = Lease.objects.select_for_update().get(pk=lease.pk), last_day.after
    notice = letting.Notice(noticed_on, lease.notice_months, agreed)
    insist(letting.why_not_end(LeaseState(lease.state), lease.period, out, notice))
    lease.noticed_on = noticed_on
    if out <= lease.starts_on:
        lease.state, lease.renews, out = LeaseState.CANCELLED.value, None, lease.starts_on
    else:
        lease.term_on, lease.term_precision = lease.ends_on, lease.ends_precision
        lease.state, lease.ends_on = LeaseState.ENDED.value, out
        lease.ends_precision = last_day.precision.value
    lease.save()
    release(lease.key, midnight(out), by=by)
    record("lease.ended", lease, by=by, last_day=last_day, agreed=agreed)
    return lease


@transaction.atomic
def void_lease(lease: Lease, *, by: Actor) -> Lease:
    """An agreement that never was: cancelled from its first day, its number stays given.

    A number of its own, that the pole did not give, is free again.

    For an import that is taken back, which looked whether anything rests on it, and says it.
    """
    insist(permissions.why_not(permissions.may_let(by)))
    lease = Lease.objects.select_for_update().get(pk=lease.pk)
    lease.state, lease.renews = LeaseState.CANCELLED.value, None
    if not numbers.SERIES.fullmatch(lease.number):
        lease.number = f"annulée-{lease.pk}"
    lease.save(update_fields=["state", "renews", "number"])
    release(lease.key, midnight(lease.starts_on), by=by)
    return lease


@transaction.atomic
def end_leases_of(occupant_id: int, last_day: Dated, by: Actor) -> None:
    """Who leaves the pole gives its spaces back the same day, without notice; the latest first."""
    insist(permissions.why_not(permissions.may_let(by)))
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=last_day.after)
    rows = Lease.objects.filter(lasts, occupant_id=occupant_id, state=LeaseState.ACTIVE.value)
    for lease in rows.order_by("-starts_on", "-pk"):
        end_lease(lease, last_day=last_day, noticed_on=None, agreed=True, by=by)


@transaction.atomic
def renew_lease(lease: Lease, *, by: Actor, end: Dated | None = None) -> Lease:
    """A new agreement on the same spaces, from the day the first one ends."""
    insist(permissions.why_not(permissions.may_let(by)))
    lease = Lease.objects.select_for_update().get(pk=lease.pk)
    renewal = Lease.objects.filter(renews=lease).first()
    insist(
        letting.why_not_renew(
            lease.number, LeaseState(lease.state), lease.ends_on, renewal.number if renewal else ""
        )
    )
    assert lease.ends_on is not None
    lines = [(line.space, line.surface_m2) for line in lease.lines.select_related("space__floor")]
    return sign_lease(
        occupant=lease.occupant,
        lessor=lease.lessor,
        lines=lines,
        start=Dated(lease.ends_on),
        end=end,
        notice_months=lease.notice_months,
        renews=lease,
        by=by,
    )
