"""A person takes back by herself what she agreed to, and asks of her data."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from phares.activities.library.models import Quote
from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused
from phares.people.accounts.models import User
from phares.people.directory.models import Consent, Function
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind
from phares.steering.privacy import actions, alerts
from phares.steering.privacy.models import RightsRequest
from phares.steering.privacy.rules.asking import Wish, deadline
from tests.parties import person

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2016, 1, 4), datetime(2016, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def lise(cast):
    """Lise Amar with a card, an agreement, a function shown outside."""
    user = cast.user("member_contact")
    user.person = person("Lise", "Amar")
    user.save()
    Function.objects.create(
        person=user.person,
        organisation=cast.houses["quai"],
        title="directrice",
        kind=FunctionKind.DIRECTION.value,
        starts_on=date(2014, 1, 1),
        public=True,
        public_reach=True,
    )
    return user


@pytest.fixture
def agreed(lise):
    return Consent.objects.create(
        person=lise.person, about="Photo de juin", scope=ConsentScope.WEB, given_on=date(2015, 6, 1)
    )


@pytest.fixture
def said(cast, lise):
    axis = Axis.objects.create(pole=cast.pole, number=1, name="Emploi")
    return Quote.objects.create(axis=axis, year=2015, text="On se croise.", author=lise.person)


def text_of(response):
    return response.content.decode()


def test_an_agreement_is_taken_back_by_who_gave_it(client_of, agreed, lise):
    client, url = (
        client_of("member_contact"),
        reverse("privacy:take_back_consent", args=[agreed.pk]),
    )
    assert url in text_of(client.get(reverse("privacy:mine")))
    assert "ce qui en paraît sur le site public" in text_of(client.get(url)).replace("\xa0", " ")
    client.post(url)
    agreed.refresh_from_db()
    assert agreed.withdrawn_on is not None
    assert Entry.objects.get(verb="consent.withdrawn").actor_name == "Lise Amar"
    asked = RightsRequest.objects.get()
    assert (asked.wish, asked.user) == (Wish.WITHDRAWN.value, lise)
    assert Notice.objects.get(kind="privacy.asked").to_address == "administrator@phares.test"
    assert client.get(url).status_code == 404


def test_what_one_said_is_taken_back_by_who_said_it(client_of, said):
    client, url = client_of("member_contact"), reverse("privacy:take_back_quote", args=[said.pk])
    assert "On se croise." in text_of(client.get(url))
    client.post(url)
    said.refresh_from_db()
    assert said.withdrawn_on is not None
    assert Entry.objects.filter(verb="library.withdrawn").count() == 1


def test_a_function_is_hidden_from_the_public_in_one_gesture(client_of, lise):
    held = Function.objects.get()
    client, url = client_of("member_contact"), reverse("privacy:hide_function", args=[held.pk])
    client.post(url)
    held.refresh_from_db()
    assert (held.public, held.public_reach) == (False, False)
    assert Entry.objects.filter(verb="function.hidden").count() == 1
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["stranger", "animator", "administrator"])
def test_nobody_takes_back_for_somebody_else(client_of, cast, agreed, said, name):
    held = Function.objects.get()
    rows = (("take_back_consent", agreed), ("take_back_quote", said), ("hide_function", held))
    before = Entry.objects.count()
    for page, row in rows:
        assert client_of(name).post(reverse(f"privacy:{page}", args=[row.pk])).status_code == 404
    by = Actor(cast.user(name).pk, name)
    for act in (
        lambda: actions.take_back_consent(agreed, by=by, today=TODAY, now=NOW),
        lambda: actions.take_back_quote(said, by=by, today=TODAY),
        lambda: actions.hide_own_function(held, by=by),
    ):
        with pytest.raises(Refused):
            act()
    assert Entry.objects.count() == before
    assert Consent.objects.filter(withdrawn_on=None).count() == 1
    assert Quote.objects.filter(withdrawn_on=None).count() == 1
    assert Function.objects.get().public


def test_a_request_waits_for_its_answer_and_gets_it(client_of, cast):
    asks, keeper = client_of("member_contact"), client_of("administrator")
    url = reverse("privacy:ask", args=["correct"])
    assert asks.post(url, {"words": " "}).status_code == 422
    assert not RightsRequest.objects.exists()
    asks.post(url, {"words": "Mon nom s’écrit Lyse."})
    [asked] = RightsRequest.objects.all()
    assert asked.due_on == deadline(asked.asked_on, 1)
    [alert] = alerts.for_actor(cast.actor("administrator"), today=asked.due_on)
    assert "Lise Amar" in alert.fact
    assert alerts.for_actor(cast.actor("animator"), today=asked.due_on) == []
    answer = reverse("privacy:answer", args=[asked.pk])
    assert answer in text_of(keeper.get(reverse("privacy:people")))
    assert "Lyse" in text_of(keeper.get(answer))
    assert keeper.post(answer, {"answer": " "}).status_code == 422
    keeper.post(answer, {"answer": "C’est corrigé."})
    assert keeper.post(answer, {"answer": "Encore"}).status_code == 422
    assert "C’est corrigé." in text_of(asks.get(reverse("privacy:mine")))
    assert Notice.objects.get(kind="privacy.answered").to_address == "member_contact@phares.test"
    assert alerts.for_actor(cast.actor("administrator"), today=asked.due_on) == []


def test_erasure_is_asked_once_at_a_time(client_of):
    asks, url = client_of("funder"), reverse("privacy:ask", args=["erase"])
    asks.post(url, {"words": ""})
    again = asks.post(url, {"words": "Encore"})
    assert again.status_code == 422
    assert "attend déjà sa réponse" in text_of(again).replace("\xa0", " ")
    assert RightsRequest.objects.count() == 1
    assert asks.get(reverse("privacy:ask", args=["withdrawn"])).status_code == 404


def test_nobody_asks_for_somebody_else_nor_answers_without_the_key(cast):
    user, by = cast.user("member_contact"), cast.actor("stranger")
    with pytest.raises(Refused):
        actions.ask_of_data(user, Wish.ERASE, words="", by=by, today=TODAY, now=NOW)
    assert not RightsRequest.objects.exists()
    own = cast.actor("member_contact")
    asked = actions.ask_of_data(user, Wish.ERASE, words="", by=own, today=TODAY, now=NOW)
    with pytest.raises(Refused):
        actions.answer_request(asked, answer="Non", by=cast.actor("animator"), today=TODAY, now=NOW)
    assert RightsRequest.objects.filter(answered_on=None).count() == 1


def test_what_was_asked_goes_with_the_person(client_of, cast):
    client_of("funder").post(reverse("privacy:ask", args=["correct"]), {"words": "Mon nom"})
    user = User.objects.get(email="funder@phares.test")
    keeper = client_of("administrator")
    url = reverse("privacy:account_erase", args=[user.pk])
    keeper.post(url, {"reason": "À sa demande", "confirmed": "on"})
    assert not RightsRequest.objects.exists()


@pytest.mark.parametrize(
    ("asked", "months", "due"),
    [
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2015, 12, 4), 1, date(2016, 1, 4)),
        (date(2016, 1, 4), 3, date(2016, 4, 4)),
    ],
)
def test_the_same_day_a_month_later(asked, months, due):
    assert deadline(asked, months) == due
