"""Setting what things cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision, span, why_not_span
from phares.kernel.money import Money
from phares.kernel.refusal import insist
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.dates import (
    former,
    reopened,
    why_not_correct,
    why_not_end,
    why_not_follow,
    why_not_price,
)
from phares.money.pricing.rules.naming import code_of, why_not_label
from phares.money.pricing.rules.permissions import why_not_set_tariffs
from phares.money.pricing.rules.units import Unit


@transaction.atomic
def set_tariff(
    *,
    code: str,
    label: str,
    unit: Unit,
    amount: Money,
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Tariff:
    """A price from a day on; the price that was open ends the day before."""
    insist(why_not_set_tariffs(by))
    insist(why_not_price(amount))
    insist(why_not_span(since, until))
    standing = list(Tariff.objects.select_for_update().filter(code=code))
    periods = [tariff.period for tariff in standing]
    insist(why_not_follow(span(since, until), periods))
    if ended := former(periods, since):
        _end(next(tariff for tariff in standing if tariff.period == ended), since)
    said = {"code": code, "label": label, "source": source, "illustrative": illustrative}
    tariff = Tariff.objects.create(unit=unit.value, amount=amount, **said, **spanning(since, until))
    record("pricing.tariff_set", tariff, by=by, amount=amount, since=since)
    return tariff


@transaction.atomic
def add_tariff(
    *,
    label: str,
    unit: Unit,
    amount: Money,
    since: Dated,
    until: Dated | None = None,
    by: Actor,
) -> Tariff:
    """A thing that had no price has one; its code is made from its name."""
    insist(why_not_set_tariffs(by))
    known = list(Tariff.objects.values_list("label", "code"))
    insist(why_not_label(label, [name for name, _ in known]))
    code = code_of(label, {code for _, code in known})
    return set_tariff(
        code=code, label=label.strip(), unit=unit, amount=amount, since=since, until=until, by=by
    )


@transaction.atomic
def change_price(
    tariff: Tariff, *, amount: Money, since: Dated, until: Dated | None = None, by: Actor
) -> Tariff:
    """The same thing, by the same unit, costs something else from a day on."""
    return set_tariff(
        code=tariff.code,
        label=tariff.label,
        unit=Unit(tariff.unit),
        amount=amount,
        since=since,
        until=until,
        by=by,
    )


@transaction.atomic
def end_tariff(tariff: Tariff, *, until: Dated, by: Actor) -> Tariff:
    """A price ends and none follows; `until` is its last day."""
    insist(why_not_set_tariffs(by))
    kept = Tariff.objects.select_for_update().get(pk=tariff.pk)
    insist(why_not_end(kept.label, kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("pricing.tariff_ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def withdraw_tariff(tariff: Tariff, *, reopening: Tariff | None, by: Actor) -> None:
    """A price that was never to be; the one that it ended, if any, runs again.

    For an import that is taken back, which looked whether anything rests on it, and says it.
    """
    insist(why_not_set_tariffs(by))
    same = {row.pk: row for row in Tariff.objects.select_for_update().filter(code=tariff.code)}
    same[tariff.pk].delete()
    if reopening is not None and reopening.pk in same:
        kept = same[reopening.pk]
        kept.ends_on, kept.ends_precision = None, Precision.DAY.value
        kept.save(update_fields=["ends_on", "ends_precision"])


@transaction.atomic
def correct_tariff(
    tariff: Tariff,
    *,
    label: str,
    amount: Money,
    since: Dated,
    until: Dated | None,
    by: Actor,
    today: date,
) -> Tariff:
    """What was written wrong of a price nobody was asked yet; the one before ends with it."""
    insist(why_not_set_tariffs(by))
    same = {row.pk: row for row in Tariff.objects.select_for_update().filter(code=tariff.code)}
    kept = same.pop(tariff.pk)
    insist(why_not_correct(kept.starts_on, today))
    elsewhere = Tariff.objects.exclude(code=kept.code).values_list("label", flat=True)
    insist(why_not_label(label, elsewhere))
    insist(why_not_price(amount))
    insist(why_not_span(since, until))
    standing = reopened((row.period for row in same.values()), kept.starts_on)
    insist(why_not_follow(span(since, until), standing))
    before = _written(kept)
    _move(kept, same.values(), since, until)
    kept.label, kept.amount = label.strip(), amount
    kept.save()
    record("pricing.tariff_corrected", kept, by=by, **_written(kept), before=before)
    return kept


def _move(kept: Tariff, others: Iterable[Tariff], since: Dated, until: Dated | None) -> None:
    """The price that ended where this one began makes room first, then ends where it begins."""
    follows = [row for row in others if row.ends_on == kept.starts_on]
    for row in follows:
        _end(row, min(since, kept.beginning))
    for column, value in spanning(since, until).items():
        setattr(kept, column, value)
    kept.save()
    for row in follows:
        _end(row, since)


def _written(tariff: Tariff) -> dict[str, object]:
    """What is written of a price, for the journal."""
    return {"amount": tariff.amount, "since": tariff.beginning, "until": tariff.ending}


def _end(tariff: Tariff, since: Dated) -> None:
    tariff.ends_on, tariff.ends_precision = since.day, Precision.DAY.value
    tariff.save(update_fields=["ends_on", "ends_precision"])
