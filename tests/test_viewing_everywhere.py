"""Seeing the house as another account, over every address: one looks, and gains no right.

Whatever is sent is refused with a sentence and writes nothing; whatever is looked at writes nothing
but lines of the journal, under the name of who looks.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from phares.common.audit.models import Entry
from phares.config.handbook import addresses
from phares.people.accounts.rules.viewing import ONLY_LOOK
from phares.people.accounts.viewing import WAYS_OUT
from tests.cast import PEOPLE
from tests.security.test_forged import FOR_PROGRAMS
from tests.test_access import path_of

pytestmark = pytest.mark.any_base
WRITES = ("INSERT", "UPDATE", "DELETE")
MAY_BE_WRITTEN = ("django_session", "audit_entry", "accounts_attempts")
"""A wrong address of a feed is counted whoever asks for it."""
SEEN = [name for name, *_rest in PEOPLE if name != "administrator"]
LOOKED_AT = ("animator", "member_contact")
"""Those whose pages differ most: each costs a look at every address."""


def looking(cast, client_of, who: str) -> Client:
    client = client_of("administrator")
    client.post(f"/comptes/{cast.users[who].pk}/voir-comme/", {"reason": "pour voir"})
    client.raise_request_exception = False
    return client


def written(queries: CaptureQueriesContext) -> list[str]:
    found = [one["sql"] for one in queries.captured_queries]
    acts = (sql for sql in found if sql.startswith(WRITES))
    return [sql for sql in acts if not any(table in sql for table in MAY_BE_WRITTEN)]


@pytest.mark.parametrize("method", ["post", "delete"])
def test_whatever_is_sent_is_refused_and_writes_nothing(cast, client_of, method):
    client, wrong = looking(cast, client_of, "animator"), {}
    lines = Entry.objects.count()
    for pattern, name, _audience in addresses():
        if name in WAYS_OUT or name in FOR_PROGRAMS:
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(path_of(name, pattern))
        if answer.status_code != 422 or "sans rien pouvoir changer" not in answer.text:
            wrong[name] = answer.status_code
        if acts := written(queries):
            wrong[name] = acts
    assert wrong == {}
    assert Entry.objects.count() == lines
    assert "sans rien pouvoir changer" in ONLY_LOOK.sentence


@pytest.mark.parametrize("who", LOOKED_AT)
def test_whatever_is_looked_at_writes_only_in_the_journal(cast, client_of, who):
    client, wrong = looking(cast, client_of, who), {}
    for pattern, name, _audience in addresses():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path_of(name, pattern))
        if answer.status_code >= 500 or written(queries):
            wrong[name] = (answer.status_code, written(queries))
    assert wrong == {}
    assert set(Entry.objects.values_list("actor_name", flat=True)) == {"Ada Kervella"}


def test_the_administration_opens_whatever_anybody_opens(cast):
    """So that seeing as somebody never lends a right: a page for others alone must change the rule
    of who may see as whom."""
    actors = {who: cast.actor(who) for who in ["administrator", *SEEN]}
    administrator, more = actors.pop("administrator"), set()
    for pattern, name, _audience in addresses():
        audience = resolve(path_of(name, pattern)).func.audience
        if name not in FOR_PROGRAMS and not audience.welcomes(administrator):
            more |= {(who, name) for who, actor in actors.items() if audience.welcomes(actor)}
    assert more == set()
