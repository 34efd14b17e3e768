from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phares.activities.bookings import actions
from phares.activities.bookings.models import Booking, DaysOff
from phares.activities.bookings.rules.asking import Wish
from phares.activities.bookings.rules.kinds import BookingState, OfferKind, Setup
from phares.activities.bookings.tests.factories import NOW, asset, book, slot
from phares.common.clock.actions import travel_to
from phares.cooperative.assets.models import Occupation
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Belonging

pytestmark = pytest.mark.django_db

DAY = "?jour=2016-01-12"
OPENED = date(2012, 1, 1)


def room(name: str):
    told: dict[str, Any] = {"start": OPENED, "by": THE_POLE, "kind": OfferKind.MEETING_ROOM}
    return actions.offer_place(name=name, units=[asset(name)], **told)


@pytest.fixture
def house(cast):
    """Two rooms, and the first booked from two to four by the quay; Monday 11 January 2016."""
    travel_to(NOW, by=THE_POLE)
    for name in ("quai", "digue"):
        facts = {"party": cast.houses[name], "pole": cast.pole, "role": "resident"}
        Belonging.objects.create(starts_on=OPENED, **facts)
    cordouan, planier = room("Cordouan"), room("Planier")
    wish = Wish(purpose="Atelier parentalité", people=12, setup=Setup.U_SHAPE)
    booking = book(
        cordouan, cast.houses["quai"], slot(14, 16), by=cast.actor("animator"), wish=wish
    )
    return cordouan, planier, booking


def _queries(asks) -> int:
    with CaptureQueriesContext(connection) as asked:
        asks()
    return len(asked)


def plain(answer) -> str:
    """Its text, with plain spaces."""
    return answer.text.replace("\xa0", " ").replace("\u202f", " ")


def typed(offer, organisation, start="14:00", end="16:00", **more):
    return {
        "party": organisation.id, "offer": offer.pk, "day": "2016-01-12", "start": start,
        "end": end, "nature": "meeting", "setup": "as_is", **more,
    }  # fmt: skip


def test_the_day_shows_who_has_what_and_what_is_free(house, client_of):
    text = client_of("member_contact").get(f"/salles/{DAY}").text
    assert "Le Quai partagé" in text
    assert "Atelier parentalité" in text
    assert "Réserver Planier à" in text
    assert "Libre toute la journée" in text
    assert "tables en U, 12" not in text


def test_the_team_reads_what_must_be_ready(house, client_of):
    booking = house[2]
    page = client_of("technician")
    assert "tables en U, 12 personnes" in page.get(f"/salles/{DAY}").text
    page.post(f"/reservations/{booking.pk}/pret/")
    booking.refresh_from_db()
    assert booking.prepared_by.name == "Yann Le Goff"
    assert "Yann Le Goff" in page.get(f"/salles/{DAY}").text


def test_the_week_and_the_fortnight_of_a_room(house, client_of):
    page = client_of("receptionist")
    assert "Le Quai partagé" in page.get(f"/salles/semaine/{DAY}").text
    assert "Le Quai partagé" in page.get(f"/salles/{house[0].pk}/{DAY}").text
    assert page.get("/salles/?jour=hier").status_code == 200
    assert page.get("/salles/?jour=9999-12-31").status_code == 200


def test_a_house_without_rooms_says_what_to_do(cast, client_of):
    assert "Ouvrir à la réservation" in client_of("animator").get("/salles/").text
    assert "Aucune salle ne se réserve" in client_of("member_staff").get("/salles/semaine/").text


def test_a_member_books_without_script(house, cast, client_of):
    page = client_of("member_contact")
    url = f"/salles/reserver/{DAY}&offre={house[1].pk}&de=09:00"
    assert 'value="09:00"' in page.get(url).text
    answer = page.post(url, typed(house[1], cast.houses["quai"], people="8"), follow=True)
    assert "c’est réservé le 12 janvier 2016 de" in plain(answer)
    assert Booking.objects.filter(offer=house[1], people=8, state="confirmed").count() == 1


def test_taken_says_who_and_offers_something_else(house, cast, client_of):
    page = client_of("stranger")
    asked = typed(house[0], cast.houses["digue"], "15:00", "17:00", purpose="Atelier")
    before = Booking.objects.count(), Occupation.objects.count()
    answer = page.post("/salles/reserver/", asked)
    assert answer.status_code == 422
    assert "Cordouan est occupé par Le Quai partagé" in answer.text
    assert 'value="Atelier"' in answer.text
    assert "Prendre Planier" in answer.text
    assert "hours:16:00-18:00" in answer.text
    assert (Booking.objects.count(), Occupation.objects.count()) == before
    default, _others = answer.text.split('name="instead"', 1)
    assert 'class="vh" type="submit"' in default, "Enter sends what was typed"
    page.post("/salles/reserver/", asked | {"instead": f"offer:{house[1].pk}"})
    page.post("/salles/reserver/", asked | {"instead": "hours:16:00-18:00"})
    made = Booking.objects.filter(party=cast.houses["digue"]).values_list("offer__name", flat=True)
    assert sorted(made) == ["Cordouan", "Planier"]


@pytest.mark.parametrize(
    ("case", "changes", "said"),
    [
        ("ends as it starts", {"end": "14:00"}, "La fin doit venir après le début"),
        ("no hour", {"start": "quatorze"}, "Cette heure ne se lit pas"),
        ("past", {"day": "2016-01-08"}, "Cette heure est passée"),
        ("off the step", {"start": "14:07"}, "Les heures vont de 15 minutes"),
        ("the skipped hour", {"day": "2016-03-27", "start": "02:30", "end": "04:00"},
         "n’existe pas"),
        ("a room that is not", {"offer": "999999"}, "choix"),
        ("a huge number", {"people": "99999999999"}, "9999"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_loses_nothing(house, cast, client_of, case, changes, said):
    asked = typed(house[1], cast.houses["quai"], purpose="Mon atelier") | changes
    before = Booking.objects.count()
    answer = client_of("member_contact").post("/salles/reserver/", asked)
    assert answer.status_code == 422
    assert said in plain(answer)
    assert 'value="Mon atelier"' in answer.text
    assert Booking.objects.count() == before


def test_a_double_click_books_once(house, cast, client_of):
    page = client_of("member_contact")
    asked = typed(house[1], cast.houses["quai"], key="the-same-form")
    for _ in range(2):
        assert page.post("/salles/reserver/", asked).status_code == 302
    assert Booking.objects.filter(offer=house[1]).count() == 1


def test_one_books_for_ones_own(house, cast, client_of):
    answer = client_of("stranger").post("/salles/reserver/", typed(house[1], cast.houses["quai"]))
    assert answer.status_code == 422
    assert not Booking.objects.filter(offer=house[1]).exists()


def test_moved_corrected_and_given_back(house, cast, client_of):
    page, booking = client_of("member_contact"), house[2]
    at = f"/reservations/{booking.pk}"
    assert "Annuler la réservation" in page.get(f"{at}/").text
    hours = {"day": "2016-01-12", "start": "9:00", "end": "10 h 30", "offer": house[1].pk}
    assert page.post(f"{at}/deplacer/", hours).status_code == 302
    wish = {"purpose": "Autre", "nature": "training", "setup": "arc", "people": "20"}
    assert page.post(f"{at}/corriger/", wish).status_code == 302
    booking.refresh_from_db()
    assert (booking.offer, booking.setup, booking.purpose) == (house[1], "arc", "Autre")
    assert client_of("stranger").post(f"{at}/annuler/").status_code in (403, 422)
    page.post(f"{at}/annuler/")
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert not Occupation.objects.filter(state="active").exists()


def test_the_pole_says_yes_or_no(house, cast, client_of):
    cordouan = house[0]
    cordouan.approval = "everybody"
    cordouan.save()
    asked = [
        book(cordouan, cast.houses["quai"], slot(hour, hour + 1), by=cast.actor("member_contact"))
        for hour in (9, 11)
    ]
    desk = client_of("receptionist")
    assert "2 réservations attendent" in plain(desk.get("/salles/"))
    desk.post(f"/reservations/{asked[0].pk}/confirmer/")
    assert desk.post(f"/reservations/{asked[1].pk}/refuser/", {"reason": ""}).status_code == 422
    desk.post(f"/reservations/{asked[1].pk}/refuser/", {"reason": "Travaux"})
    states = [Booking.objects.get(pk=one.pk).state for one in asked]
    assert states == [BookingState.CONFIRMED, BookingState.REFUSED]
    assert "Travaux" in client_of("member_contact").get(f"/reservations/{asked[1].pk}/").text


def test_who_came_and_who_did_not(house, client_of):
    booking = house[2]
    travel_to(booking.starts_at, by=THE_POLE)
    page = client_of("member_contact")
    assert "Je suis là" in page.get(f"/reservations/{booking.pk}/").text
    page.post(f"/reservations/{booking.pk}/arriver/")
    booking.refresh_from_db()
    assert booking.checked_in_at is not None
    desk = client_of("receptionist")
    assert desk.post(f"/reservations/{booking.pk}/absence/").status_code == 422


def test_the_list_is_searched_and_taken_away(house, client_of):
    assert "Cordouan" in client_of("co_manager").get("/reservations/?q=partage").text
    assert "Aucune" in client_of("stranger").get("/reservations/").text
    told = client_of("accountant").get("/reservations/?format=csv")
    assert "Le Quai partagé" in b"".join(told).decode("utf-8-sig")


def test_the_house_opens_rooms_and_says_its_hours(house, client_of):
    page = client_of("animator")
    unit = asset("Kéréon")
    told = {
        "name": "Kéréon", "kind": "meeting_room", "units": [unit.pk], "start": "2016-01-01",
        "before_minutes": 0, "after_minutes": 15, "shortest_minutes": 30, "notice_minutes": 0,
        "approval": "nobody",
    }  # fmt: skip
    assert page.post("/salles/ouvrir/", told).status_code == 302
    hours = {"start": "2016-01-01", "opens_1": "9:00", "closes_1": "18:00"}
    assert page.post("/salles/horaires/", hours).status_code == 302
    wrong = {"start": "2016-01-01", "opens_1": "18:00", "closes_1": "9:00"}
    assert page.post("/salles/horaires/", wrong).status_code == 422
    off = {"label": "Inventaire", "first": "2016-01-12", "last": "2016-01-12"}
    assert page.post("/salles/fermer/", off).status_code == 302
    assert "Inventaire" in page.get(f"/salles/{DAY}").text
    assert page.post("/salles/horaires/", {"start": "2016-01-01"}).status_code == 422
    assert 'value="09:00"' in page.get("/salles/horaires/").text
    assert "Inventaire" in page.get("/salles/fermetures/").text
    page.post(f"/salles/fermer/{DaysOff.objects.get().pk}/rouvrir/")
    assert "Aucune fermeture" in page.get("/salles/fermetures/").text


@pytest.mark.parametrize("path", ["/salles/", "/salles/semaine/"])
def test_many_rooms_ask_no_more_than_few(house, cast, client_of, path):
    page = client_of("receptionist")
    page.get(f"{path}{DAY}")
    few = _queries(lambda: page.get(f"{path}{DAY}"))
    for number in range(6):
        more = room(f"Salle {number}")
        book(more, cast.houses["digue"], slot(9, 10), by=cast.actor("animator"))
    assert _queries(lambda: page.get(f"{path}{DAY}")) == few <= 15


def test_what_another_house_asks_for_is_its_own(house, client_of):
    booking = house[2]
    booking.note = "Prévoir une chaise haute"
    booking.save()
    at = f"/reservations/{booking.pk}"
    assert booking.note not in client_of("stranger").get(f"{at}/").text
    assert booking.note in client_of("member_staff").get(f"{at}/").text
    assert booking.note in client_of("technician").get(f"{at}/").text
    for act in ("corriger", "deplacer"):
        assert client_of("stranger").get(f"{at}/{act}/").status_code == 403


def test_a_room_opened_in_the_middle_of_the_week_is_in_it(house, client_of):
    told: dict[str, Any] = {
        "by": THE_POLE,
        "kind": OfferKind.MEETING_ROOM,
    }
    actions.offer_place(name="Kéréon", units=[asset("Kéréon")], start=date(2016, 1, 13), **told)
    assert "Kéréon" in client_of("receptionist").get(f"/salles/semaine/{DAY}").text


def test_who_waits_is_told_to_who_decides(house, cast, client_of):
    house[0].approval = "everybody"
    house[0].save()
    book(house[0], cast.houses["quai"], slot(9, 10), by=cast.actor("member_contact"))
    assert "1 réservation attend" in plain(client_of("receptionist").get("/a-faire/"))
    assert "réservation attend" not in client_of("technician").get("/a-faire/").text


def test_the_way_to_book_is_changed_capped_and_ended(house, cast, client_of):
    page, room = client_of("animator"), house[1]
    shown = page.get(f"/salles/{room.pk}/changer/")
    told = {name: shown.context["form"][name].value() for name in shown.context["form"].fields}
    kept = {name: value for name, value in told.items() if value is not None and value is not False}
    answer = page.post(f"/salles/{room.pk}/changer/", kept | {"after_minutes": "15"})
    assert answer.status_code == 302
    room.refresh_from_db()
    assert room.after_minutes == 15
    cap = {"scope": "organisation", "most": "1", "measure": "hours", "every": "day"}
    assert page.post("/salles/plafonner/", cap | {"start": "2016-01-01"}).status_code == 302
    asked = typed(room, cast.houses["digue"], "09:00", "11:00")
    refused = client_of("stranger").post("/salles/reserver/", asked)
    assert "sur 1 h permises par jour" in plain(refused)
    early = page.post(f"/salles/{room.pk}/retirer/", {"last_day": "2011-01-01"})
    assert early.status_code == 422
    assert page.post(f"/salles/{room.pk}/retirer/", {"last_day": "2016-01-11"}).status_code == 302
    assert "Planier" not in page.get(f"/salles/{DAY}").text


def test_a_pool_is_named_under_the_planning(house, client_of):
    told: dict[str, Any] = {"by": THE_POLE, "kind": OfferKind.DESK, "start": OPENED}
    desks = [asset(f"Poste {number}") for number in (1, 2)]
    pool = actions.offer_place(name="Un poste", units=desks, any_one=True, **told)
    page = client_of("receptionist").get(f"/salles/{DAY}").text
    assert f'href="/salles/{pool.pk}/">Un poste' in page
