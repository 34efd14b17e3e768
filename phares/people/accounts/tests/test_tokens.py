"""Tokens of programs: made, shown once, bounded by the keys of whoever made them, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import ApiToken, Factor
from phares.people.accounts.queries import digest_of
from phares.people.accounts.queries.tokens import bearer_of
from phares.people.accounts.rules import tokens as rules
from phares.people.accounts.rules.tokens import Scope

READ = (Scope.SPACES_READ, Scope.BOOKINGS_READ)
MINE = "/mon-compte/jetons/"


def made(cast, who: str = "both_contact", **more) -> tuple[ApiToken, str]:
    user = cast.user(who)
    given = {"name": "Écran", "scopes": READ, "by": cast.actor(who), "now": timezone.now()}
    return actions.make_token(user, **given | more)


def opens(secret: str) -> bool:
    return bearer_of(secret, timezone.now()) is not None


@pytest.mark.parametrize(
    ("case", "who", "given", "code"),
    [
        ("nobody’s key", "visitor", {}, "no-key"),
        ("another house", "stranger", {"organisation": 0}, "no-organisation"),
        ("without a name", "stranger", {"name": " "}, "no-name"),
        ("nothing to do", "stranger", {"scopes": ()}, "no-scope"),
        ("one too many", "stranger", {"standing": rules.MOST_TOKENS}, "too-many"),
        ("as it should", "stranger", {"standing": rules.MOST_TOKENS - 1}, None),
    ],
)
def test_who_may_make_one(cast, case, who, given, code):
    usual = {"name": "Écran", "scopes": READ, "organisation": None, "standing": 0}
    reason = rules.why_not_make(cast.actor(who), **usual | given)
    assert (reason and reason.code) == code, case


def test_only_its_fingerprint_is_kept_and_the_journal_names_it_without_it(cast):
    token, secret = made(cast)
    assert (token.digest, token.ending) == (digest_of(secret), secret[-4:])
    assert secret not in "".join(str(value) for value in ApiToken.objects.values_list().get())
    line = Entry.objects.get(verb="account.token_made")
    assert secret not in f"{line.subject} {line.details}"
    assert line.details["scopes"] == "spaces:read bookings:read"
    assert token.expires_at - token.made_at == timedelta(days=365)


def test_it_acts_as_its_holder_or_for_one_house_only(cast):
    quai = cast.houses["quai"]
    _token, whole = made(cast)
    _token, one = made(cast, organisation=quai)
    found = [bearer_of(secret, timezone.now()) for secret in (whole, one)]
    everything, narrow = (bearer[1] for bearer in found if bearer)
    assert everything.keys == cast.actor("both_contact").keys
    assert narrow.keys == {(Role.MEMBER_CONTACT, quai.pk)}
    assert narrow.in_name_of == narrow.house(quai.pk)


def test_another_neither_makes_nor_takes_back(cast):
    token, secret = made(cast)
    for act in (
        lambda: made(cast, by=cast.actor("administrator")),
        lambda: actions.revoke_token(token, by=cast.actor("stranger"), now=timezone.now()),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason == rules.NOT_YOURS
    assert ApiToken.objects.count() == 1
    assert opens(secret)
    assert opens(made(cast, by=THE_POLE)[1])


def end_key(cast):
    key = cast.user("stranger").keys.get()
    actions.take_back_key(key, by=cast.actor("administrator"), now=timezone.now())


def close(cast):
    administrator = cast.actor("administrator")
    actions.close_account(cast.user("stranger"), by=administrator, now=timezone.now())
    actions.reopen_account(cast.user("stranger"), by=administrator)


def new_password(cast):
    actions.give_password(
        cast.user("stranger"), password="une autre phrase longue", by=cast.actor("administrator")
    )


def expire(cast):
    past = timezone.now() - timedelta(seconds=1)
    ApiToken.objects.update(expires_at=past, made_at=past - timedelta(days=1))


def revoke(cast):
    token = ApiToken.objects.get()
    actions.revoke_token(token, by=cast.actor("stranger"), now=timezone.now())
    with pytest.raises(Refused):
        actions.revoke_token(token, by=cast.actor("stranger"), now=timezone.now())
    assert Entry.objects.filter(verb="account.token_revoked").count() == 1


def erase(cast):
    user = cast.user("stranger")
    now = timezone.now()
    actions.anonymise_account(user, "Personne 1", by=cast.actor("administrator"), now=now)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("end", [end_key, close, new_password, expire, revoke, erase])
@pytest.mark.parametrize("for_one_house", [True, False])
def test_it_ends_with(cast, end, for_one_house):
    house = cast.houses["digue"] if for_one_house else None
    _token, secret = made(cast, "stranger", organisation=house)
    assert opens(secret)
    end(cast)
    assert not opens(secret)


def test_it_waits_for_a_second_step_that_is_due(cast, settings):
    settings.SECOND_STEP_ASKED = True
    user, secret = cast.user("animator"), made(cast, "animator")[1]
    user.factor_due_on = timezone.localdate()
    user.save()
    assert not opens(secret)
    Factor.objects.create(
        user=user, kind="totp", name="App", added_at=timezone.now(), sealed_secret="x"
    )
    assert opens(secret)


def test_uses_are_counted_within_their_minute(cast):
    token, _secret = made(cast)
    now = timezone.now().replace(second=30)
    assert [actions.count_use(token, 2, now) for _ in range(3)] == [True, True, False]
    assert actions.count_use(token, 2, now + timedelta(seconds=30))
    token.refresh_from_db()
    assert (token.asked, token.last_used_at) == (1, now + timedelta(seconds=30))


def test_the_page_shows_it_once(cast, client_of, django_assert_max_num_queries):
    client = client_of("stranger")
    assert "Aucun jeton" in client.get(MINE).content.decode()
    wrong = client.post(MINE, {"name": "Écran"})
    assert (wrong.status_code, ApiToken.objects.count()) == (422, 0)
    answer = client.post(MINE, {"name": "Écran du hall", "scopes": ["spaces:read"]})
    token = ApiToken.objects.get()
    assert answer.status_code == 200
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    with django_assert_max_num_queries(12):
        listed = client.get(MINE).content.decode()
    assert secret not in listed
    assert f"…{token.ending}" in listed
    assert "lire les salles" in listed
    other = client_of("member_contact")
    assert other.post(f"{MINE}{token.pk}/retirer/").status_code == 404
    assert client.post(f"{MINE}{token.pk}/retirer/").status_code == 302
    assert not opens(secret)
