"""Whose price a booking pays, the minutes of each of its days, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from phares.activities.bookings.rules.kinds import Standing
from phares.activities.bookings.rules.local import minutes_of
from phares.kernel.lifecycle import Labelled
from phares.kernel.time import TimeSlot
from phares.money.pricing.rules.customers import Customer
from phares.people.directory.rules.kinds import LegalForm

SOCIAL = {
    LegalForm.ASSOCIATION, LegalForm.FOUNDATION, LegalForm.MUTUAL, LegalForm.INFORMAL,
    LegalForm.SCIC, LegalForm.SCOP,
}  # fmt: skip
"""Law 2014-856 on the social economy, article 1; a company says itself whether it is of it."""
OF_THE_HOUSE = {Standing.HOUSED: Customer.HOUSED, Standing.ADHERENT: Customer.ADHERENT}


class Owing(Labelled):
    """What becomes of the price of a booking."""

    AFTER = "after", "dû une fois le jour venu"
    DUE = "due", "à facturer"
    NOTHING = "nothing", "rien n’est dû"


def customer_of(standing: Standing, legal_form: str | None, social: bool | None) -> Customer:
    """`legal_form`: None for a person. `social`: what an organisation says of itself."""
    if standing in OF_THE_HOUSE:
        return OF_THE_HOUSE[standing]
    known = legal_form in {form.value for form in SOCIAL}
    return Customer.SOCIAL if social or (known and social is None) else Customer.OTHER


def minutes_by_day(local: TimeSlot) -> list[int]:
    """`local` in the time of the pole; minutes by the watch on each day of the wall."""
    found: list[int] = []
    start = local.start
    while start < local.end:
        midnight = (start + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        end = min(midnight, local.end)
        found.append(minutes_of(TimeSlot(start, end)))
        start = end
    return found


def hours_before(start: datetime, now: datetime) -> float:
    return (start - now) / timedelta(hours=1)
