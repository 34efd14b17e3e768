"""Rates and hours offered: what is written, what is refused, what the database forbids."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.kernel.actor import Role
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.money.pricing.actions import (
    Ledger,
    Priced,
    consume_hours,
    correct_rate,
    end_hours,
    end_rate,
    expire_hours,
    give_hours_back,
    note_quoted,
    offer_hours,
    set_rate,
    withdraw_rate,
)
from phares.money.pricing.models import Allowance, AllowanceEntry, Rate
from phares.money.pricing.queries.hours import left_to
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.ledger import Move
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import PartyKind
from tests.parties import ANIMATOR, acting

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 11, 8, 0, tzinfo=UTC)
JANUARY, FEBRUARY = date(2016, 1, 1), date(2016, 2, 1)
HOUR = Priced(Terms(Unit.HALF_HOUR, Money(600)))


def rate(since: str = "2015", until: str | None = None, priced: Priced = HOUR, by=ANIMATOR) -> Rate:
    return set_rate(
        thing="offer:1", label="Cordouan", customer=Customer.HOUSED, priced=priced,
        since=read_dated(since), until=read_dated(until) if until else None, by=by,
    )  # fmt: skip


def house() -> Organisation:
    return Organisation.objects.create(kind=PartyKind.ORGANISATION.value, name="Terragram")


def offered(who: Organisation, since: str = "janvier 2016", minutes: int = 240) -> Allowance:
    return offer_hours(
        organisation=who, thing="kind:meeting_room", label="Salles", minutes=minutes,
        since=read_dated(since), by=ANIMATOR,
    )  # fmt: skip


def written() -> tuple[object, ...]:
    return (
        list(Rate.objects.order_by("pk").values_list("pk", "full", "starts_on", "ends_on")),
        list(Allowance.objects.order_by("pk").values_list("pk", "ends_on")),
        AllowanceEntry.objects.count(),
        Entry.objects.count(),
    )


def refused(code: str, act, *args, **options) -> None:
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before


def forbidden(name: str, act) -> None:
    before = written()
    with pytest.raises((IntegrityError, DatabaseError), match=name), transaction.atomic():
        act()
    assert written() == before


def test_a_new_price_ends_the_former():
    first, second = rate("2015"), rate("2016", priced=Priced(Terms(Unit.HALF_HOUR, Money(700))))
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (date(2016, 1, 1), None)
    assert Entry.objects.filter(verb="pricing.rate_set").count() == 2


@pytest.mark.parametrize("role", list(Role))
def test_only_the_keepers_set_prices(role):
    if role in (Role.ADMINISTRATOR, Role.ANIMATOR):
        assert rate(by=acting(role)).full == Money(600)
    else:
        refused("not-allowed", rate, by=acting(role))


def test_two_prices_of_one_thing_never_overlap():
    first = rate("2015")
    refused("overlap", rate, "2015", "2016")
    facts = {"thing": "offer:1", "customer": "housed", "unit": "half_hour", "full": Money(1),
             "subsidy": Money(0), "label": "Cordouan", "starts_on": date(2017, 1, 1)}  # fmt: skip
    forbidden("rate_one_at_a_time", lambda: Rate.objects.create(**facts))
    Rate.objects.create(**facts | {"customer": "adherent"})
    assert Rate.objects.filter(pk=first.pk, ends_on=None).exists()


def test_a_price_that_was_told_stays_and_may_end():
    told = rate("2015")
    note_quoted([told])
    told.refresh_from_db()
    refused("quoted", correct_rate, told, HOUR, since=read_dated("2015"), until=None,
            by=ANIMATOR, today=date(2014, 1, 1))  # fmt: skip
    refused("quoted", withdraw_rate, told, reopening=None, by=ANIMATOR)
    forbidden("rate_quoted_stays", told.delete)
    forbidden("rate_quoted_stays", lambda: Rate.objects.update(full=Money(1)))
    forbidden("rate_quoted_stays", lambda: Rate.objects.update(quoted=False))
    assert end_rate(told, until=read_dated("2016"), by=ANIMATOR).ends_on == date(2017, 1, 1)
    refused("already-ended", end_rate, told, until=read_dated("2017"), by=ANIMATOR)


def test_a_price_to_come_is_corrected_with_the_one_before():
    before, coming = rate("2015"), rate("2040")
    fixed = correct_rate(
        coming, Priced(Terms(Unit.HALF_HOUR, Money(650))),
        since=read_dated("mars 2040"), until=None, by=ANIMATOR, today=date(2016, 1, 1),
    )  # fmt: skip
    before.refresh_from_db()
    assert (fixed.full, before.ends_on) == (Money(650), date(2040, 3, 1))
    refused("begun", correct_rate, before, HOUR, since=read_dated("2015"), until=None,
            by=ANIMATOR, today=date(2016, 1, 1))  # fmt: skip


def test_a_price_taken_back_lets_the_former_run():
    first = rate("2015")
    second = rate("2016")
    withdraw_rate(second, reopening=first, by=ANIMATOR)
    assert list(Rate.objects.values_list("pk", "ends_on")) == [(first.pk, None)]


# -- hours offered ----------------------------------------------------------------------------


def hold(who: Organisation, minutes: int, key: str, month: date = JANUARY) -> int:
    with transaction.atomic():
        ledger = Ledger(who.pk, ["offer:1", "kind:meeting_room"], [month])
        held = ledger.hold(month, minutes, key=key, now=NOW)
        ledger.write()
    return held


def moves() -> list[tuple[str, int]]:
    return list(AllowanceEntry.objects.order_by("pk").values_list("move", "minutes"))


def free(who: Organisation, day: date = JANUARY) -> list[int]:
    return [one.free for one in left_to([who.pk], day)]


def test_hours_are_granted_held_used_and_given_back():
    who = house()
    offered(who)
    assert free(who) == [240]
    assert hold(who, 180, "booking:1") == 180
    assert hold(who, 180, "booking:2") == 60
    assert hold(who, 180, "booking:3") == 0
    assert free(who) == [0]
    assert give_hours_back(["booking:2"], now=NOW) == 1
    assert give_hours_back(["booking:2"], now=NOW) == 0
    assert consume_hours(["booking:1", "booking:2"], now=NOW) == 1
    assert (free(who), free(who, FEBRUARY)) == ([60], [240])
    assert moves() == [
        ("granted", 240), ("held", 180), ("held", 60), ("given_back", 60), ("consumed", 180),
    ]  # fmt: skip


def test_what_is_left_of_a_month_that_is_over_is_lost_once():
    who = house()
    offered(who)
    hold(who, 60, "booking:1")
    hold(who, 60, "booking:2", FEBRUARY)
    assert expire_hours(date(2016, 1, 31), now=NOW) == 0
    assert expire_hours(date(2016, 2, 1), now=NOW) == 1
    assert expire_hours(date(2016, 2, 1), now=NOW) == 0
    assert moves()[-1] == ("expired", 180)
    assert (free(who), free(who, FEBRUARY)) == ([0], [180])


def test_no_line_is_changed_nor_takes_the_balance_below_zero():
    who = house()
    given = offered(who)
    hold(who, 200, "booking:1")
    line = {"allowance": given, "month": JANUARY, "at": NOW, "key": "booking:9"}

    def write(move: Move, minutes: int, free: int, held: int) -> None:
        AllowanceEntry.objects.create(
            move=move.value, minutes=minutes, free=free, held=held, **line
        )

    forbidden("allowance_below_zero", lambda: write(Move.HELD, 41, -41, 41))
    forbidden("allowance_held_below_zero", lambda: write(Move.CONSUMED, 1, 0, -1))
    forbidden("allowance_held_below_zero", lambda: write(Move.GIVEN_BACK, 1, 1, -1))
    forbidden("allowance_entry_signs", lambda: write(Move.HELD, 1, 1, 1))
    forbidden("allowance_entry_stays", AllowanceEntry.objects.all().delete)
    forbidden("allowance_entry_stays", lambda: AllowanceEntry.objects.update(minutes=1))
    forbidden("(?i)unique|allowance_granted", lambda: write(Move.GRANTED, 1, 1, 0))


def test_hours_are_offered_by_months_and_follow_each_other():
    who = house()
    first = offered(who, "janvier 2016")
    second = offered(who, "mars 2016", 60)
    first.refresh_from_db()
    assert first.ends_on == date(2016, 3, 1)
    refused("overlap", offered, who, "mars 2016")
    refused("months", offered, who, "15/5/2016")
    refused("no-time", offered, who, "mai 2016", 0)
    refused("months", end_hours, second, until=read_dated("15/5/2016"), by=ANIMATOR)
    assert end_hours(second, until=read_dated("mai 2016"), by=ANIMATOR).ends_on == date(2016, 6, 1)
    assert hold(who, 60, "booking:1", date(2016, 6, 1)) == 0


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.MEMBER_CONTACT])
def test_only_the_keepers_offer_hours(role):
    who = house()
    refused(
        "not-allowed", offer_hours, organisation=who, thing="kind:desk", label="Postes",
        minutes=60, since=read_dated("2016"), by=acting(role),
    )  # fmt: skip
