"""Setting what things cost."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision, span, why_not_span
from phares.kernel.money import Money
from phares.kernel.refusal import insist
from phares.money.pricing.models import Tariff
from phares.money.pricing.rules.dates import former, why_not_follow, why_not_price
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
    record("pricing.tariff_set", tariff, by=by, cents=amount.cents, since=str(since))
    return tariff


def _end(tariff: Tariff, since: Dated) -> None:
    tariff.ends_on, tariff.ends_precision = since.day, Precision.DAY.value
    tariff.save(update_fields=["ends_on", "ends_precision"])
