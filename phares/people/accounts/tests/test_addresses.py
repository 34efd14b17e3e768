"""Another address to sign in with: confirmed from there, given up, and what follows it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from phares.common.notices.actions import choose_rhythm
from phares.common.notices.models import Notice
from phares.common.notices.queries import chosen_by
from phares.common.notices.rules.kinds import MISSING_DECLARATION
from phares.common.notices.rules.rhythms import Rhythm
from phares.people.accounts import actions
from phares.people.accounts.models import User
from phares.people.accounts.tests.test_links import HOUR, NOW, refused, token_to, verbs
from tests.cast import PASSWORD


def changing(cast, **changes):
    words = {"address": "Nour@Exemple.fr", "current": PASSWORD, "by": cast.actor("animator")}
    return words | {"now": NOW} | changes


def test_an_address_changes_once_confirmed_and_the_old_one_is_told(cast):
    user = cast.users["animator"]
    actions.ask_address_change(user, **changing(cast))
    user.refresh_from_db()
    assert user.email == "animator@phares.test", "not before it is confirmed"
    assert Notice.objects.get().to_address == "nour@exemple.fr"
    actions.confirm_address(token_to("nour@exemple.fr"), now=NOW + HOUR)
    user.refresh_from_db()
    assert user.email == "nour@exemple.fr"
    told = Notice.objects.latest("pk")
    assert (told.to_address, told.kind) == ("animator@phares.test", "account.address_changed")
    assert "nour@exemple.fr" not in told.text
    assert verbs() == ["account.address_asked", "account.address_changed"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("wrong-password", {"current": "faux"}),
        ("same-address", {"address": " Animator@phares.test"}),
    ],
)
def test_an_address_that_cannot_change_writes_nothing(cast, code, changes):
    refused(code, actions.ask_address_change, cast.users["animator"], **changing(cast, **changes))


def test_nobody_changes_the_address_of_somebody_else(cast):
    by = cast.actor("administrator")
    act = actions.ask_address_change
    refused("not-a-keeper", act, cast.users["animator"], **changing(cast, by=by))


def test_an_address_that_is_taken_gets_no_letter_and_nobody_learns_it(cast, client_of):
    client = client_of("animator")
    sent = {"address": "funder@phares.test", "current": PASSWORD}
    response = client.post("/mon-compte/adresse/", sent, follow=True)
    assert "Ouvrez le courrier envoyé à funder@phares.test" in response.text
    told = Notice.objects.get()
    assert (told.to_address, told.kind) == ("funder@phares.test", "account.address_wanted")
    assert "/lien/" not in told.text
    assert "animator@phares.test" not in told.text
    # The account shows the same as for an address that nobody has; its link is held by nobody.
    assert "funder@phares.test attend d’être confirmée" in client.get("/mon-compte/").text


def test_an_address_that_waits_is_shown_and_given_up(cast, client_of):
    client = client_of("animator")
    client.post("/mon-compte/adresse/", {"address": "nour@exemple.fr", "current": PASSWORD})
    assert "nour@exemple.fr attend d’être confirmée" in client.get("/mon-compte/").text
    token = token_to("nour@exemple.fr")
    assert client.post("/mon-compte/adresse/renoncer/").status_code == 302
    assert "attend d’être confirmée" not in client.get("/mon-compte/").text
    refused("dead-link", actions.confirm_address, token, now=timezone.now())
    assert client.post("/mon-compte/adresse/renoncer/").status_code == 422


def test_nobody_gives_up_the_change_of_somebody_else(cast):
    actions.ask_address_change(cast.users["animator"], **changing(cast))
    act, by = actions.drop_address_change, cast.actor("administrator")
    refused("not-a-keeper", act, cast.users["animator"], by=by, now=NOW)


def test_what_one_does_without_follows_the_address(cast):
    user = cast.users["animator"]
    for address in (user.email, "nour@exemple.fr"):
        choose_rhythm(address, MISSING_DECLARATION, Rhythm.NONE, by=cast.actor("animator"), now=NOW)
    actions.ask_address_change(user, **changing(cast))
    actions.confirm_address(token_to("nour@exemple.fr"), now=NOW + HOUR)
    assert chosen_by("nour@exemple.fr") == {MISSING_DECLARATION.code: Rhythm.NONE}
    assert chosen_by("animator@phares.test") == {}


def test_what_one_does_without_follows_the_account_that_stays(cast):
    kept, lost, by = cast.users["animator"], cast.users["funder"], cast.actor("administrator")
    choose_rhythm(lost.email, MISSING_DECLARATION, Rhythm.NONE, by=cast.actor("funder"), now=NOW)
    actions.keep_one_account(kept, lost, by=by, now=NOW)
    assert chosen_by(kept.email) == {MISSING_DECLARATION.code: Rhythm.NONE}


def test_an_address_taken_meanwhile_is_refused(cast):
    actions.ask_address_change(cast.users["animator"], **changing(cast))
    User.objects.filter(email="funder@phares.test").update(email="nour@exemple.fr")
    refused("taken", actions.confirm_address, token_to("nour@exemple.fr"), now=NOW)


def test_a_new_address_is_confirmed_by_a_button_and_not_by_a_look(cast, client_of):
    client = client_of("animator")
    client.post("/mon-compte/adresse/", {"address": "nour@exemple.fr", "current": PASSWORD})
    client.get(f"/lien/{token_to('nour@exemple.fr')}/")
    assert "Confirmer une adresse" in client.get("/lien/").text
    assert User.objects.filter(email="animator@phares.test").exists()
    client.post("/lien/", {"page": "x"})
    assert User.objects.filter(email="nour@exemple.fr").exists()
