"""Requests that wait are answered together, the oldest first, or go when their hour comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking
from phares.activities.bookings.queries.asked import to_decide
from phares.activities.bookings.rules.kinds import Approval
from phares.activities.bookings.tests.factories import NOW, at, slot
from phares.activities.bookings.tests.test_pages import house, plain, room
from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.cooperative.assets.models import Occupation
from phares.kernel.actor import VISITOR
from phares.kernel.refusal import Refused

__all__ = ["house"]
pytestmark = pytest.mark.django_db
ADDRESS = "/reservations/repondre/"


def asked(cast, hour: int, *, ago: int = 0) -> Booking:
    """The Quai asks for a room of its own, that wants a yes, so many hours ago."""
    one = room(f"Salle {hour}")
    one.approval = Approval.EVERYBODY.value
    one.save()
    return actions.book_room(
        offer=one, party=cast.houses["quai"], slot=slot(hour, hour + 1),
        by=cast.actor("member_contact"), now=NOW - timedelta(hours=ago),
    )  # fmt: skip


@pytest.fixture
def three(house, cast) -> list[Booking]:
    """Asked for in another order than they come."""
    return [asked(cast, 9, ago=1), asked(cast, 10, ago=3), asked(cast, 11, ago=2)]


def states() -> list[str]:
    return list(Booking.objects.order_by("starts_at").values_list("state", flat=True))[:3]


def test_who_asked_first_is_answered_first(three, client_of):
    assert list(to_decide(NOW)) == [three[1], three[2], three[0]]
    text = plain(client_of("animator").get(ADDRESS))
    places = [text.index(f"Salle {hour}") for hour in (10, 11, 9)]
    assert places == sorted(places)
    assert "mardi 12 janvier 2016, de 10 h à 11 h" in text


def test_those_that_are_ticked_are_confirmed_and_the_others_wait(three, client_of):
    sent = {"bookings": [three[0].pk, three[1].pk]}
    answer = client_of("animator").post(ADDRESS, sent, follow=True)
    assert "2 demandes confirmées." in plain(answer)
    assert states() == ["confirmed", "confirmed", "to_approve"]
    told = Notice.objects.filter(key__contains=":confirmed:").values_list("key", flat=True)
    numbers = {int(key.split(":")[2]) for key in told}
    assert {three[0].pk, three[1].pk} <= numbers
    assert three[2].pk not in numbers


def test_a_no_has_a_reason_that_is_chosen_typed_or_both(three, client_of):
    page = client_of("animator")
    unsaid = page.post(ADDRESS, {"bookings": [three[0].pk], "en_l_etat": "1"})
    assert unsaid.status_code == 422
    assert "Dites pourquoi" in plain(unsaid)
    assert states() == ["to_approve"] * 3
    no = {"why": "late", "reason": "Essayez jeudi.", "en_l_etat": "1"}
    answer = page.post(ADDRESS, {"bookings": [three[0].pk], **no}, follow=True)
    assert "1 demande refusée." in plain(answer)
    three[0].refresh_from_db()
    told = "La demande arrive trop tard pour préparer la salle. Essayez jeudi."
    assert (three[0].state, three[0].reason) == ("refused", told)
    assert not Occupation.objects.filter(key=three[0].key, state="active").exists()


def test_nothing_ticked_is_told_and_nothing_is_lost(three, client_of):
    answer = client_of("animator").post(ADDRESS, {"reason": "Trop tard"})
    assert answer.status_code == 422
    assert "Cochez les demandes" in plain(answer)
    assert "Trop tard" in plain(answer)
    assert states() == ["to_approve"] * 3


def test_one_that_was_given_back_meanwhile_is_told_apart(three, cast, monkeypatch):
    by = cast.actor("animator")
    actions.cancel_booking(three[1], by=cast.actor("member_contact"), now=NOW)
    done = actions.answer_several(three, by=by, now=NOW)
    assert [one.refusal is None for one in done] == [True, False, True]
    assert states() == ["confirmed", "cancelled", "confirmed"]


def test_who_does_not_decide_answers_nothing(three, cast, client_of):
    rows = list(Booking.objects.values())
    for actor in (cast.actor("member_contact"), cast.actor("technician"), VISITOR):
        with pytest.raises(Refused):
            actions.answer_several(three, by=actor, now=NOW)
    assert client_of("member_contact").post(ADDRESS, {"bookings": [three[0].pk]}).status_code == 403
    assert list(Booking.objects.values()) == rows


def test_sent_twice_it_answers_once(three, client_of):
    page = client_of("animator")
    for _time in (1, 2):
        page.post(ADDRESS, {"bookings": [three[0].pk], "page": "p1"})
    assert Entry.objects.filter(verb="booking.approved").count() == 1


def test_without_an_answer_before_its_hour_it_is_given_back_and_told_once(three, cast):
    assert actions.settle_past(at(8, 59)) == 0
    for _time in (1, 2):
        actions.settle_past(at(9))
    three[0].refresh_from_db()
    assert (three[0].state, three[0].reason) == ("refused", "Le pôle n’a pas répondu à temps.")
    assert not Occupation.objects.filter(key=three[0].key, state="active").exists()
    letter = Notice.objects.get(key__contains=f":refused:{three[0].pk}:")
    assert letter.to_address == cast.users["member_contact"].email
    assert Entry.objects.filter(verb="booking.unanswered").count() == 1
    assert states() == ["refused", "to_approve", "to_approve"]


def test_nothing_waits(house, client_of):
    assert "Rien n’attend de réponse" in plain(client_of("animator").get(ADDRESS))


def test_the_page_costs_few_queries_however_many_wait(
    three, cast, client_of, django_assert_max_num_queries
):
    page = client_of("animator")
    page.get(ADDRESS)
    with django_assert_max_num_queries(8):
        page.get(ADDRESS)
