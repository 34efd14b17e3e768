"""A series is booked, retried, changed and cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions
from phares.activities.bookings.actions import Plan
from phares.activities.bookings.models import Booking, Occurrence, Series
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.caps import Cap
from phares.activities.bookings.rules.kinds import CapEvery, CapMeasure, CapScope, Rhythm
from phares.activities.bookings.rules.recurring import Recurrence
from phares.activities.bookings.tests.factories import (
    ANIMATOR,
    NOW,
    OPENED,
    Rooms,
    book,
    contact_of,
    rooms,
    slot,
)
from phares.common.audit.models import Entry
from phares.cooperative.assets.models import Occupation
from phares.kernel.actor import Role
from phares.kernel.refusal import Refused
from tests.parties import acting

pytestmark = pytest.mark.django_db
TUESDAYS = Recurrence(Rhythm.WEEKLY, date(2016, 1, 12), date(2016, 2, 9))
"""Five of them."""


def plan(house: Rooms, recurrence: Recurrence = TUESDAYS, **other: Any) -> Plan:
    return replace(Plan(house.cordouan, house.adherent, recurrence, 14 * 60, 16 * 60), **other)


def made(house: Rooms, recurrence: Recurrence = TUESDAYS, **other: Any) -> Series:
    told = plan(house, recurrence, **other)
    return actions.book_series(told, by=contact_of(told.party), now=NOW)  # type: ignore[arg-type]


def told(series: Series) -> list[tuple[str, str, str]]:
    """Each date, what became of it, when: « 01-12 confirmed 14 »."""
    rows = series.dates.select_related("booking").order_by("day")
    return [
        (f"{one.day:%m-%d}", one.booking.state, f"{one.booking.starts_at:%H}")
        if one.booking else (f"{one.day:%m-%d}", one.state, one.why) for one in rows
    ]  # fmt: skip


def written():
    return (
        list(Booking.objects.order_by("pk").values_list("pk", "state", "starts_at")),
        list(Occupation.objects.order_by("pk").values_list("pk", "state", "starts_at")),
        list(Occurrence.objects.order_by("pk").values_list("pk", "series", "state", "reason")),
        list(Series.objects.values_list("pk", "last_on")),
        Entry.objects.count(),
    )


def refused(code, act, /, *args, **options) -> str:
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before
    return caught.value.reason.sentence


def test_the_dates_that_may_be_had_are_booked_the_others_are_listed():
    house = rooms()
    book(house.cordouan, house.resident, slot(15, 17, day=19))
    actions.close_days(label="Travaux", first=date(2016, 2, 2), last=date(2016, 2, 2), by=ANIMATOR)
    series = made(house)
    assert told(series) == [
        ("01-12", "confirmed", "13"), ("01-19", "skipped", "taken"), ("01-26", "confirmed", "13"),
        ("02-02", "skipped", "closed"), ("02-09", "confirmed", "13"),
    ]  # fmt: skip
    reasons = dict(series.dates.values_list("day", "reason"))
    assert "Terragram" in reasons[date(2016, 1, 19)]
    assert "Travaux" in reasons[date(2016, 2, 2)]
    assert Entry.objects.filter(verb="booking.series_made").count() == 1


def test_what_is_foreseen_is_what_is_written():
    house = rooms()
    book(house.cordouan, house.resident, slot(15, 17, day=19))
    one = plan(house)
    before = written()
    seen = actions.foresee_series(one, by=contact_of(house.adherent), now=NOW)
    assert written() == before
    assert [(date.day.day, date.reason and date.reason.code) for date in seen] == [
        (12, None), (19, "taken"), (26, None), (2, None), (9, None),
    ]  # fmt: skip
    series = made(house)
    skipped = series.dates.get(booking=None)
    assert seen[1].reason is not None
    assert skipped.reason == seen[1].reason.sentence


def test_dates_of_public_holidays_and_beyond_the_delay_are_skipped():
    house = rooms()
    house.cordouan.ahead_days = 400
    house.cordouan.save()
    mondays = Recurrence(Rhythm.WEEKLY, date(2016, 3, 21), date(2016, 4, 4))
    assert [row[2] for row in told(made(house, mondays))] == ["13", "closed", "12"]
    house.cordouan.ahead_days = 10
    house.cordouan.save()
    assert [row[2] for row in told(made(house))] == ["13", "13", "rules", "rules", "rules"]


def test_a_cap_counts_the_dates_before():
    house = rooms()
    cap = Cap(CapScope.ORGANISATION, CapMeasure.BOOKINGS, CapEvery.MONTH, 2)
    actions.set_cap(cap, start=OPENED, by=ANIMATOR)
    whys = [row[2] for row in told(made(house))]
    assert whys == ["13", "13", "rules", "13", "13"]


def test_no_date_at_all_is_refused():
    house = rooms()
    book(house.cordouan, house.resident, slot(15, 17))
    one_day = Recurrence(Rhythm.WEEKLY, date(2016, 1, 12), date(2016, 1, 12))
    sentence = refused("taken", made, house, one_day)
    assert "Terragram" in sentence


@pytest.mark.parametrize(
    ("change", "code"),
    [({"last": None}, "no-end"), ({"last": date(2016, 1, 1)}, "dates"),
     ({"rhythm": Rhythm.DAILY, "last": date(2019, 1, 1)}, "too-many-dates")],
)  # fmt: skip
def test_a_series_that_cannot_be(change, code):
    refused(code, made, rooms(), replace(TUESDAYS, **change))


def test_nobody_books_changes_or_cancels_for_another():
    house = rooms()
    series, other = made(house), contact_of(house.resident)
    refused("forbidden", actions.book_series, plan(house), by=other, now=NOW)
    since = {"since": date(2016, 1, 12), "by": other, "now": NOW}
    refused("forbidden", actions.cancel_series, series, **since)
    to = {"start": 540, "end": 600, "last": series.last_on}
    refused("forbidden", actions.change_series, series, **since, **to)
    date_of = series.dates.first()
    refused("forbidden", actions.retry_occurrence, date_of, by=other, now=NOW)


def test_a_skipped_or_cancelled_date_is_had_later():
    house = rooms()
    taken, me = book(house.cordouan, house.resident, slot(15, 17, day=19)), house.adherent
    series = made(house)
    missing = series.dates.get(day=date(2016, 1, 19))
    asked: dict[str, Any] = {"by": contact_of(me), "now": NOW}
    refused("taken", actions.retry_occurrence, missing, **asked)
    actions.cancel_booking(taken, by=ANIMATOR, now=NOW)
    actions.retry_occurrence(missing, **asked)
    refused("standing", actions.retry_occurrence, missing, **asked)
    first = series.dates.get(day=date(2016, 1, 12))
    assert first.booking is not None
    actions.cancel_booking(first.booking, **asked)
    actions.retry_occurrence(first, **asked)
    assert [row[1] for row in told(series)] == ["confirmed"] * 5


def test_this_and_the_following_are_cancelled_and_stay_listed():
    house = rooms()
    series, by = made(house), contact_of(house.adherent)
    count = actions.cancel_series(series, since=date(2016, 1, 26), by=by, now=NOW, reason="Fini")
    assert count == 3
    assert [row[1] for row in told(series)] == ["confirmed"] * 2 + ["cancelled"] * 3
    book(house.cordouan, house.resident, slot(14, 16, day=26))
    refused("nothing-left", actions.cancel_series, series, since=date(2016, 1, 26), by=by, now=NOW)


def changed(series: Series, since: date, start: int, end: int, last: date | None = None) -> Series:
    return actions.change_series(
        series, since=since, start=start * 60, end=end * 60, last=last or series.last_on,
        by=contact_of(series.party), now=NOW,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_date_whose_new_hours_are_taken_keeps_its_own():
    house = rooms()
    series = made(house)
    theirs = book(house.cordouan, house.resident, slot(16, 18, day=19))
    changed(series, date(2016, 1, 12), 15, 17)
    assert [row[2] for row in told(series)] == ["14", "13", "14", "14", "14"]
    assert "Terragram" in series.dates.get(day=date(2016, 1, 19)).reason
    theirs.refresh_from_db()
    assert theirs.state == "confirmed"
    assert Occupation.objects.filter(state="active").count() == 6


def test_the_following_become_a_series_of_their_own():
    house = rooms()
    series = made(house)
    after = changed(series, date(2016, 1, 26), 9, 11)
    series.refresh_from_db()
    assert [row[2] for row in told(series)] == ["13", "13"]
    assert [row[2] for row in told(after)] == ["08", "08", "08"]
    assert (series.last_on, after.first_on) == (date(2016, 1, 25), date(2016, 1, 26))


def test_a_series_is_made_longer_and_shorter():
    house = rooms()
    series = made(house)
    changed(series, date(2016, 1, 12), 14, 16, date(2016, 2, 23))
    assert [row[1] for row in told(series)] == ["confirmed"] * 7
    changed(series, date(2016, 1, 12), 14, 16, date(2016, 1, 31))
    assert [row[1] for row in told(series)] == ["confirmed"] * 3 + ["cancelled"] * 4


def test_dates_that_follow_each_other_are_moved_over_their_own_hours():
    """Every day from nine to eleven becomes ten to twelve: none stands in another’s way."""
    house = rooms()
    days = Recurrence(Rhythm.DAILY, date(2016, 1, 12), date(2016, 1, 15))
    series = made(house, days, start=9 * 60, end=11 * 60)
    changed(series, date(2016, 1, 12), 10, 12)
    assert [row[2] for row in told(series)] == ["09"] * 4
    assert Occupation.objects.filter(state="active").count() == 4


def test_the_same_form_twice_is_one_series():
    house, by = rooms(), acting(Role.ANIMATOR)
    asked: dict[str, Any] = {"by": by, "now": NOW, "request_key": "k"}
    first = actions.book_series(plan(house), **asked)
    assert actions.book_series(plan(house), **asked) == first
    later = actions.book_series(plan(house, start=17 * 60, end=18 * 60), **asked)
    assert Series.objects.count() == 2
    assert later != first


@pytest.mark.parametrize("change", [{"state": "skipped"}, {"booking": None}, {"why": "taken"}])
def test_the_database_refuses_a_date_that_is_neither(change):
    date_of = made(rooms()).dates.get(day=date(2016, 1, 12))
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=date_of.pk).update(**change)


def test_a_year_of_days_asks_no_more_than_five_dates():
    house = rooms()

    def cost(last: date, number: int) -> int:
        one = plan(house, Recurrence(Rhythm.DAILY, date(2016, 1, 12), last))
        one = replace(one, start=(9 + number) * 60, end=(10 + number) * 60, wish=Wish(people=3))
        with CaptureQueriesContext(connection) as asked:
            actions.book_series(one, by=contact_of(house.adherent), now=NOW)
        plain = [row["sql"] for row in asked]
        return sum(not sql.startswith(("SAVEPOINT", "RELEASE", "INSERT")) for sql in plain)

    assert cost(date(2016, 1, 16), 0) == cost(date(2016, 12, 31), 2) <= 15
