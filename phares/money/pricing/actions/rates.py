"""Setting what a stay costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, Precision, span, why_not_span
from phares.kernel.refusal import Reason, insist
from phares.money.pricing.models import Rate
from phares.money.pricing.rules.customers import Counted, Customer, Vat
from phares.money.pricing.rules.dates import (
    former,
    reopened,
    why_not_correct,
    why_not_end,
    why_not_follow,
)
from phares.money.pricing.rules.permissions import why_not_set_tariffs
from phares.money.pricing.rules.rates import Terms, why_not_terms

QUOTED = Reason(
    "quoted",
    "Une réservation a déjà reçu ce tarif : il ne se corrige ni ne se supprime. Fixez-en un "
    "nouveau, ou mettez-y fin.",
)


@dataclass(frozen=True, slots=True)
class Priced:
    """What a rate says, besides what it is for and its days."""

    terms: Terms
    payer: str = ""
    vat: Vat = Vat.NORMAL
    counted: Counted = Counted.START

    def columns(self) -> dict[str, object]:
        terms = self.terms
        return {
            "unit": terms.unit.value,
            "full": terms.full,
            "subsidy": terms.subsidy,
            "payer": self.payer.strip(),
            "least": terms.least,
            "reduced_after": terms.reduced_after,
            "reduced": terms.reduced,
            "cap": terms.cap,
            "vat": self.vat.value,
            "counted": self.counted.value,
        }


@transaction.atomic
def set_rate(
    *,
    thing: str,
    label: str,
    customer: Customer,
    priced: Priced,
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Rate:
    """A price from a day on; that of the same thing, customer and unit ends the day before."""
    insist(why_not_set_tariffs(by))
    insist(why_not_terms(priced.terms, priced.payer))
    insist(why_not_span(since, until))
    same = Rate.objects.select_for_update().filter(
        thing=thing, customer=customer.value, unit=priced.terms.unit.value
    )
    standing = list(same)
    periods = [rate.period for rate in standing]
    insist(why_not_follow(span(since, until), periods))
    if ended := former(periods, since):
        _end(next(rate for rate in standing if rate.period == ended), since)
    said = {"thing": thing, "label": label, "source": source, "illustrative": illustrative}
    rate = Rate.objects.create(
        customer=customer.value, **said, **priced.columns(), **spanning(since, until)
    )
    record("pricing.rate_set", rate, by=by, amount=rate.full, since=since)
    return rate


@transaction.atomic
def correct_rate(
    rate: Rate, priced: Priced, *, since: Dated, until: Dated | None, by: Actor, today: date
) -> Rate:
    """What was written wrong of a price nobody was told yet; the one before ends with it."""
    insist(why_not_set_tariffs(by))
    same = {
        row.pk: row
        for row in Rate.objects.select_for_update().filter(
            thing=rate.thing, customer=rate.customer, unit=rate.unit
        )
    }
    kept = same.pop(rate.pk)
    insist(QUOTED if kept.quoted else why_not_correct(kept.starts_on, today))
    insist(why_not_terms(priced.terms, priced.payer))
    insist(why_not_span(since, until))
    standing = reopened((row.period for row in same.values()), kept.starts_on)
    insist(why_not_follow(span(since, until), standing))
    before = {"amount": kept.full, "since": kept.beginning, "until": kept.ending}
    follows = [row for row in same.values() if row.ends_on == kept.starts_on]
    for row in follows:
        _end(row, min(since, kept.beginning))
    _write(kept, {**priced.columns(), **spanning(since, until)})
    for row in follows:
        _end(row, since)
    record(
        "pricing.rate_corrected", kept, by=by, amount=kept.full, since=since, until=until,
        before=before,
    )  # fmt: skip
    return kept


@transaction.atomic
def end_rate(rate: Rate, *, until: Dated, by: Actor) -> Rate:
    """A price ends and none follows; `until` is its last day."""
    insist(why_not_set_tariffs(by))
    kept = Rate.objects.select_for_update().get(pk=rate.pk)
    insist(why_not_end(kept.label, kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("pricing.rate_ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def withdraw_rate(rate: Rate, *, reopening: Rate | None, by: Actor) -> None:
    """A price that was never to be, by an import taken back; the one it ended runs again."""
    insist(why_not_set_tariffs(by))
    kept = Rate.objects.select_for_update().get(pk=rate.pk)
    insist(QUOTED if kept.quoted else None)
    kept.delete()
    if reopening is not None:
        rows = Rate.objects.filter(pk=reopening.pk)
        rows.update(ends_on=None, ends_precision=Precision.DAY.value)


def note_quoted(rates: Collection[Rate]) -> None:
    """Bookings were told these prices: from now on they stay as they are."""
    fresh = [rate.pk for rate in rates if not rate.quoted]
    if fresh:
        Rate.objects.filter(pk__in=fresh, quoted=False).update(quoted=True)


def _write(rate: Rate, columns: Mapping[str, object]) -> None:
    for column, value in columns.items():
        setattr(rate, column, value)
    rate.save()


def _end(rate: Rate, since: Dated) -> None:
    rate.ends_on, rate.ends_precision = since.day, Precision.DAY.value
    rate.save(update_fields=["ends_on", "ends_precision"])
