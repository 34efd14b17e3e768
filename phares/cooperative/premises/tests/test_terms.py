"""Until when a space is kept, and until when it is free."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from phares.common.clock.actions import travel_to
from phares.cooperative.premises import actions
from phares.cooperative.premises.queries.ahead import spaces_told
from phares.cooperative.premises.queries.places import spaces_of
from phares.cooperative.premises.rules.terms import Hold, first_to_come, last_of
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE, VISITOR
from phares.kernel.dating import read_dated

TODAY = date(2016, 1, 4)
FEBRUARY, MARCH, MAY = date(2016, 2, 1), date(2016, 3, 1), date(2016, 5, 1)


@pytest.mark.parametrize(
    ("holds", "end"),
    [
        ([(1, TODAY, FEBRUARY)], FEBRUARY),
        ([(1, TODAY, FEBRUARY), (1, FEBRUARY, MAY)], MAY),
        ([(1, TODAY, FEBRUARY), (1, FEBRUARY, MARCH), (1, MARCH, None)], None),
        ([(1, TODAY, FEBRUARY), (1, MARCH, MAY)], FEBRUARY),
        ([(1, TODAY, FEBRUARY), (2, FEBRUARY, MAY)], FEBRUARY),
        ([(None, TODAY, FEBRUARY), (None, FEBRUARY, MARCH)], MARCH),
    ],
)
def test_what_follows_at_once_counts(holds, end):
    assert last_of([Hold(*one) for one in holds]).end == end


def test_a_free_space_is_free_until_the_first_to_come():
    assert first_to_come([], TODAY) is None
    assert first_to_come([Hold(2, MAY, None), Hold(1, MARCH, MAY)], TODAY) == MARCH


@pytest.fixture
def place(cast):
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    return f.place()


@pytest.fixture
def said(place):
    def of(space, to=f.ANIMATOR):
        told = spaces_told(TODAY, to=to, floor=place.first)
        one = next(one for one in told if one.space == space)
        return one.said, str(one.until or "")

    return of


@pytest.mark.django_db
def test_a_renewal_is_told_everywhere(place, said, client_of):
    office, quai = place.offices[0], f.organisation("Quai")
    lease = f.lease(place, office, occupant=quai, start=f.day(1), end=f.day(1, 31, 2016))
    assert said(office) == ("occupé par Quai", "31 janvier 2016")
    actions.renew_lease(lease, end=read_dated("31/01/2018"), by=THE_POLE)
    assert said(office) == ("occupé par Quai", "31 janvier 2018")
    (use,) = spaces_of([quai.pk], TODAY)[quai.pk]
    assert (str(use.lease_end), str(use.kept_until)) == ("31 janvier 2016", "31 janvier 2018")
    animator = client_of("animator")
    for page in (reverse("premises:sign"), reverse("premises:space", args=[office.pk])):
        text = animator.get(page).content.decode()
        assert "jusqu’au 31 janvier 2018" in text
        assert "jusqu’au 31 janvier 2016" not in text


@pytest.mark.django_db
def test_a_space_promised_is_free_only_until_then(place, said, client_of):
    office = place.offices[0]
    f.lease(place, office, occupant=f.organisation("Quai"), start=read_dated("1/3/2016"))
    promised = ("libre jusqu’au 29 février 2016", "29 février 2016")
    assert said(office) == promised
    assert said(office, to=VISITOR) == ("libre", "")
    client = client_of("animator")
    for name, args in (("space", [office.pk]), ("floor", [place.first.pk]), ("sign", [])):
        page = client.get(reverse(f"premises:{name}", args=args)).content.decode()
        assert "libre jusqu’au 29 février 2016" in page


@pytest.mark.django_db
def test_a_day_nobody_knows_is_never_made_up(place, said, client_of):
    office, quai = place.offices[0], f.organisation("Quai")
    lease = f.lease(place, office, occupant=quai, start=f.day(1))
    client = client_of("animator")
    sent = {"last_day": "avant le 31/12/2016", "noticed_on": ""}
    end = reverse("premises:end", args=[lease.pk])
    refused = client.post(end, sent)
    assert refused.status_code == 422
    assert "Le jour du congé n’est pas dit" in refused.content.decode()
    lease.refresh_from_db()
    assert lease.ends_on is None
    client.post(end, sent | {"agreed": "on"})
    lease.refresh_from_db()
    assert (str(lease.ending), lease.noticed_on) == ("avant le 31 décembre 2016", None)
    assert said(office) == ("occupé par Quai", "avant le 31 décembre 2016")
    page = client.get(reverse("premises:space", args=[office.pk])).content.decode()
    assert "jusqu’à un jour inconnu, avant le 31 décembre 2016" in page
    assert "30 décembre 2016" not in page
