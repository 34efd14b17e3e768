"""Opening, giving, taking back, closing: all told in the journal; a refusal writes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.kernel.actor import Actor, Role
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import Key, User
from phares.people.accounts.queries import actor_of

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
TODAY = date(2016, 1, 4)
WORD = "une-phrase-assez-longue"


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("pk")]


def refused(code: str, act, *args, **words) -> None:
    """The act is refused with this code, and nothing is written."""
    before = list(User.objects.values()), list(Key.objects.values()), Entry.objects.count()
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    assert caught.value.reason.code == code
    after = list(User.objects.values()), list(Key.objects.values()), Entry.objects.count()
    assert after == before


def opening(cast, **changes):
    words = {"email": "Maud@Exemple.fr ", "name": "Maud Roy", "password": WORD}
    return words | {"role": Role.ANIMATOR, "by": cast.actor("administrator"), "now": NOW} | changes


def test_an_account_opens_with_its_first_key(cast):
    user = actions.open_account(**opening(cast))
    assert (user.email, user.name, user.check_password(WORD)) == (
        "maud@exemple.fr",
        "Maud Roy",
        True,
    )
    assert actor_of(user, TODAY) == Actor(user.pk, "Maud Roy", frozenset({(Role.ANIMATOR, None)}))
    assert verbs() == ["account.opened", "account.key_given"]
    assert Entry.objects.latest("pk").details == {"role": "Animation"}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("known-address", {"email": "ANIMATOR@phares.test"}),
        ("weak-password", {"password": "court"}),
        ("weak-password", {"password": "password1234"}),
        ("no-organisation", {"role": Role.FUNDER}),
    ],
)
def test_an_account_that_cannot_open_leaves_no_trace(cast, code, changes):
    refused(code, actions.open_account, **opening(cast, **changes))


@pytest.mark.parametrize("who", ["animator", "co_manager", "member_contact", "funder", "visitor"])
def test_only_the_administration_opens_accounts(cast, who):
    refused("not-a-keeper", actions.open_account, **opening(cast, by=cast.actor(who)))


def test_a_contact_speaks_for_one_organisation(cast):
    quai = cast.houses["quai"]
    user = actions.open_account(**opening(cast, role=Role.MEMBER_CONTACT, organisation=quai))
    actor = actor_of(user, TODAY)
    assert actor.parties_as(Role.MEMBER_CONTACT) == {quai.pk}
    assert not actor_of(user, TODAY - timedelta(days=1)).roles


def test_a_key_taken_back_is_lost_at_once(cast):
    user, by = cast.users["animator"], cast.actor("administrator")
    actions.take_back_key(user.keys.get(), by=by, now=NOW)
    assert actor_of(user, TODAY).roles == frozenset()
    assert actor_of(user, TODAY - timedelta(days=1)).is_(Role.ANIMATOR)
    assert verbs() == ["account.key_taken_back"]
    refused("already-taken-back", actions.take_back_key, user.keys.get(), by=by, now=NOW)


def test_a_key_of_the_same_day_goes_away(cast):
    user, by = cast.users["animator"], cast.actor("administrator")
    key = actions.give_key(user, role=Role.ACCOUNTANT, by=by, now=NOW)
    actions.take_back_key(key, by=by, now=NOW)
    assert user.keys.count() == 1
    assert verbs() == ["account.key_given", "account.key_taken_back"]


def test_the_last_administrator_keeps_the_key(cast):
    user, by = cast.users["administrator"], cast.actor("administrator")
    refused("last-keeper", actions.take_back_key, user.keys.get(), by=by, now=NOW)
    actions.give_key(cast.users["animator"], role=Role.ADMINISTRATOR, by=by, now=NOW)
    actions.take_back_key(user.keys.get(), by=by, now=NOW)


def test_a_closed_account_is_a_visitor(cast):
    user, by = cast.users["animator"], cast.actor("administrator")
    actions.close_account(user, by=by, now=NOW)
    user.refresh_from_db()
    assert not actor_of(user, TODAY).signed_in
    refused("already-closed", actions.close_account, user, by=by, now=NOW)
    refused("closed", actions.give_key, user, role=Role.ACCOUNTANT, by=by, now=NOW)
    actions.reopen_account(user, by=by)
    user.refresh_from_db()
    assert actor_of(user, TODAY).is_(Role.ANIMATOR)
    assert verbs() == ["account.closed", "account.reopened"]


def test_nobody_closes_their_own_account(cast):
    by = cast.actor("administrator")
    refused("own-account", actions.close_account, cast.users["administrator"], by=by, now=NOW)


def test_ones_own_password_needs_the_present_one(cast):
    user, by = cast.users["animator"], cast.actor("animator")
    change = actions.change_password
    refused("wrong-password", change, user, current="autre", new=WORD, by=by)
    refused("weak-password", change, user, current="phare-de-cordouan", new="court", by=by)
    stranger = cast.actor("stranger")
    refused("not-a-keeper", change, user, current="phare-de-cordouan", new=WORD, by=stranger)
    change(user, current="phare-de-cordouan", new=WORD, by=by)
    user.refresh_from_db()
    assert user.check_password(WORD)
    assert verbs() == ["account.password_changed"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ANIMATOR, Role.CO_MANAGER])
def test_the_database_forbids_a_key_of_the_pole_for_one_organisation(cast, role):
    key = Key.objects.create(user=cast.users["stranger"], role=role, starts_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(pk=key.pk).update(organisation=cast.houses["quai"])
