"""What a booking would cost, and what bookings do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from phares.activities.bookings.models import Offer
from phares.activities.bookings.models_price import BookingPrice
from phares.activities.bookings.queries.standing import standing_of
from phares.activities.bookings.rules.kinds import Standing
from phares.activities.bookings.rules.pricing import Owing, customer_of, minutes_by_day
from phares.common.parameters.queries import values_over
from phares.kernel.money import Money, total
from phares.kernel.time import Month, TimeSlot
from phares.money.pricing.models import Rate
from phares.money.pricing.models.hours import KIND
from phares.money.pricing.queries.rates import HALF_DAY, VAT, chosen, rates_for, rates_on
from phares.money.pricing.rules.customers import Customer, Vat
from phares.money.pricing.rules.ledger import still_paid
from phares.money.pricing.rules.rates import Line, priced, vat_on
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Belonging, Organisation
from phares.people.directory.rules.kinds import HOUSED, BelongingRole

type Of = Callable[[date], Standing]


def key_of(offer: Offer) -> str:
    """What the rates and the hours of one offer are kept under."""
    return f"offer:{offer.pk}"


def kind_key(kind: str) -> str:
    """The same for all offers of a kind."""
    return f"{KIND}{kind}"


@dataclass(frozen=True, slots=True)
class Told:
    """A price, worked out and not yet written."""

    customer: Customer
    rates: dict[Unit, Rate]
    lines: tuple[Line, ...]
    free: int
    vat_rate: int

    @property
    def full(self) -> Money:
        return total(line.full for line in self.lines)

    @property
    def subsidy(self) -> Money:
        return total(line.subsidy for line in self.lines)

    @property
    def net(self) -> Money:
        return self.full - self.subsidy

    @property
    def vat(self) -> Money:
        return vat_on(self.net, self.vat_rate)

    @property
    def used(self) -> list[Rate]:
        """The rates of its lines; of hours offered alone, those they spare."""
        known = {rate.pk: rate for rate in self.rates.values()}
        return [known[line.key] for line in self.lines] or list(known.values())

    @property
    def payer(self) -> str:
        helped = {line.key for line in self.lines if line.subsidy}
        names = dict.fromkeys(rate.payer for rate in self.used if rate.pk in helped)
        return ", ".join(names)


class PriceBook:
    """The rates of one offer for one party: one query, two where it has rates."""

    def __init__(self, offer: Offer, party_id: int, standing: Of) -> None:
        self.things = (key_of(offer), kind_key(offer.kind))
        self.party_id, self._standing = party_id, standing
        self._rates: list[Any] = rates_for(self.things[0], party_id, self.things[1:])
        self._worth = values_over((VAT, HALF_DAY)) if self._rates else None
        self._outside: tuple[str | None, bool | None] | None = None

    def __bool__(self) -> bool:
        return bool(self._rates)

    @property
    def offers(self) -> bool:
        """Whether hours are offered to that party here."""
        return bool(self._rates) and self._rates[0].offers

    def told(self, slot: TimeSlot, booked: date, free: Callable[[int], int]) -> Told | None:
        """None without a rate. `free`: how many of so many minutes are offered."""
        local = TimeSlot(timezone.localtime(slot.start), timezone.localtime(slot.end))
        day = local.start.date()
        customer = self._customer(day)
        rates = dict(chosen(self._rates, customer, booked, day))
        terms = {unit: rate.terms for unit, rate in rates.items()}
        days, half = minutes_by_day(local), self._value(HALF_DAY, day) * 60
        if not terms or priced(days, terms, half) is None:
            return None
        offered = free(sum(days)) if any(rate.net.cents for rate in rates.values()) else 0
        lines = priced(still_paid(days, offered), terms, half) or ()
        known = {rate.pk: rate for rate in rates.values()}
        taxed = any(known[line.key].vat == Vat.NORMAL.value for line in lines)
        return Told(customer, rates, lines, offered, self._value(VAT, day) if taxed else 0)

    def in_force(self, day: date) -> list[Rate]:
        """Its rates for who books and comes that day."""
        return list(chosen(self._rates, self._customer(day), day, day).values())

    def _value(self, code: str, day: date) -> int:
        return self._worth(code, day) if self._worth else 0

    def _customer(self, day: date) -> Customer:
        standing = self._standing(day)
        if standing is not Standing.OUTSIDE:
            return customer_of(standing, None, None)
        if self._outside is None:
            rows = Organisation.objects.filter(pk=self.party_id)
            self._outside = rows.values_list("legal_form", "is_ess").first() or (None, None)
        return customer_of(standing, *self._outside)


def standings_of(party_id: int) -> Of:
    """How a party stands to the pole on any day: one query."""
    rows = list(Belonging.objects.filter(party_id=party_id, pole__is_home=True))

    def on_day(day: date) -> Standing:
        roles = {BelongingRole(row.role) for row in rows if row.holds(day)}
        if roles.intersection(HOUSED):
            return Standing.HOUSED
        return Standing.ADHERENT if BelongingRole.ADHERENT in roles else Standing.OUTSIDE

    return on_day


def prices_stand() -> bool:
    """Whether the pole has set any price at all."""
    return Rate.objects.exists()


def prices_for_own(offer: int, party_id: int, day: date) -> list[Rate]:
    """What an organisation pays of an offer that day, by unit."""
    found = Offer.objects.filter(pk=offer).first()
    book = PriceBook(found, party_id, lambda at: standing_of(party_id, at)) if found else None
    return book.in_force(day) if book else []


def prices_of(offer: Offer, day: date) -> Sequence[Rate]:
    return rates_on(key_of(offer), day)


def to_invoice(month: Month) -> QuerySet[BookingPrice]:
    """Charges of the bookings of a month that are due, and that no invoice holds yet."""
    first, last = month.period.start, month.period.end
    rows = BookingPrice.objects.filter(
        owing=Owing.DUE.value,
        booking__starts_at__date__gte=first,
        booking__starts_at__date__lt=last,
    )
    return rows.select_related("booking__party", "booking__offer").order_by("booking__starts_at")
