"""Where one is signed in: listed, ended one by one, ended everywhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.jobs import forget_expired_sessions
from phares.people.accounts.models import OpenSession, User
from phares.people.accounts.rules.browsers import UNKNOWN, browser_of
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
MINE = "/mon-compte/"


def entered(agent: str, who: str = "animator") -> Client:
    client = Client(headers={"User-Agent": agent})
    sent = {"email": f"{who}@phares.test", "password": PASSWORD}
    assert client.post("/connexion/", sent).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get(MINE).status_code == 200


def test_each_browser_is_listed_and_this_one_is_told(cast, django_assert_max_num_queries):
    here, _phone = entered(FIREFOX), entered(PHONE)
    entered(FIREFOX, "funder")
    with django_assert_max_num_queries(12):
        page = here.get(MINE).text
    assert "Firefox sur Windows</strong>, ici" in page
    assert "Safari sur iPhone</strong><br>" in page
    assert page.count("/mon-compte/sessions/") == 2, "one to close, and the button for the others"


def test_one_elsewhere_is_ended(cast):
    here, phone = entered(FIREFOX), entered(PHONE)
    row = OpenSession.objects.get(browser="Safari sur iPhone")
    assert here.post(f"/mon-compte/sessions/{row.pk}/fermer/").status_code == 302
    assert (is_in(here), is_in(phone)) == (True, False)
    assert Entry.objects.latest("pk").verb == "account.session_ended"


def test_somebody_else_s_is_not_found_and_goes_on(cast):
    here, funder = entered(FIREFOX), entered(PHONE, "funder")
    row = OpenSession.objects.get(user=cast.users["funder"])
    assert here.post(f"/mon-compte/sessions/{row.pk}/fermer/").status_code == 404
    assert is_in(funder)
    with pytest.raises(Refused):
        actions.end_session(row, by=cast.actor("administrator"))
    with pytest.raises(Refused):
        actions.end_other_sessions(row.user, besides=None, by=cast.actor("administrator"))
    assert is_in(funder)


def test_everywhere_else_even_what_is_not_listed(cast):
    here, phone, older = entered(FIREFOX), entered(PHONE), entered(PHONE)
    OpenSession.objects.filter(session_key=older.session.session_key).delete()
    before = here.session.session_key
    assert here.post("/mon-compte/sessions/fermer/").status_code == 302
    assert (is_in(here), is_in(phone), is_in(older)) == (True, False, False)
    assert here.session.session_key != before
    assert OpenSession.objects.get().session_key == here.session.session_key
    assert is_in(entered(PHONE)), "one may come in again"
    assert "account.sessions_ended" in Entry.objects.values_list("verb", flat=True)


def test_signed_out_it_leaves_the_list(cast):
    here = entered(FIREFOX)
    here.post("/deconnexion/")
    assert not OpenSession.objects.exists()


def test_a_new_password_leaves_this_session_alone(cast):
    here, phone = entered(FIREFOX), entered(PHONE)
    word = "une-phrase-assez-longue"
    here.post(MINE, {"current": PASSWORD, "new": word, "again": word})
    assert (is_in(here), is_in(phone)) == (True, False)
    assert [one.browser for one in OpenSession.objects.all()] == ["Firefox sur Windows"]


def test_those_that_expired_are_neither_listed_nor_kept(cast):
    here, phone = entered(FIREFOX), entered(PHONE)
    Session.objects.filter(session_key=phone.session.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    assert "iPhone" not in here.get(MINE).text
    assert forget_expired_sessions(timezone.now()) == 1
    assert OpenSession.objects.count() == 1


def test_sessions_of_before_this_was_counted_go_on(cast, client_of):
    assert User.objects.get(email="animator@phares.test").session_round == 0
    assert is_in(client_of("animator"))


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (PHONE, "Safari sur iPhone"),
        (
            "Mozilla/5.0 (X11; Linux) Chrome/130 Safari/537 Edg/130",
            "Edge sur Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537",
            "Chrome sur Android",
        ),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
        ("<script>alert(1)</script>" * 50, UNKNOWN),
    ],
)
def test_what_a_browser_says_of_itself(agent, told):
    assert browser_of(agent) == told
