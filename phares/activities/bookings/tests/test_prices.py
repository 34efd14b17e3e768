"""What a booking costs: told once, due or not afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking, Offer
from phares.activities.bookings.models_price import BookingPrice
from phares.activities.bookings.queries.prices import key_of as thing_of
from phares.activities.bookings.queries.prices import kind_key, to_invoice
from phares.activities.bookings.rules.kinds import OfferKind, Rhythm, Standing
from phares.activities.bookings.rules.pricing import Owing, customer_of, minutes_by_day
from phares.activities.bookings.rules.recurring import Recurrence
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    PARIS,
    at,
    book,
    contact_of,
    rooms,
    slot,
)
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.kernel.time import Month, TimeSlot
from phares.money.pricing.actions import Priced, offer_hours, set_rate
from phares.money.pricing.models import AllowanceEntry, Rate
from phares.money.pricing.queries.hours import left_to
from phares.money.pricing.rules.customers import Counted, Customer
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Organisation

pytestmark = pytest.mark.django_db
JANUARY = date(2016, 1, 1)


def priced(what: Offer, cents: int = 600, customer: Customer = Customer.ANYBODY, **more) -> Rate:
    facts: dict[str, Any] = {
        "since": "2015",
        "counted": Counted.START,
        "subsidy": 0,
        "payer": "",
    } | more
    terms = Terms(Unit.HALF_HOUR, Money(cents), Money(facts["subsidy"]))
    return set_rate(
        thing=thing_of(what), label=what.name, customer=customer,
        priced=Priced(terms, facts["payer"], counted=facts["counted"]),
        since=read_dated(facts["since"]), by=ANIMATOR,
    )  # fmt: skip


def offered(who: Organisation, minutes: int = 120) -> None:
    offer_hours(
        organisation=who, thing=kind_key(OfferKind.MEETING_ROOM), label="Salles", minutes=minutes,
        since=read_dated("2016"), by=ANIMATOR,
    )  # fmt: skip


def price(booking: Booking) -> BookingPrice:
    return BookingPrice.objects.get(booking=booking)


def free(who: Organisation) -> int:
    return left_to([who.pk], JANUARY)[0].free


def said(booking: Booking) -> str:
    return price(booking).explained.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("case", "standing", "form", "social", "customer"),
    [
        ("housed", Standing.HOUSED, None, None, Customer.HOUSED),
        ("adherent", Standing.ADHERENT, "company", None, Customer.ADHERENT),
        ("an association", Standing.OUTSIDE, "association", None, Customer.SOCIAL),
        ("one that says it is not", Standing.OUTSIDE, "association", False, Customer.OTHER),
        ("a company that says it is", Standing.OUTSIDE, "company", True, Customer.SOCIAL),
        ("a company", Standing.OUTSIDE, "company", None, Customer.OTHER),
        ("a person", Standing.OUTSIDE, None, None, Customer.OTHER),
    ],
)
def test_whose_price_one_pays(case, standing, form, social, customer):
    assert customer_of(standing, form, social) is customer, case


def test_minutes_are_those_of_the_watch_on_each_day_of_the_wall():
    def local(stay: TimeSlot) -> TimeSlot:
        return TimeSlot(stay.start.astimezone(PARIS), stay.end.astimezone(PARIS))

    assert minutes_by_day(local(slot(14, 16))) == [120]
    assert minutes_by_day(local(TimeSlot(at(22), at(2, day=13)))) == [120, 120]
    summer = TimeSlot(at(0, day=27, month=3), at(4, day=27, month=3))
    assert minutes_by_day(local(summer)) == [180]


def test_a_booking_is_told_its_price():
    house = rooms()
    rate = priced(house.cordouan)
    booking = book(house.cordouan, house.resident, slot(14, 17))
    told = price(booking)
    assert (told.net, told.vat, told.with_vat) == (Money(3600), Money(720), Money(4320))
    assert (told.rate, told.owing, told.booked_on) == (rate, Owing.AFTER, NOW.date())
    assert said(booking) == "3 h × 12,00 € = 36,00 € ; 7,20 € de TVA en plus."
    rate.refresh_from_db()
    assert rate.quoted


def test_where_no_rate_stands_nothing_is_told():
    house = rooms()
    offered(house.resident)
    book(house.cordouan, house.resident, slot(14, 17))
    assert not BookingPrice.objects.exists()
    assert free(house.resident) == 120


def test_each_kind_of_customer_has_its_price_and_the_rest_that_of_everybody():
    house = rooms()
    priced(house.cordouan, 900)
    priced(house.cordouan, 600, Customer.ADHERENT)
    priced(house.cordouan, 700, Customer.SOCIAL)
    told = [
        price(book(house.cordouan, who, slot(hour, hour + 1))).net.cents
        for who, hour in ((house.resident, 9), (house.adherent, 10), (house.outsider, 11))
    ]
    assert told == [1800, 1200, 1400]


def test_a_subsidy_is_told_with_who_pays_it():
    house = rooms()
    priced(house.cordouan, 600, subsidy=250, payer="Plaine Commune")
    booking = book(house.cordouan, house.resident, slot(14, 15))
    told = price(booking)
    assert (told.full, told.subsidy, told.net) == (Money(1200), Money(500), Money(700))
    assert "5,00 € pris en charge par Plaine Commune" in said(booking)


@pytest.mark.parametrize(("counted", "cents"), [(Counted.START, 1800), (Counted.BOOKING, 1200)])
def test_a_new_price_holds_from_the_day_one_comes_or_the_day_one_books(counted, cents):
    house = rooms()
    priced(house.cordouan, 600)
    priced(house.cordouan, 900, since="12/1/2016", counted=counted)
    booking = book(house.cordouan, house.resident, slot(14, 15))
    assert price(booking).net == Money(cents)


def test_two_of_three_hours_are_offered():
    house = rooms()
    priced(house.cordouan)
    offered(house.resident)
    booking = book(house.cordouan, house.resident, slot(14, 17))
    told = price(booking)
    assert (told.free_minutes, told.net, free(house.resident)) == (120, Money(1200), 0)
    assert said(booking).startswith("1 h × 12,00 € = 12,00 € ; 2 h sur les heures offertes")
    other = book(house.planier, house.resident, slot(14, 15))
    assert not BookingPrice.objects.filter(booking=other).exists()


def test_a_refused_booking_burns_no_hour():
    house = rooms()
    priced(house.cordouan)
    offered(house.adherent)
    book(house.cordouan, house.resident, slot(14, 16))
    with pytest.raises(Refused):
        book(house.cordouan, house.adherent, slot(15, 17))
    assert (free(house.adherent), AllowanceEntry.objects.count()) == (120, 0)
    assert BookingPrice.objects.count() == 1


def test_moved_it_is_priced_again_by_the_same_rule():
    house = rooms()
    priced(house.cordouan)
    priced(house.north, 1000)
    offered(house.resident)
    booking = book(house.cordouan, house.resident, slot(14, 17))
    mine: dict[str, Any] = {"by": contact_of(house.resident), "now": NOW}
    actions.move_booking(booking, slot(9, 10), **mine)
    assert (price(booking).net, free(house.resident)) == (Money(0), 60)
    actions.move_booking(booking, slot(9, 13), offer=house.north, **mine)
    assert (price(booking).net, free(house.resident)) == (Money(4000), 0)
    actions.move_booking(booking, slot(9, 13), offer=house.planier, **mine)
    assert not BookingPrice.objects.exists()
    assert free(house.resident) == 120


@pytest.mark.parametrize(
    ("case", "hours", "desk", "owing", "left"),
    [
        ("in time", 48, False, Owing.NOTHING, 120),
        ("too late", 2, False, Owing.DUE, 0),
        ("by the desk", 2, True, Owing.NOTHING, 120),
    ],
)
def test_cancelled(case, hours, desk, owing, left):
    house = rooms()
    priced(house.cordouan)
    offered(house.resident)
    booking = book(house.cordouan, house.resident, slot(14, 17, day=15))
    when = booking.starts_at - timedelta(hours=hours)
    by = ANIMATOR if desk else contact_of(house.resident)
    actions.cancel_booking(booking, by=by, now=when)
    assert (price(booking).owing, free(house.resident)) == (owing, left), case
    assert to_invoice(Month(2016, 1)).count() == (owing is Owing.DUE)


def test_refused_or_unanswered_nothing_is_due():
    house = rooms()
    priced(house.hall)
    offered(house.resident)
    asked = book(house.hall, house.resident, slot(14, 16))
    assert free(house.resident) == 0
    actions.refuse_booking(asked, reason="Travaux", by=ANIMATOR, now=NOW)
    late = book(house.hall, house.resident, slot(14, 16))
    actions.settle_past(at(20))
    assert [price(one).owing for one in (asked, late)] == [Owing.NOTHING] * 2
    assert free(house.resident) == 120


def test_over_or_missed_it_is_due_once():
    house = rooms()
    priced(house.cordouan)
    offered(house.resident)
    came = book(house.cordouan, house.resident, slot(10, 12))
    missed = book(house.cordouan, house.resident, slot(14, 16))
    actions.note_absence(missed, by=ANIMATOR, now=at(14, 30))
    for _ in range(2):
        actions.settle_past(at(20))
    assert [price(one).owing for one in (came, missed)] == [Owing.NOTHING, Owing.DUE]
    used = AllowanceEntry.objects.filter(move="consumed").values_list("minutes", flat=True)
    assert list(used) == [120]
    (charge,) = to_invoice(Month(2016, 1))
    assert (charge.booking, charge.net) == (missed, Money(2400))


def test_a_series_is_priced_in_one_look():
    house = rooms()
    priced(house.cordouan)
    offered(house.resident)
    weeks = [slot(9, 10, day=day) for day in (12, 13, 14, 15)]
    asked: dict[str, Any] = {
        "offer": house.cordouan, "party": house.resident, "by": ANIMATOR, "now": NOW,
    }  # fmt: skip
    with CaptureQueriesContext(connection) as few:
        actions.book_repeatedly(slots=weeks[:2], **asked)
    with CaptureQueriesContext(connection) as many:
        actions.book_repeatedly(slots=[slot(11, 12, day=day) for day in range(12, 16)], **asked)
    assert len(many) <= len(few)
    assert [one.net.cents for one in BookingPrice.objects.order_by("pk")] == [0, 0] + [1200] * 4


def test_what_recurs_is_priced_moved_and_given_back():
    """Two hours are offered in January: three Tuesdays of an hour, the third is paid."""
    house = rooms()
    priced(house.cordouan)
    offered(house.resident)
    tuesdays = Recurrence(Rhythm.WEEKLY, date(2016, 1, 12), date(2016, 1, 26))
    mine: dict[str, Any] = {"by": contact_of(house.resident), "now": NOW}
    plan = actions.Plan(house.cordouan, house.resident, tuesdays, 9 * 60, 10 * 60)
    series = actions.book_series(plan, **mine)
    assert nets() == [0, 0, 1200]
    assert free(house.resident) == 0
    longer: dict[str, Any] = {"start": 9 * 60, "end": 11 * 60, "last": tuesdays.last}
    actions.change_series(series, since=tuesdays.first, **longer, **mine)
    assert nets() == [0, 2400, 2400]
    actions.cancel_series(series, since=tuesdays.first, **mine)
    owing = BookingPrice.objects.values_list("owing", flat=True)
    assert (set(owing), free(house.resident)) == ({Owing.NOTHING}, 120)


def nets() -> list[int]:
    return sorted(one.net.cents for one in BookingPrice.objects.all())


@pytest.mark.parametrize(("hours", "more"), [(False, 2), (True, 5)])
def test_a_price_asks_three_queries_and_three_more_with_hours(hours, more):
    """The first is asked of a room without a rate too."""
    house = rooms()
    with CaptureQueriesContext(connection) as plain:
        book(house.planier, house.resident, slot(9, 10))
    priced(house.cordouan)
    if hours:
        offered(house.resident, 600)
    book(house.cordouan, house.resident, slot(9, 10))
    with CaptureQueriesContext(connection) as asked:
        book(house.cordouan, house.resident, slot(14, 15))
    assert len(asked) == len(plain) + more


def test_the_database_holds_the_sums():
    house = rooms()
    rate = priced(house.cordouan)
    told = price(book(house.cordouan, house.resident, slot(14, 17)))
    for name, change in (
        ("booking_price_adds_up", {"full": Money(1)}),
        ("booking_price_has_a_rate", {"rate": None}),
        ("booking_price_due_is_some", {"owing": "due", "net": Money(0), "full": Money(0)}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            BookingPrice.objects.filter(pk=told.pk).update(**change)
    assert price(told.booking).rate == rate
