"""Sessions that end when they must, doors that wait, and nothing learned of who has an account."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client

from phares.common.notices.models import Notice
from phares.common.web.pacing import A_MINUTE, PLACES, Pace
from phares.people.accounts import actions
from phares.people.accounts.models import OpenSession, User
from phares.people.accounts.rules.passwords import FROM_ONE_PLACE, TRIES
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
WORD = "une-phrase-assez-longue"
DOOR, MINE, LOST = "/connexion/", "/mon-compte/", "/mot-de-passe-oublie/"


def knock(client: Client, who: str = "animator", password: str = PASSWORD, **more) -> int:
    typed = {"email": f"{who}@phares.test", "password": password}
    return client.post(DOOR, typed, **more).status_code


def entered(who: str = "animator") -> Client:
    client = Client()
    assert knock(client, who) == 302
    return client


def with_session(client: Client) -> tuple[Client, str]:
    """Another browser that holds the same session, and its key."""
    key, other = client.session.session_key, Client()
    other.cookies = client.cookies.copy()
    return other, key


def is_in(client: Client) -> bool:
    return client.get(MINE).status_code == 200


def link_to(address: str) -> str:
    found = re.search(r"/lien/[\w-]+/", Notice.objects.filter(to_address=address).latest("pk").text)
    assert found
    return found[0]


# -- a session that somebody else knew -------------------------------------------------------


def test_a_session_chosen_by_somebody_else_is_never_taken(cast, settings):
    for planted in ("a" * 32, "choisie"):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = planted
        knock(client)
        assert client.session.session_key != planted
        assert not Session.objects.filter(session_key=planted).exists()


def test_coming_in_changes_the_key_and_ends_the_one_before(cast):
    """Who put a session of ours in a browser before is not in after."""
    client = Client()
    client.post(LOST, {"email": "animator@phares.test"})
    client.get(link_to("animator@phares.test"))
    planted, key = with_session(client)
    knock(client)
    assert is_in(client)
    assert client.session.session_key != key
    assert not Session.objects.filter(session_key=key).exists()
    assert not is_in(planted)


def test_a_new_password_by_letter_changes_the_key_and_ends_every_other(cast):
    elsewhere, client = entered(), Client()
    client.post(LOST, {"email": "animator@phares.test"})
    client.get(link_to("animator@phares.test"))
    planted, key = with_session(client)
    client.post("/lien/", {"new": WORD, "again": WORD})
    assert (is_in(client), is_in(elsewhere), is_in(planted)) == (True, False, False)
    assert client.session.session_key != key


def test_another_address_changes_the_key_and_ends_every_other(cast):
    elsewhere, client = entered(), entered()
    client.post("/mon-compte/adresse/", {"address": "nour@exemple.fr", "current": PASSWORD})
    client.get(link_to("nour@exemple.fr"))
    copied, key = with_session(client)
    assert client.post("/lien/", {"page": "x"}).status_code == 302
    assert (is_in(client), is_in(elsewhere), is_in(copied)) == (True, False, False)
    assert client.session.session_key != key
    assert [one.session_key for one in OpenSession.objects.all()] == [client.session.session_key]


def test_another_address_confirmed_elsewhere_lets_nobody_in(cast):
    """The letter proves that one reads it, not that one knows the password."""
    client, reader = entered(), Client()
    client.post("/mon-compte/adresse/", {"address": "nour@exemple.fr", "current": PASSWORD})
    reader.get(link_to("nour@exemple.fr"))
    reader.post("/lien/", {"page": "x"})
    assert User.objects.filter(email="nour@exemple.fr").exists()
    assert (is_in(client), is_in(reader)) == (False, False)


def test_an_account_closed_then_reopened_lets_no_old_session_in(cast):
    client, person, by = entered(), cast.users["animator"], cast.actor("administrator")
    client.post(LOST, {"email": "animator@phares.test"})
    link = link_to("animator@phares.test")
    actions.close_account(person, by=by, now=Notice.objects.latest("pk").written_at)
    actions.reopen_account(person, by=by)
    assert not is_in(client)
    assert Client().get(link).status_code == 404
    assert is_in(entered())


# -- doors that wait -------------------------------------------------------------------------


def test_one_password_tried_on_everybody_makes_its_place_wait(cast):
    client = Client()
    for number in range(FROM_ONE_PLACE):
        assert knock(client, f"personne-{number}", "azertyuiop12") == 422
    assert knock(client) == 429
    assert client.post(LOST, {"email": "animator@phares.test"}).status_code == 429
    assert knock(client, REMOTE_ADDR="192.0.2.7") == 302, "from elsewhere nobody waits"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (MINE, {"current": "faux", "new": WORD, "again": WORD}),
        ("/mon-compte/adresse/", {"current": "faux", "address": "n@exemple.fr"}),
    ],
)
def test_whoever_holds_a_session_guesses_the_password_no_more_often(cast, path, typed):
    client = entered()
    said = [client.post(path, typed).status_code for _each in range(TRIES + 1)]
    assert said == [422] * TRIES + [429]
    assert client.post(path, typed | {"current": PASSWORD}).status_code == 429
    cast.users["animator"].refresh_from_db()
    assert cast.users["animator"].check_password(PASSWORD)
    assert entered("funder").post(path, typed).status_code == 422, "others do not wait"


def test_nobody_s_letter_box_is_filled(cast):
    client = entered("administrator")
    client.post(
        "/comptes/inviter/", {"email": "new@exemple.fr", "name": "Maud", "role": "animator"}
    )
    again = f"/comptes/{User.objects.get(email='new@exemple.fr').pk}/inviter/"
    said = [client.post(again).status_code for _each in range(TRIES + 1)]
    assert said == [302] * TRIES + [429]
    assert Notice.objects.filter(to_address="new@exemple.fr").count() == TRIES + 1


def test_who_searches_the_public_pages_too_fast_waits(client, cast):
    place = {"REMOTE_ADDR": "192.0.2.60"}
    said = {client.get("/annuaire/?q=quai", **place).status_code for _each in range(60)}
    answer = client.get("/annuaire/?q=quai", **place)
    assert (said, answer.status_code, answer["Retry-After"]) == ({200}, 429, "60")
    assert "Trop de recherches en peu de temps" in answer.text
    assert client.get("/annuaire/", **place).status_code == 200, "what is not searched is read"
    assert client.get("/annuaire/?q=quai").status_code == 200, "elsewhere nobody waits"


def test_the_pace_is_counted_by_place_and_by_minute():
    pace = Pace(2)
    assert [pace.takes("a", 0.0) for _each in range(3)] == [True, True, False]
    assert pace.takes("b", 0.0)
    assert not pace.takes("a", A_MINUTE - 0.1)
    assert pace.takes("a", float(A_MINUTE))
    for number in range(PLACES):
        pace.takes(str(number), float(A_MINUTE))
    assert len(pace._seen) <= PLACES


# -- who has an account ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["animator", "unknown", "closed", "invited"])
def test_the_same_work_whoever_it_is(cast, monkeypatch, who):
    """One password is hashed each time: nobody learns by a watch who has an account."""
    person = cast.users["funder"]
    if who in ("closed", "invited"):
        person.is_active = who == "invited"
        if who == "invited":
            person.set_unusable_password()
        person.save()
    hashed: list[str] = []
    plain = MD5PasswordHasher.encode

    def encode(self, password, salt):
        hashed.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    address = {"animator": "animator", "unknown": "personne"}.get(who, "funder")
    assert knock(Client(), address, "mot-de-passe-faux") == 422
    assert len(hashed) == 1


def test_links_of_letters_lead_to_the_address_of_the_settings(cast, settings):
    settings.SITE_URL = "https://pole.test"
    headers = {"Host": "evil.test", "X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"}
    Client().post(LOST, {"email": "animator@phares.test"}, headers=headers)
    letter = Notice.objects.latest("pk")
    assert "https://pole.test/lien/" in letter.text
    assert "evil.test" not in f"{letter.subject} {letter.text} {letter.html}"
