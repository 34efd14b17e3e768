"""Who was erased is known beside the base, and does not come back with an older copy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Person
from phares.steering.privacy.actions import erase, erase_again
from phares.steering.privacy.gateways.erased import (
    Erased,
    after_a_return,
    erased_in,
    write_erased,
)
from phares.steering.privacy.jobs import erase_who_came_back
from phares.steering.privacy.queries import of_person
from phares.steering.privacy.soundness import findings
from tests.parties import home_pole, person

MADE = datetime(2016, 1, 4, 9, tzinfo=UTC)
BEFORE, AFTER = (MADE - timedelta(days=1)).isoformat(), (MADE + timedelta(days=1)).isoformat()
ONE, TWO = "directory.person:1", "directory.person:2"


@pytest.mark.parametrize(
    ("why", "here", "brought", "again"),
    [
        ("erased before the copy", [Erased(ONE, BEFORE)], [Erased(ONE, BEFORE)], set()),
        ("erased since", [Erased(ONE, AFTER)], [], {ONE}),
        ("one of each", [Erased(ONE, BEFORE), Erased(TWO, AFTER)], [Erased(ONE, BEFORE)], {TWO}),
        ("waiting already in the copy", [], [Erased(ONE, BEFORE, True)], {ONE}),
        (
            "waiting there, done here since",
            [Erased(ONE, AFTER)],
            [Erased(ONE, BEFORE, True)],
            {ONE},
        ),
        ("nobody", [], [], set()),
    ],
)
def test_what_an_older_copy_does_not_know(why, here, brought, again):
    every = after_a_return(here, brought, MADE)
    assert {one.key for one in every if one.again} == again, why
    assert {one.key for one in every} == {one.key for one in (*here, *brought)}


def test_the_file_is_of_one_house_and_holds_no_more_than_keys(tmp_path):
    write_erased(tmp_path, "secret", [Erased(ONE, AFTER)])
    assert erased_in(tmp_path, "secret") == [Erased(ONE, AFTER)]
    assert erased_in(tmp_path, "of another pole") == []
    assert (tmp_path / "erased.json").stat().st_mode & 0o077 == 0
    (tmp_path / "erased.json").write_text("{")
    assert erased_in(tmp_path, "secret") == []


@pytest.fixture
def home(db, settings, tmp_path):
    settings.PHARES_HOME = tmp_path
    home_pole()
    return tmp_path


def known(home, settings) -> list[tuple[str, bool]]:
    return [(one.key, one.again) for one in erased_in(home, settings.SECRET_KEY)]


def test_an_erasure_is_written_beside_the_base(home, settings, django_capture_on_commit_callbacks):
    ines = person()
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        erase(of_person(ines.pk), reason="demande", by=THE_POLE, today=now.date(), now=now)
    assert known(home, settings) == [(f"directory.person:{ines.pk}", False)]
    assert "Kerboul" not in (home / "erased.json").read_text()


def test_who_came_back_is_told_and_erased_again(home, settings):
    ines, other = person(), person("Ada", "Kervella")
    key = f"directory.person:{ines.pk}"
    gone = Erased("directory.person:999999", AFTER, True)
    write_erased(home, settings.SECRET_KEY, [Erased(key, AFTER, True), gone])
    now = timezone.now()
    assert [(one.code, one.where) for one in findings(now)] == [("privacy.came-back", key)]
    assert erase_who_came_back(now) == 1
    assert list(findings(now)) == []
    assert set(known(home, settings)) == {("directory.person:999999", False), (key, False)}
    assert Person.objects.get(pk=ines.pk).erased_on is not None
    assert Person.objects.get(pk=other.pk).name == "Ada Kervella"
    assert erase_again(by=THE_POLE, today=now.date(), now=now) == 0
