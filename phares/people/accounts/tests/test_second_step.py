"""Signing in with a second step: the password alone opens nothing, a code serves once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import Attempts, Factor, OpenSession, RecoveryCode
from phares.people.accounts.rules import factors as rules
from phares.people.accounts.rules.passwords import TRIES
from phares.people.accounts.tests.second_step import (
    NOW,
    ORIGIN,
    SITE,
    code_at,
    with_application,
    with_passkey,
)
from phares.people.accounts.views import second_step
from tests.cast import PASSWORD
from tests.passkeys import Device

DOOR, CODE, RECOVERY, PASSKEY = (
    "/connexion/",
    "/connexion/code/",
    "/connexion/code-de-secours/",
    "/connexion/cle-d-acces/",
)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def nour(cast):
    return cast.users["animator"]


def password(client, **more):
    return client.post(DOOR, {"email": "animator@phares.test", "password": PASSWORD} | more)


def is_in(client) -> bool:
    return client.get("/mon-compte/").status_code == 200


def fresh_code(steps: int = 1) -> str:
    """The next one: that of now may have served to add the application."""
    return code_at(timezone.now(), steps=steps)


def question(page) -> str:
    return unescape(re.findall(r'data-question="([^"]+)"', page.text)[0])


def test_each_code_serves_once_at_the_desk(nour):
    with_application(nour)
    actions.use_code(nour, code_at(LATER), now=LATER)
    assert Factor.objects.get().used_at == LATER
    for again in (code_at(LATER), code_at(LATER, steps=-1)):
        with pytest.raises(Refused) as refusal:
            actions.use_code(nour, again, now=LATER)
        assert refusal.value.reason is rules.WRONG_CODE
    actions.use_code(nour, code_at(LATER, steps=1), now=LATER)


def test_each_recovery_code_serves_once_and_is_told(nour, cast):
    codes = with_application(nour)
    others = with_application(cast.users["accountant"])
    actions.use_recovery_code(nour, codes[3].lower(), now=NOW)
    for wrong in (codes[3], others[0], "", "AAAA-AAAA-AAAA"):
        with pytest.raises(Refused) as refusal:
            actions.use_recovery_code(nour, wrong, now=NOW)
        assert refusal.value.reason is rules.WRONG_RECOVERY_CODE
    assert RecoveryCode.objects.filter(user=nour, used_at=None).count() == 9
    assert Entry.objects.latest("pk").verb == "account.recovery_code_used"
    assert "restent\u00a0: 9." in Notice.objects.latest("pk").text


def test_the_password_alone_opens_nothing(client, nour):
    with_application(nour)
    before = Entry.objects.count()
    client.get(PASSKEY)
    before_it = client.session.session_key
    response = password(client, next="/habitants/")
    assert client.session.session_key not in (None, before_it), "a session of its own"
    assert (response.status_code, response["Location"]) == (302, CODE)
    assert not is_in(client)
    assert "_auth_user_id" not in client.session
    assert not OpenSession.objects.exists()
    assert Entry.objects.count() == before, "nobody came in"


def test_with_the_code_one_is_in_where_one_was_going(client, nour, django_assert_max_num_queries):
    with_application(nour)
    password(client, next="/habitants/")
    waiting = client.session.session_key
    page = client.get(CODE)
    assert 'autocomplete="one-time-code"' in page.text
    assert 'inputmode="numeric"' in page.text
    with django_assert_max_num_queries(32):
        response = client.post(CODE, {"code": fresh_code()})
    assert (response.status_code, response["Location"]) == (302, "/habitants/")
    assert is_in(client)
    assert client.session.session_key != waiting, "the session is renewed"
    assert not Session.objects.filter(session_key=waiting).exists()
    assert second_step.PENDING not in client.session
    assert Entry.objects.latest("pk").verb == "account.signed_in"


def test_a_wrong_code_is_refused_and_one_that_served_too(client, nour):
    with_application(nour)
    password(client)
    code = fresh_code()
    assert (
        client.post(CODE, {"code": "000000" if code != "000000" else "111111"}).status_code == 422
    )
    assert not is_in(client)
    client.post(CODE, {"code": code})
    client.post("/deconnexion/")
    password(client)
    response = client.post(CODE, {"code": code})
    assert response.status_code == 422
    assert "Ce code ne va pas" in response.text
    assert not is_in(client)


def test_ten_wrong_codes_then_one_waits_wherever_one_is(client, nour, settings):
    codes, settings.BEHIND_TLS = with_application(nour), True
    password(client)
    for number in range(TRIES):
        place = {"X-Forwarded-For": f"203.0.113.{number}"}
        path = CODE if number % 2 else RECOVERY
        assert client.post(path, {"code": "abcdef"}, headers=place).status_code == 422
    assert client.post(CODE, {"code": fresh_code()}).status_code == 429
    assert client.post(RECOVERY, {"code": codes[0]}).status_code == 429
    assert not is_in(client)
    assert Entry.objects.latest("pk").verb == "account.codes_exhausted"
    assert RecoveryCode.objects.filter(used_at=None).count() == 10
    Attempts.objects.update(until=timezone.now())
    assert client.post(CODE, {"code": fresh_code()}).status_code == 302


def test_what_was_typed_wrong_is_forgotten_once_in(client, nour):
    with_application(nour)
    password(client)
    client.post(CODE, {"code": "abcdef"})
    assert Attempts.objects.count() == 1
    client.post(CODE, {"code": fresh_code()})
    assert not Attempts.objects.exists()


@pytest.mark.parametrize("path", [CODE, RECOVERY])
def test_without_a_password_first_there_is_nothing_to_type(client, nour, path):
    with_application(nour)
    for response in (client.get(path), client.post(path, {"code": fresh_code()})):
        assert (response.status_code, response["Location"]) == (302, DOOR)


def test_it_waits_ten_minutes_and_no_longer(client, nour):
    with_application(nour)
    password(client)
    session = client.session
    held = session[second_step.PENDING]
    session[second_step.PENDING] = held | {"until": timezone.now().isoformat()}
    session.save()
    assert client.post(CODE, {"code": fresh_code()})["Location"] == DOOR
    assert not is_in(client)
    assert "Trop de temps a passé" in client.get(DOOR).text


def test_a_new_password_or_a_closed_account_ends_the_wait(client, nour, cast):
    with_application(nour)
    by = cast.actor("administrator")
    password(client)
    actions.give_password(nour, password="une-phrase-toute-neuve", by=by)
    assert client.post(CODE, {"code": fresh_code()})["Location"] == DOOR
    client.post(DOOR, {"email": nour.email, "password": "une-phrase-toute-neuve"})
    assert client.get(CODE).status_code == 200
    actions.close_account(nour, by=by, now=timezone.now())
    assert client.post(CODE, {"code": fresh_code()})["Location"] == DOOR


def test_the_wait_of_one_browser_opens_nothing_in_another(client, client_of, nour):
    with_application(nour)
    password(client)
    assert client_of("funder").post(CODE, {"code": fresh_code()})["Location"] == DOOR


def test_who_was_in_as_somebody_else_is_out(client_of, nour):
    with_application(nour)
    client = client_of("funder")
    password(client)
    assert not is_in(client)
    client.post(CODE, {"code": fresh_code()})
    assert "Nour Benali" in client.get("/mon-compte/").text


def test_a_recovery_code_opens_too(client, nour):
    codes = with_application(nour)
    password(client)
    assert "code de secours" in client.get(CODE).text
    assert client.get(RECOVERY).status_code == 200
    assert client.post(RECOVERY, {"code": codes[0]})["Location"] == "/entrer/"
    assert is_in(client)


def test_a_lost_password_is_not_a_way_around(client, nour):
    """Who reads the letters chooses a password; the code is asked all the same."""
    with_application(nour)
    actions.ask_password_reset(nour.email, now=timezone.now())
    link = re.findall(r"/lien/[^)\s]+", Notice.objects.latest("pk").text)[0]
    client.get(link)
    word = {"new": "une-phrase-toute-neuve", "again": "une-phrase-toute-neuve"}
    assert client.post("/lien/", word)["Location"] == CODE
    assert not is_in(client)
    page = client.post(CODE, {"code": fresh_code()}, follow=True)
    assert "Votre mot de passe est choisi" in page.text


def test_a_passkey_after_the_password(client, nour):
    device = Device(verifies=False)
    with_passkey(nour, device)
    assert password(client)["Location"] == PASSKEY, "no code to type"
    asked = question(client.get(PASSKEY))
    answer = device.sign(asked, origin=ORIGIN)
    assert client.post(PASSKEY, {"answer": answer})["Location"] == "/entrer/"
    assert is_in(client)
    assert Factor.objects.get().sign_count == 1
    client.post("/deconnexion/")
    password(client)
    client.get(PASSKEY)
    assert client.post(PASSKEY, {"answer": answer}).status_code == 422, "of another question"
    assert not is_in(client)


def test_a_passkey_alone_when_the_device_checks_who_holds_it(client, nour):
    device = Device()
    with_passkey(nour, device)
    answer = device.sign(question(client.get(PASSKEY)), origin=ORIGIN)
    assert client.post(PASSKEY, {"answer": answer}, follow=True).status_code == 200
    assert is_in(client)


@pytest.mark.parametrize(
    ("case", "verifies", "origin"),
    [
        ("the device did not check", False, ORIGIN),
        ("signed for another site", True, "http://hameconnage.test"),
    ],
)
def test_a_passkey_alone_is_refused(client, nour, case, verifies, origin):
    device = Device(verifies=verifies)
    with_passkey(nour, device)
    answer = device.sign(question(client.get(PASSKEY)), origin=origin)
    assert client.post(PASSKEY, {"answer": answer}).status_code == 422, case
    assert not is_in(client)
    assert Factor.objects.get().used_at is None


def test_a_passkey_of_somebody_else_is_refused_after_a_password(client, nour, cast):
    own, other = Device(), Device()
    with_passkey(nour, own)
    with_passkey(cast.users["accountant"], other)
    password(client)
    answer = other.sign(question(client.get(PASSKEY)), origin=ORIGIN)
    assert client.post(PASSKEY, {"answer": answer}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": "a", "rawId": "a"}', "é" * 99])
def test_nonsense_is_refused(client, nour, answer):
    client.get(PASSKEY)
    assert client.post(PASSKEY, {"answer": answer}).status_code == 422


def test_a_question_that_waited_too_long_is_asked_again(client, nour):
    device = Device()
    with_passkey(nour, device)
    answer = device.sign(question(client.get(PASSKEY)), origin=ORIGIN)
    session = client.session
    held = session[second_step.CHALLENGE]
    session[second_step.CHALLENGE] = held | {"until": timezone.now().isoformat()}
    session.save()
    response = client.post(PASSKEY, {"answer": answer})
    assert response.status_code == 422
    assert "restée ouverte trop longtemps" in response.text


def test_a_passkey_that_was_copied_is_refused(nour):
    """It says that it served less than we know (WebAuthn, § 6.1.1)."""
    import json

    from phares.people.accounts.formats.passkeys import asked_to_sign

    device = Device()
    with_passkey(nour, device)
    Factor.objects.update(sign_count=5)
    asked = asked_to_sign(SITE)
    given = {"challenge": json.loads(asked)["challenge"], "site": SITE, "now": NOW}
    with pytest.raises(Refused) as refusal:
        actions.use_passkey(device.sign(asked, origin=ORIGIN), **given)
    assert refusal.value.reason is rules.WRONG_PASSKEY
    assert Factor.objects.get().sign_count == 5


def test_who_has_no_second_step_comes_in_as_before(client, cast):
    assert password(client)["Location"] == "/entrer/"
    assert is_in(client)
