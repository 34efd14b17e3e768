"""The first page of each role: what waits for one’s decision, and what is only good to know."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from phares.common.clock.actions import travel_to
from phares.cooperative.premises.tests import factories as premises
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.people.directory import actions
from phares.people.directory.rules.kinds import BelongingRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(cast):
    """On 4 January 2016 the agreement of the Quai ends in a month; two houses have not declared."""
    travel_to(datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris")), by=THE_POLE)
    for house in ("quai", "digue"):
        actions.enter_pole(
            party=cast.houses[house], role=BelongingRole.RESIDENT,
            since=read_dated("2012"), by=THE_POLE,
        )  # fmt: skip
    here = premises.place()
    start, end = premises.day(1), premises.day(2, 1, 2016)
    premises.lease(here, here.offices[0], occupant=cast.houses["quai"], start=start, end=end)


RENEWS = "Peut agir : l’animation du pôle."
NOTHING = "Rien n’attend une décision de votre part"


@pytest.mark.parametrize(
    ("role", "lead", "decides", "knows"),
    [
        ("animator", "Trois choses attendent une décision de votre part.", True, False),
        ("receptionist", f"{NOTHING} ; une chose est à savoir.", False, True),
        ("technician", f"{NOTHING} ; une chose est à savoir.", False, True),
        ("co_manager", f"{NOTHING} ; une chose est à savoir.", False, True),
        ("member_contact", "Une chose attend une décision de votre part.", True, True),
        ("member_staff", f"{NOTHING}.", True, False),
    ],
)
def test_what_waits_for_one_stands_apart_from_what_is_good_to_know(
    leaving, client_of, role, lead, decides, knows
):
    for url in ("/aujourdhui/", "/a-faire/"):
        page = client_of(role).get(url).content.decode()
        assert ('id="a-decider"' in page, 'id="a-savoir"' in page) == (decides, knows)
        assert (RENEWS in page) is knows
        if url == "/aujourdhui/":
            assert lead in page
