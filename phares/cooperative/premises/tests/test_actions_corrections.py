"""Agreements noted wrong, and notices taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.tests import factories as f
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db

BEFORE, DURING = date(2015, 2, 1), date(2015, 4, 1)


@pytest.fixture
def place():
    return f.place()


@pytest.fixture
def lease(place):
    """Terragram has office 3 from March to December 2015."""
    office = place.offices[0]
    return f.lease(place, office, occupant=f.organisation(), start=f.day(3), end=f.day(12, 31))


def written():
    tables = (Lease, LeaseLine, Occupation, Entry)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def refused(code, act, /, *args, **options):
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before
    return caught.value.reason.sentence


def taken(lease):
    rows = Occupation.objects.filter(key=lease.key, state="active").order_by("asset_id")
    return [
        (row.asset.name, row.starts_at.date(), row.ends_at and row.ends_at.date()) for row in rows
    ]


def test_before_it_begins_spaces_dates_and_notice_are_corrected(place, lease):
    lines = [(place.offices[1], Decimal(20)), (place.offices[2], Decimal(18))]
    corrected = actions.correct_lease(
        lease, start=f.day(4), end=None, today=BEFORE, by=f.ANIMATOR,
        lines=lines, notice_months=3, note="Clé remise.",
    )  # fmt: skip
    corrected.refresh_from_db()
    assert (corrected.notice_months, corrected.note, corrected.number) == (
        3, "Clé remise.", lease.number,
    )  # fmt: skip
    assert [str(line) for line in corrected.lines.all()] == [
        "Bureau 4, 20.00 m²", "Bureau 5, 18.00 m²",
    ]  # fmt: skip
    assert taken(lease) == [
        ("Bureau 4", date(2015, 3, 31), None), ("Bureau 5", date(2015, 3, 31), None),
    ]  # fmt: skip
    f.lease(place, place.offices[0], occupant=f.organisation("ERRC"), start=f.day(3))
    told = Entry.objects.get(verb="lease.corrected").details
    assert (told["start"], told["until"], told["assets"]) == (
        "1er avril 2015", None, ["Bureau 4", "Bureau 5"],
    )  # fmt: skip
    assert told["before"] == {
        "start": "1er mars 2015", "until": "31 décembre 2015", "assets": ["Bureau 3"], "notice": 2,
    }  # fmt: skip


def test_once_begun_only_the_dates_are(place, lease):
    dates: Any = {"start": f.day(2), "end": f.day(6, 30)}
    facts: Any = {"today": DURING, "by": f.ANIMATOR}
    lines = [(place.offices[1], Decimal(20))]
    refused("begun", actions.correct_lease, lease, **dates, **facts, lines=lines)
    refused("begun", actions.correct_lease, lease, **dates, **facts, notice_months=1)
    refused("dates", actions.correct_lease, lease, start=f.day(7), end=f.day(6, 30), **facts)
    refused("forbidden", actions.correct_lease, lease, **dates, today=DURING, by=f.TECHNICIAN)
    actions.correct_lease(lease, **dates, **facts)
    assert taken(lease) == [("Bureau 3", date(2015, 1, 31), date(2015, 6, 30))]


def test_a_correction_never_takes_what_another_has(place, lease):
    other = f.organisation("ERRC")
    f.lease(place, place.offices[0], occupant=other, start=f.day(1, 1, 2016))
    f.lease(place, place.offices[1], occupant=other, start=f.day(3))
    longer: Any = {"start": f.day(3), "end": f.day(1, 31, 2016), "by": f.ANIMATOR}
    assert "ERRC" in refused("taken", actions.correct_lease, lease, **longer, today=DURING)
    elsewhere = [(place.offices[1], Decimal(20))]
    shorter: Any = {"start": f.day(3), "end": f.day(10, 31), "by": f.ANIMATOR}
    said = refused("taken", actions.correct_lease, lease, **shorter, today=BEFORE, lines=elsewhere)
    assert "Bureau 4 est occupé par ERRC" in said
    unfit = [(place.workshop, Decimal(50))]
    refused("unusable", actions.correct_lease, lease, **shorter, today=BEFORE, lines=unfit)


def test_the_last_day_of_one_that_was_ended_is_corrected(place, lease):
    notice: Any = {"noticed_on": date(2015, 4, 1), "by": f.ANIMATOR}
    actions.end_lease(lease, last_day=f.day(6, 30), **notice)
    actions.correct_lease(
        lease, start=f.day(3), end=f.day(9, 30), today=date(2015, 11, 1), by=f.ANIMATOR
    )
    lease.refresh_from_db()
    assert (lease.state, str(lease.ending)) == ("ended", "30 septembre 2015")
    assert taken(lease) == [("Bureau 3", date(2015, 2, 28), date(2015, 9, 30))]
    facts: Any = {"start": f.day(3), "today": DURING, "by": f.ANIMATOR}
    refused("keeps-end", actions.correct_lease, lease, end=None, **facts)


def test_a_notice_taken_back_gives_the_agreement_its_term_again(place):
    term = read_dated("décembre 2015")
    lease = f.lease(place, place.offices[0], occupant=f.organisation(), start=f.day(3), end=term)
    notice: Any = {"noticed_on": date(2015, 4, 1), "by": f.ANIMATOR}
    ended = actions.end_lease(lease, last_day=f.day(6, 30), **notice)
    assert ended.term == term
    facts: Any = {"end": ended.term, "by": f.ANIMATOR}
    refused("over", actions.withdraw_notice, lease, today=date(2015, 7, 1), **facts)
    refused("forbidden", actions.withdraw_notice, lease, end=term, today=DURING, by=f.TECHNICIAN)
    stays = actions.withdraw_notice(lease, today=date(2015, 6, 30), **facts)
    stays.refresh_from_db()
    assert (stays.state, stays.noticed_on, stays.ending, stays.term) == ("active", None, term, None)
    assert taken(lease) == [("Bureau 3", date(2015, 2, 28), date(2015, 12, 31))]
    refused("wrong-state", actions.withdraw_notice, lease, today=DURING, **facts)
    assert Entry.objects.filter(verb="lease.notice_withdrawn").count() == 1


def test_a_notice_is_not_taken_back_over_who_comes_next(place, lease):
    notice: Any = {"noticed_on": date(2015, 4, 1), "by": f.ANIMATOR}
    actions.end_lease(lease, last_day=f.day(6, 30), **notice)
    f.lease(place, place.offices[0], occupant=f.organisation("ERRC"), start=f.day(9))
    facts: Any = {"today": date(2015, 6, 1), "by": f.ANIMATOR}
    said = refused("taken", actions.withdraw_notice, lease, end=f.day(12, 31), **facts)
    assert "ERRC à partir du 1er septembre 2015" in said
    assert actions.withdraw_notice(lease, end=f.day(8, 31), **facts).state == "active"
