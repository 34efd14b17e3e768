"""A form that another site sends in somebody's name: refused at every address, nothing written."""

from __future__ import annotations

from itertools import cycle

import pytest
from django.test import Client

from phares.common.audit.models import Entry
from phares.config.handbook import addresses
from tests.cast import PASSWORD
from tests.test_access import path_of

pytestmark = pytest.mark.django_db
FOR_PROGRAMS = {name for _path, name, _who in addresses() if name.startswith("opendata:")} - {
    "opendata:explained"
}
"""No cookie opens them, so that no form of elsewhere can use one."""
SIGNED_LINK = "post:refuse"
"""A mail program posts there by itself (RFC 8058): the signed link is the right."""


@pytest.mark.any_base
def test_no_address_takes_a_form_without_its_mark(cast):
    client, taken = Client(enforce_csrf_checks=True, raise_request_exception=False), {}
    client.force_login(cast.users["administrator"])
    before = Entry.objects.count()
    others = cycle((client.put, client.patch, client.delete))
    for pattern, name, _audience in addresses():
        for method in (client.post, next(others)):
            answer = method(path_of(name, pattern))
            if name in FOR_PROGRAMS and answer.status_code in (401, 405):
                continue
            if answer.status_code != 403 or "Ce formulaire a expiré" not in answer.text:
                taken[name] = answer.status_code
    assert taken == {SIGNED_LINK: 404}
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("case", "origin", "status"),
    [
        ("ours", "http://testserver", 302),
        ("another", "https://ailleurs.test", 403),
        ("one that ends alike", "http://eviltestserver", 403),
        ("a frame without origin", "null", 403),
    ],
)
def test_a_mark_is_good_from_our_pages_only(cast, case, origin, status):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/connexion/").text
    mark = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    typed = {"email": "animator@phares.test", "password": PASSWORD, "csrfmiddlewaretoken": mark}
    answer = client.post("/connexion/", typed, headers={"Origin": origin})
    assert answer.status_code == status, case


def test_the_mark_changes_when_one_comes_in(cast):
    """Who put a mark in a browser before does not know the one after."""
    client = Client()
    client.get("/connexion/")
    names = [name for name in client.cookies if "csrf" in name]
    before = [client.cookies[name].value for name in names]
    client.post("/connexion/", {"email": "animator@phares.test", "password": PASSWORD})
    assert before != [client.cookies[name].value for name in names]


def test_cookies_are_for_the_server_and_for_our_site_only(cast, settings):
    client = Client()
    client.post("/connexion/", {"email": "animator@phares.test", "password": PASSWORD})
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["samesite"], session["domain"]) == (True, "Lax", "")
