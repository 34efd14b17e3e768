"""The day of the demonstration: it runs on from where one travelled; elsewhere it is today."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.common.clock.models import DayOfTheDemo
from phares.common.clock.queries import now
from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
OPENING = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
INSTANT = timedelta(seconds=5)


def test_without_travelling_it_is_now():
    assert abs(now() - timezone.now()) < INSTANT
    assert str(now().tzinfo) == "Europe/Paris"


def test_time_runs_on_from_the_day_travelled_to():
    travel_to(OPENING, by=THE_POLE)
    assert timedelta(0) <= now() - OPENING < INSTANT
    assert (now().day, now().hour, now().minute) == (4, 10, 30)
    travel_to(OPENING + timedelta(days=200), by=THE_POLE)
    assert now().day == 22
    assert (now().hour, now().minute) == (10, 30), "an hour of summer is not lost on the way"
    assert DayOfTheDemo.objects.count() == 1


def test_the_journal_keeps_the_real_hour():
    travel_to(OPENING, by=THE_POLE)
    line = Entry.objects.get()
    assert (line.verb, line.subject) == ("clock.travelled", "4 janvier 2016, 10 h 30")
    assert abs(line.at - timezone.now()) < INSTANT


def test_a_real_pole_does_not_travel(settings):
    settings.DEMO = False
    with pytest.raises(Refused):
        travel_to(OPENING, by=THE_POLE)
    assert not DayOfTheDemo.objects.exists()
    assert not Entry.objects.exists()


def test_a_day_left_in_the_base_of_a_real_pole_counts_for_nothing(settings):
    travel_to(OPENING, by=THE_POLE)
    settings.DEMO = False
    assert abs(now() - timezone.now()) < INSTANT
