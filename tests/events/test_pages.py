"""An event from its draft to who came, by the pages, without script."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from phares.activities.bookings.models import Booking
from phares.activities.bookings.tests.factories import NOW, at
from phares.activities.bookings.tests.test_pages import room
from phares.activities.events import actions
from phares.activities.events.models import Event, HeadCount, Registration, Session
from phares.activities.events.queries.guests import token_of
from phares.activities.events.rules.kinds import Comers
from phares.common.clock.actions import travel_to
from phares.common.notices.models import Notice
from phares.kernel.actor import THE_POLE
from tests.events.factories import announced, comes, planned

pytestmark = pytest.mark.django_db
LIST = "/rendez-vous/"
MEAL = {"title": "Repas des habitants", "kind": "meal", "comers": "public", "payer": "nobody"}


@pytest.fixture
def monday(cast):
    """Monday 11 January 2016, nine o’clock."""
    travel_to(NOW, by=THE_POLE)
    return cast


def plain(answer) -> str:
    return unescape(answer.text).replace("\xa0", " ").replace("\u202f", " ")


def session_sent(**more):
    return {"start": "2016-01-12T12:00", "end": "2016-01-12T14:00", "capacity": "40", **more}


def test_a_meal_is_prepared_announced_come_to_and_counted(monday, client_of):
    page, cordouan = client_of("animator"), room("Cordouan")
    assert "Aucun rendez-vous" in plain(page.get(LIST))
    answer = page.post(f"{LIST}preparer/", {**MEAL, "organiser": monday.houses["quai"].pk})
    event = Event.objects.get()
    card = reverse("events:event", args=[event.pk])
    assert answer.url == card
    assert "Aucune séance" in plain(page.get(card))
    page.post(f"{card}seances/", session_sent(offer=cordouan.pk))
    session = Session.objects.get()
    assert session.booking == Booking.objects.get(purpose="Repas des habitants")
    page.post(f"{card}annoncer/")
    one = f"{LIST}seances/{session.pk}/"
    assert client_of("member_contact").post(f"{one}venir/", {}).status_code == 302
    page.post(f"{one}inscrire/", {"name": "Zoé Le Gall", "from_where": "Le Moulin"})
    text = plain(page.get(card))
    assert "38 places libres sur 40" in text
    assert "Zoé Le Gall" in text
    travel_to(at(15), by=THE_POLE)
    assert "Zoé Le Gall" in plain(page.get(f"{one}presences/"))
    zoe = Registration.objects.get(name="Zoé Le Gall")
    page.post(f"{one}presences/", {"came": [str(zoe.pk)]})
    page.post(f"{one}compter/", {"people": "12"})
    page.post(f"{card}depenses/", {"label": "Traiteur", "amount": "240", "payer": "Le pôle"})
    page.post(f"{card}tenu/")
    text = plain(page.get(card))
    assert "13 personnes sont venues" in text
    assert "En tout : 240" in text
    assert Event.objects.get().state == "held"
    assert "13" in plain(page.get(LIST))


def test_a_stranger_comes_by_the_link_of_a_letter(monday, client_of):
    session, visitor = announced(capacity=1), Client()
    address = reverse("events:public_event", args=[session.event_id])
    assert "Repas des habitants" in plain(visitor.get("/ouvert-a-tous/"))
    asked = {"session": session.pk, "name": "Zoé", "email": "zoe@ailleurs.test"}
    refused = visitor.post(address, asked)
    assert refused.status_code == 422
    assert "Sans cet accord" in plain(refused)
    assert 'value="Zoé"' in refused.text
    assert not Registration.objects.exists()
    assert visitor.post(address, {**asked, "consent": "on"}).status_code == 302
    mine = reverse("events:mine", args=[token_of(Registration.objects.get())])
    assert "Confirmer mon inscription" in plain(visitor.get(mine))
    visitor.post(mine, {"act": "confirm"})
    assert "Votre place est gardée" in plain(visitor.get(mine))
    assert "Complet" in plain(visitor.get(address))
    visitor.post(mine, {"act": "give-up"})
    assert "Votre inscription est annulée" in plain(visitor.get(mine))
    assert visitor.get(mine[:-4] + "abc/").status_code == 404
    assert Notice.objects.filter(to_address="zoe@ailleurs.test").count() == 3


def test_drafts_and_what_is_not_for_all_are_hidden(monday, client_of):
    draft, house = planned(), announced(comers=Comers.MEMBERS, title="Réunion de maison")
    for pk in (draft.pk, house.event_id):
        assert Client().get(reverse("events:public_event", args=[pk])).status_code == 404
    assert "Rien d’annoncé" in plain(Client().get("/ouvert-a-tous/"))
    contact = client_of("member_contact")
    assert contact.get(reverse("events:event", args=[draft.pk])).status_code == 404
    assert plain(contact.get(LIST)).count("Repas des habitants") == 0
    card = plain(contact.get(reverse("events:event", args=[house.event_id])))
    assert "M’inscrire" in card
    assert "Inscrire quelqu’un" not in card


def test_who_comes_is_read_by_those_who_welcome_alone(monday, client_of):
    session = announced(comers=Comers.MEMBERS)
    comes(session, "Ana")
    address = reverse("events:event", args=[session.event_id])
    for who, reads in (("receptionist", True), ("member_contact", False), ("technician", False)):
        assert ("Ana" in plain(client_of(who).get(address))) is reads, who


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (session_sent(end="2016-01-12T11:00", place="Cour"), "La fin doit venir après le début"),
        (session_sent(), "Dites où"),
        (session_sent(start="demain", place="Cour"), "Ce moment ne se lit pas"),
    ],
)
def test_what_cannot_be_is_told_on_the_form_and_nothing_is_lost(monday, client_of, sent, said):
    event = planned()
    address = reverse("events:add_session", args=[event.pk])
    answer = client_of("animator").post(address, {**sent, "title": "Matin"})
    assert answer.status_code == 422
    assert said in plain(answer)
    assert 'value="Matin"' in answer.text
    assert not Session.objects.exists()


def test_a_room_that_is_taken_is_told_on_its_field(monday, client_of):
    cordouan, page = room("Cordouan"), client_of("animator")
    for turn in range(2):
        page.post(f"{LIST}preparer/", {**MEAL, "organiser": monday.houses["quai"].pk})
        event = Event.objects.order_by("-pk")[0]
        address = reverse("events:add_session", args=[event.pk])
        answer = page.post(address, session_sent(offer=cordouan.pk))
        assert answer.status_code == (302, 422)[turn]
    assert "Le Quai partagé" in plain(answer)
    assert (Session.objects.count(), Booking.objects.count()) == (1, 1)


def test_called_off_it_says_why_and_whoever_was_to_come_is_told(monday, client_of):
    session = announced()
    comes(session, "Ana")
    address = reverse("events:event", args=[session.event_id])
    client_of("animator").post(f"{address}annuler/", {"reason": "La cuisine est fermée"})
    assert "La cuisine est fermée" in plain(client_of("member_contact").get(address))
    letter = Notice.objects.get(key__startswith="event.told:called-off:")
    assert letter.to_address == "ana@ailleurs.test"


def test_the_sheet_is_a_pdf_for_those_who_welcome(monday, client_of):
    session = announced()
    comes(session, "Ana")
    address = reverse("events:sheet", args=[session.pk])
    answer = client_of("receptionist").get(address)
    assert (answer.content[:5], answer["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert client_of("member_contact").get(address).status_code == 403


def test_the_pages_cost_few_queries_however_many_come(
    monday, client_of, django_assert_max_num_queries
):
    session = announced(capacity=None)
    for number in range(20):
        comes(session, f"Nom{number}")
        announced(title=f"Repas {number}")
    travel_to(at(13), by=THE_POLE)
    actions.count_heads(session, monday.houses["quai"], 3, by=THE_POLE, now=at(13))
    assert HeadCount.objects.count() == 1
    page, contact = client_of("animator"), client_of("member_contact")
    for client, address, most in (
        (page, LIST, 9),
        (page, reverse("events:event", args=[session.event_id]), 11),
        (contact, reverse("events:event", args=[session.event_id]), 10),
        (page, reverse("events:attendance", args=[session.pk]), 8),
        (page, reverse("events:plan"), 12),
        (Client(), "/ouvert-a-tous/", 4),
    ):
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200, address
