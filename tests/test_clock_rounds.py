"""Rounds of the clock: what is due is done, what fails is told and does not stop the rest."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from phares.common.audit.models import Entry
from phares.common.clock.actions import confirm_jump
from phares.common.health.alerts import for_actor
from phares.config.commands.clock import Clock
from phares.config.failures import Failure
from phares.config.schedule import Job
from phares.kernel.actor import THE_POLE

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 7, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_what_is_done_is_told_at_the_hour_of_paris(capsys):
    Clock([Job("lettres parties", HOUR, lambda now: 3)]).round(NOW)
    assert capsys.readouterr().err == "11:30 lettres parties : 3\n"


def test_a_job_waits_for_its_time(capsys):
    moments = []
    clock = Clock([Job("rien", HOUR, lambda now: moments.append(now) or 0)])
    for minutes in (0, 59, 60):
        clock.round(NOW + timedelta(minutes=minutes))
    assert moments == [NOW, NOW + HOUR]
    assert capsys.readouterr().err == ""


def refused(now: datetime) -> int:
    raise Failure("le disque est plein.")


def broken(now: datetime) -> int:
    return 1 // 0


@pytest.mark.parametrize(
    ("job", "said", "traced"), [(refused, "le disque est plein.", False), (broken, "", True)]
)
def test_one_that_fails_is_told_and_the_others_are_done(capsys, caplog, job, said, traced):
    first, second = Job("premier", HOUR, job), Job("second", HOUR, lambda now: 1)
    clock = Clock([first, second])
    with caplog.at_level(logging.ERROR):
        clock.run(Event(), once=True)
    assert clock.failed == {first}
    assert said in (told := capsys.readouterr().err)
    assert "second : 1" in told
    assert ("ZeroDivisionError" in caplog.text) is traced


def test_a_failure_is_forgotten_once_the_job_is_done():
    answers = iter([refused, lambda now: 0])
    clock = Clock([Job("capricieux", HOUR, lambda now: next(answers)(now))])
    clock.round(NOW)
    assert len(clock.failed) == 1
    clock.round(NOW + HOUR)
    assert clock.failed == set()


@pytest.mark.parametrize(
    ("days", "forgotten"), [(1, True), (45, True), (46, False), (20_000, False)]
)
def test_nothing_is_forgotten_after_a_jump_until_it_is_confirmed(
    monkeypatch, capsys, cast, days, forgotten
):
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    done, told = [], [Job("oublis", HOUR, lambda now: done.append(now) or 0, forgets=True)]
    told.append(Job("lettres", HOUR, lambda now: 1))
    Clock(told).round(NOW)
    later = NOW + timedelta(days=days)
    clock = Clock(told)
    clock.round(later)
    assert (later in done) is forgotten
    said = capsys.readouterr().err
    assert "lettres : 1" in said, "the rest is done"
    assert ("--confirm-jump" in said) is not forgotten
    alerts = [one.fact for one in for_actor(cast.actor("administrator"), today=later.date())]
    assert alerts == ([] if forgotten else ["L’horloge n’a pas pu faire : oublis"])
    assert for_actor(cast.actor("animator"), today=later.date()) == []
    assert confirm_jump(["oublis"], by=THE_POLE, now=later) == (0 if forgotten else 1)
    lines = Entry.objects.filter(verb="clock.jump_confirmed")
    assert lines.count() == (0 if forgotten else 1)
    clock.round(later + HOUR)
    assert later + HOUR in done
    assert clock.failed == set()
