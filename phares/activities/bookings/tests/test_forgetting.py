"""Erased: what was typed goes, what is counted stays, and the constraints still hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from phares.activities.bookings.actions import forget_old_texts, forget_texts
from phares.activities.bookings.actions.forgetting import ERASED
from phares.activities.bookings.models import Booking, Occurrence, Offer, Series
from phares.activities.bookings.personal_data import texts_due
from phares.activities.bookings.tests.factories import NOW, at
from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Actor, Role
from phares.kernel.personal import Subject
from phares.kernel.refusal import Refused
from phares.people.accounts.models import User
from phares.people.directory.models import Organisation
from tests.parties import person

pytestmark = pytest.mark.django_db
TEXTS = ("purpose", "catering", "note", "reason")


def booked(user: User | None, party, **words) -> Booking:

    offer, _new = Offer.objects.get_or_create(
        name="Cordouan", kind="meeting_room", defaults={"starts_on": date(2012, 1, 1)}
    )
    told: dict[str, Any] = {
        "purpose": "Pot de Maud",
        "catering": "Café pour Maud",
        "note": "Maud arrive tôt",
    }
    times = {"starts_at": at(14), "ends_at": at(16), "made_at": NOW}
    told |= {"state": "confirmed", "reason": "", "people": 12} | times | words
    return Booking.objects.create(offer=offer, party=party, made_by=user, **told)


def counted() -> list[dict[str, object]]:
    rows: list[dict[str, Any]] = [dict(one) for one in Booking.objects.order_by("pk").values()]
    return [{key: row[key] for key in row if key not in TEXTS} for row in rows]


@pytest.mark.parametrize(
    ("why", "words", "note", "reason"),
    [
        ("confirmed", {}, "", ""),
        ("cancelled with a reason", {"state": "cancelled", "reason": "Maud est malade"}, "", ""),
        ("refused: a reason stays", {"state": "refused", "reason": "Maud sait"}, "", ERASED),
        ("two at once: a note stays", {"overbooked": True}, ERASED, ""),
    ],
)
def test_what_was_typed_goes_and_what_is_counted_stays(why, words, note, reason):
    maud = User.objects.create_user("maud@phares.test", "x", name="Maud Roy")
    house = Organisation.objects.create(name="Halage", search="halage")
    mine, card = booked(maud, house, **words), person("Maud", "Roy")
    own, other = booked(None, card, **words), booked(None, house, **words)
    kept, before = list(Booking.objects.filter(pk=other.pk).values()), counted()
    forget_texts(Subject(person=card.pk, account=maud.pk))
    for one in (mine, own):
        one.refresh_from_db()
        found = (one.purpose, one.catering, one.note, one.reason)
        assert found == ("", "", note, reason), why
    assert list(Booking.objects.filter(pk=other.pk).values()) == kept
    assert counted() == before


def test_a_series_keeps_its_dates_and_says_no_more_why():
    maud = User.objects.create_user("maud@phares.test", "x", name="Maud Roy")
    house = Organisation.objects.create(name="Halage", search="halage")
    first = booked(maud, house)
    series = Series.objects.create(
        offer=first.offer, party=house, made_by=maud, rhythm="weekly", weekdays="1",
        first_on=date(2016, 1, 12), last_on=date(2016, 1, 19), start=840, end=960,
        zone="Europe/Paris", purpose="Cours de Maud", made_at=NOW,
    )  # fmt: skip
    dates = [
        {"day": date(2016, 1, 12), "state": "booked", "booking": first, "reason": "Maud d’abord"},
        {"day": date(2016, 1, 19), "state": "skipped", "why": "taken", "reason": "Prise par Maud"},
    ]
    for told in dates:
        Occurrence.objects.create(series=series, **told)
    forget_texts(Subject(account=maud.pk))
    series.refresh_from_db()
    assert series.purpose == ""
    assert list(series.dates.values_list("state", "reason")) == [
        ("booked", ""),
        ("skipped", ERASED),
    ]


def old_series(first: Booking, user: User) -> Series:
    series = Series.objects.create(
        offer=first.offer, party=first.party, made_by=user, rhythm="weekly", weekdays="1",
        first_on=date(2016, 1, 12), last_on=date(2016, 1, 19), start=840, end=960,
        zone="Europe/Paris", purpose="Cours de Maud", made_at=NOW,
    )  # fmt: skip
    told = {"state": "skipped", "why": "taken", "reason": "Prise par Maud"}
    Occurrence.objects.create(series=series, day=date(2016, 1, 19), **told)
    return series


def test_with_time_texts_go_and_so_do_those_who_asked_and_made_ready():
    maud = User.objects.create_user("maud@phares.test", "x", name="Maud Roy")
    house = Organisation.objects.create(name="Halage", search="halage")
    over = booked(maud, house, prepared_by=maud, prepared_at=NOW)
    refused = booked(None, house, state="refused", reason="Maud sait")
    later = booked(maud, house, starts_at=at(14, day=21), ends_at=at(16, day=21))
    series, kept = old_series(over, maud), list(Booking.objects.filter(pk=later.pk).values())
    before, cut = counted(), date(2016, 1, 20)
    assert [(one.title, one.facts) for one in texts_due(cut)] == [
        ("2016", (("Réservations", "2"), ("Séries", "1")))
    ]
    assert forget_old_texts(cut, by=THE_POLE) == 3
    for one in (over, refused, series):
        one.refresh_from_db()
    assert (over.purpose, over.note, over.made_by, over.prepared_by) == ("", "", None, None)
    assert (refused.purpose, refused.reason) == ("", ERASED)
    assert (series.purpose, series.made_by, series.dates.get().reason) == ("", None, ERASED)
    assert list(Booking.objects.filter(pk=later.pk).values()) == kept
    hours = [{k: v for k, v in row.items() if not k.endswith("_by_id")} for row in before]
    assert [{k: v for k, v in row.items() if not k.endswith("_by_id")} for row in counted()] == (
        hours
    )
    assert (texts_due(cut), forget_old_texts(cut, by=THE_POLE)) == ([], 0)
    line = Entry.objects.get(verb="booking.texts_forgotten")
    assert line.details == {"count": 3}


def test_the_day_of_the_end_counts_here():
    house = Organisation.objects.create(name="Halage", search="halage")
    booked(None, house, starts_at=at(22), ends_at=at(23, 30))
    assert texts_due(date(2016, 1, 12)) == []
    assert len(texts_due(date(2016, 1, 13))) == 1


def test_whoever_does_not_answer_for_personal_data_forgets_nothing():
    house = Organisation.objects.create(name="Halage", search="halage")
    booked(None, house)
    rows = list(Booking.objects.values())
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(Refused):
            forget_old_texts(date(2030, 1, 1), by=Actor(1, "Léa", frozenset({(role, None)})))
    assert list(Booking.objects.values()) == rows
    assert not Entry.objects.exists()
