"""Hours offered each month, and the ledger of what becomes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision, span, why_not_span
from phares.kernel.refusal import insist
from phares.money.pricing.models import Allowance, AllowanceEntry
from phares.money.pricing.rules.dates import former, why_not_end, why_not_follow
from phares.money.pricing.rules.ledger import SIGNS, Move, first_of, left, shares, why_not_allow
from phares.money.pricing.rules.permissions import why_not_set_tariffs
from phares.people.directory.models import Organisation


@transaction.atomic
def offer_hours(
    *,
    organisation: Organisation,
    thing: str,
    label: str,
    minutes: int,
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Allowance:
    """So much each month from a month on; what is not used is lost with the month."""
    insist(why_not_set_tariffs(by))
    insist(why_not_span(since, until))
    insist(why_not_allow(minutes, since, until))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    same = list(Allowance.objects.filter(organisation=organisation, thing=thing))
    periods = [row.period for row in same]
    insist(why_not_follow(span(since, until), periods))
    if ended := former(periods, since):
        row = next(row for row in same if row.period == ended)
        row.ends_on, row.ends_precision = since.day, Precision.DAY.value
        row.save(update_fields=["ends_on", "ends_precision"])
    allowance = Allowance.objects.create(
        organisation=organisation, thing=thing, label=label, minutes=minutes, source=source,
        illustrative=illustrative, **spanning(since, until),
    )  # fmt: skip
    record("pricing.hours_offered", allowance, by=by, since=since)
    return allowance


@transaction.atomic
def end_hours(allowance: Allowance, *, until: Dated, by: Actor) -> Allowance:
    """No more after this month; what is held for later stays held."""
    insist(why_not_set_tariffs(by))
    kept = Allowance.objects.select_for_update().get(pk=allowance.pk)
    insist(why_not_end(kept.label, kept.ending))
    insist(why_not_span(kept.beginning, until))
    insist(why_not_allow(kept.minutes, kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("pricing.hours_ended", kept, by=by, until=str(until))
    return kept


class Ledger:
    """The hours offered to one organisation for some things, locked until the transaction ends.

    In the caller's transaction: `hold` for each stay, then `write`.
    """

    def __init__(self, party_id: int, things: Sequence[str], months: Collection[date]) -> None:
        rows = Allowance.objects.select_for_update(of=("self",)).order_by("pk")
        found = list(rows.filter(organisation_id=party_id, thing__in=things))
        self._allowances = sorted(found, key=lambda one: things.index(one.thing))
        self._free = _free(self._allowances, months)
        self._lines: list[AllowanceEntry] = []

    def hold(self, month: date, minutes: int, *, key: str, now: datetime) -> int:
        """How many of these minutes are offered; they wait for the stay to take place."""
        running = [one for one in self._allowances if one.holds(month)]
        free = [(one.pk, left(one.minutes, self._free.get((one.pk, month)))) for one in running]
        offered = {one.pk: one.minutes for one in running}
        held = 0
        for pk, taken in shares(minutes, free):
            if (pk, month) not in self._free:
                self._lines.append(_line(pk, month, Move.GRANTED, offered[pk], "", now))
                self._free[pk, month] = offered[pk]
            self._lines.append(_line(pk, month, Move.HELD, taken, key, now))
            self._free[pk, month] -= taken
            held += taken
        return held

    def write(self) -> None:
        AllowanceEntry.objects.bulk_create(self._lines)
        self._lines = []


def _free(allowances: Iterable[Allowance], months: Collection[date]) -> dict[tuple[int, date], int]:
    """What is free by month, where something is written of it."""
    keys = [one.pk for one in allowances]
    if not keys:
        return {}
    rows = AllowanceEntry.objects.filter(allowance__in=keys, month__in=months).order_by()
    told = rows.values_list("allowance_id", "month").annotate(free=Sum("free"))
    return {(pk, month): free for pk, month, free in told}


def _line(
    allowance: int, month: date, move: Move, minutes: int, key: str, now: datetime
) -> AllowanceEntry:
    free, held = SIGNS[move]
    return AllowanceEntry(
        allowance_id=allowance, month=month, move=move.value, minutes=minutes,
        free=free * minutes, held=held * minutes, key=key, at=now,
    )  # fmt: skip


@transaction.atomic
def give_hours_back(keys: Collection[str], *, now: datetime) -> int:
    """What these stays hold may be booked again. Twice is once."""
    return _close(keys, Move.GIVEN_BACK, now)


@transaction.atomic
def consume_hours(keys: Collection[str], *, now: datetime) -> int:
    """What these stays hold is used. Twice is once."""
    return _close(keys, Move.CONSUMED, now)


def _close(keys: Collection[str], move: Move, now: datetime) -> int:
    rows = AllowanceEntry.objects.filter(key__in=keys).exclude(key="").order_by()
    concerned = rows.values_list("allowance_id", flat=True).distinct()
    known = sorted(concerned)
    if not known:
        return 0
    list(Allowance.objects.select_for_update().filter(pk__in=known).order_by("pk"))
    held = rows.values_list("allowance_id", "month", "key").annotate(held=Sum("held"))
    lines = [
        _line(pk, month, move, minutes, key, now)
        for pk, month, key, minutes in sorted(held)
        if minutes > 0
    ]
    AllowanceEntry.objects.bulk_create(lines)
    return len(lines)


@transaction.atomic
def expire_hours(today: date, *, now: datetime) -> int:
    """What is left of the months that are over is lost. Run again, it finds nothing."""
    rows = AllowanceEntry.objects.filter(month__lt=first_of(today)).order_by()
    told = rows.values_list("allowance_id", "month").annotate(free=Sum("free"))
    concerned = sorted({pk for pk, _month, _free in told.filter(free__gt=0)})
    list(Allowance.objects.select_for_update().filter(pk__in=concerned).order_by("pk"))
    sums: dict[tuple[int, date], int] = defaultdict(int)
    for pk, month, free in told.filter(allowance__in=concerned):
        sums[pk, month] = free
    lines = [
        _line(pk, month, Move.EXPIRED, free, "", now)
        for (pk, month), free in sorted(sums.items())
        if free > 0
    ]
    AllowanceEntry.objects.bulk_create(lines)
    return len(lines)
