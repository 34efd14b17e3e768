from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.common.numbering.models import Series
from phares.cooperative.assets.models import Occupation
from phares.cooperative.premises import actions
from phares.cooperative.premises.alerts import for_actor
from phares.cooperative.premises.models import Lease, LeaseLine
from phares.cooperative.premises.queries.leases import ending_soon
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import Dated, Precision
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return f.place()


def written():
    tables = (Lease, LeaseLine, Occupation, Entry)
    return [list(table.objects.order_by("pk").values()) for table in tables] + [
        list(Series.objects.values())
    ]


def refused(code, act, /, *args, **options):
    before = written()
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert written() == before
    return caught.value.reason.sentence


def spans(lease):
    rows = Occupation.objects.filter(key=lease.key).order_by("asset_id")
    return [(row.asset_id, row.starts_at.isoformat(), row.ends_at, row.state) for row in rows]


def test_an_agreement_is_numbered_and_takes_its_spaces_from_midnight_in_paris(place):
    tenant = f.organisation()
    lease = f.lease(place, *place.offices[:2], occupant=tenant, start=f.day(7))
    assert lease.number == "C-2015-0001"
    assert [line.space.name for line in lease.lines.all()] == ["Bureau 3", "Bureau 4"]
    first, second = place.offices[:2]
    assert spans(lease) == [
        (first.pk, "2015-06-30T22:00:00+00:00", None, "active"),
        (second.pk, "2015-06-30T22:00:00+00:00", None, "active"),
    ]
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.subject) == ("lease.signed", "C-2015-0001, Terragram")


def test_a_month_ends_with_its_last_day(place):
    august = Dated(date(2015, 8, 1), Precision.MONTH)
    lease = f.lease(place, place.offices[0], occupant=f.organisation(), start=f.day(3), end=august)
    assert lease.ends_on == date(2015, 9, 1)
    assert str(lease.ending) == "août 2015"
    assert spans(lease)[0][2].isoformat() == "2015-08-31T22:00:00+00:00"


def test_two_agreements_on_one_office_are_refused_with_who_and_until_when(place):
    office = place.offices[2]
    f.lease(place, office, occupant=f.organisation(), start=f.day(2), end=f.day(1, 31, 2016))
    sentence = refused(
        "taken", f.lease, place, place.offices[0], office, occupant=f.organisation("Halage 2"),
        start=f.day(6),
    )  # fmt: skip
    assert sentence == (
        "Bureau 5 est occupé par Terragram jusqu’au 31 janvier 2016. "
        "Choisissez un autre espace ou une autre date."
    )


@pytest.mark.parametrize(
    ("case", "pick", "m2", "start", "end", "code"),
    [
        ("a meeting room is shared", "meeting", 40, f.day(3), None, "kind"),
        ("not usable yet", "workshop", 50, f.day(3), None, "unusable"),
        ("before it was there", "office", 20, f.day(3, year=1999), None, "no-space"),
        ("no surface", "office", 0, f.day(3), None, "surface"),
        ("ends before it starts", "office", 20, f.day(3), f.day(2), "dates"),
        ("no space at all", "", 20, f.day(3), None, "nothing"),
    ],
)
def test_what_cannot_be_let(place, case, pick, m2, start, end, code):
    spaces = {"office": place.offices[0], "meeting": place.meeting, "workshop": place.workshop}
    lines = [(spaces[pick], Decimal(m2))] if pick else []
    tenant = f.organisation()
    refused(
        code, actions.sign_lease, occupant=tenant, lessor=place.manager, lines=lines,
        start=start, end=end, by=THE_POLE,
    )  # fmt: skip


@pytest.mark.parametrize("actor", [f.TECHNICIAN, f.ACCOUNTANT])
def test_only_the_animation_signs(place, actor):
    tenant = f.organisation()
    refused(
        "forbidden", actions.sign_lease, occupant=tenant, lessor=place.manager,
        lines=[(place.offices[0], Decimal(20))], start=f.day(3), by=actor,
    )  # fmt: skip


def test_ending_frees_the_space_the_day_after(place):
    office = place.offices[0]
    lease = f.lease(place, office, occupant=f.organisation(), start=f.day(3))
    ended = actions.end_lease(
        lease, last_day=f.day(8, 31), noticed_on=date(2015, 6, 15), by=f.ANIMATOR
    )
    assert (ended.state, ended.ends_on, str(ended.ending)) == (
        "ended", date(2015, 9, 1), "31 août 2015",
    )  # fmt: skip
    f.lease(place, office, occupant=f.organisation("ERRC"), start=f.day(9))
    refused("wrong-state", actions.end_lease, lease, last_day=f.day(7), noticed_on=date(2015, 1, 1),
            by=f.ANIMATOR)  # fmt: skip


def test_the_notice_is_kept_unless_both_sides_agree(place):
    lease = f.lease(place, place.offices[0], occupant=f.organisation(), start=f.day(3))
    told: dict[str, Any] = {
        "last_day": f.day(7, 31),
        "noticed_on": date(2015, 6, 15),
        "by": f.ANIMATOR,
    }
    sentence = refused("notice", actions.end_lease, lease, **told)
    assert "au moins jusqu’au 14 août 2015" in sentence
    refused("forbidden", actions.end_lease, lease, **told | {"by": f.ACCOUNTANT})
    assert actions.end_lease(lease, **told, agreed=True).ends_on == date(2015, 8, 1)


def test_an_agreement_that_never_began_is_cancelled(place):
    office = place.offices[0]
    lease = f.lease(place, office, occupant=f.organisation(), start=f.day(9))
    ended = actions.end_lease(
        lease, last_day=f.day(8), noticed_on=date(2015, 6, 1), by=f.ANIMATOR, agreed=True
    )
    assert (ended.state, ended.starts_on, ended.ends_on) == ("cancelled", date(2015, 9, 1), None)
    assert [span[3] for span in spans(lease)] == ["released"]
    f.lease(place, office, occupant=f.organisation("ERRC"), start=f.day(9))


def test_a_renewal_is_a_new_agreement_from_the_end_of_the_first(place):
    lease = f.lease(
        place, place.offices[0], occupant=f.organisation(), start=f.day(3), end=f.day(12, 31)
    )
    renewal = actions.renew_lease(lease, end=f.day(12, 31, 2016), by=f.ANIMATOR)
    assert (renewal.number, renewal.starts_on, renewal.ends_on, renewal.renews) == (
        "C-2016-0001", date(2016, 1, 1), date(2017, 1, 1), lease,
    )  # fmt: skip
    assert "C-2016-0001" in refused("renewed", actions.renew_lease, lease, by=f.ANIMATOR)
    for known in (renewal, lease):
        refused("forbidden", actions.renew_lease, known, by=f.TECHNICIAN)


def test_a_renewal_that_is_cancelled_leaves_the_first_to_be_renewed(place):
    """It finishes soon again, and says so to those who let."""
    today = date(2015, 12, 1)
    lease = f.lease(
        place, place.offices[0], occupant=f.organisation(), start=f.day(3), end=f.day(12, 31)
    )
    renewal = actions.renew_lease(lease, by=f.ANIMATOR)
    assert not Lease.objects.filter(ending_soon(today)).exists()
    cancelled = actions.end_lease(
        renewal, last_day=f.day(12, 31), noticed_on=today, agreed=True, by=f.ANIMATOR
    )
    assert (cancelled.state, cancelled.renews) == ("cancelled", None)
    assert Lease.objects.get(ending_soon(today)) == lease
    assert "Terragram : fin le 31 décembre 2015" in for_actor(f.ANIMATOR, today=today)[0].fact
    assert actions.renew_lease(lease, by=f.ANIMATOR).renews == lease


def test_the_database_forbids_a_cancelled_renewal(place):
    lease = f.lease(
        place, place.offices[0], occupant=f.organisation(), start=f.day(3), end=f.day(12, 31)
    )
    renewal = actions.renew_lease(lease, by=f.ANIMATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lease.objects.filter(pk=renewal.pk).update(state="cancelled")


def test_a_renewal_is_refused_when_somebody_else_comes_next(place):
    office = place.offices[0]
    lease = f.lease(place, office, occupant=f.organisation(), start=f.day(3), end=f.day(8, 31))
    f.lease(place, office, occupant=f.organisation("ERRC"), start=f.day(9))
    assert "ERRC" in refused("taken", actions.renew_lease, lease, by=f.ANIMATOR)
    open_ended = Lease.objects.get(occupant__name="ERRC")
    refused("no-end", actions.renew_lease, open_ended, by=f.ANIMATOR)


def test_a_leased_space_stays_one_that_is_let(place):
    office = place.offices[0]
    f.lease(place, office, occupant=f.organisation(), start=f.day(3))
    sentence = refused(
        "let", actions.change_space, office, start=f.day(5), kind=SpaceKind.MEETING, by=f.TECHNICIAN
    )
    assert "Terragram" in sentence
