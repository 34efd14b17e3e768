"""In with an account from elsewhere: a provider on this machine, good tokens and bad ones."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.utils import timezone
from joserfc.jwk import OctKey, RSAKey

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.config.failures import Failure
from phares.config.openid import insist_on_package, openid_of
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import Key, OutsideAccount, User
from phares.people.accounts.rules import openid as rules
from phares.people.accounts.rules.openid import Outsider
from phares.people.accounts.rules.passwords import TRIES
from tests.cast import PASSWORD
from tests.provider import CLIENT, SECRET, Provider

KNOWN = {"current": PASSWORD}
START, TODAY, MINE = "/connexion/ailleurs/", "/aujourdhui/", "/mon-compte/"
RIGHT = {"sub": "42", "email": "Animator@phares.test", "email_verified": True}


@pytest.fixture
def provider(settings):
    with Provider() as found:
        found.claims = dict(RIGHT)
        named = {"url": found.url, "client": CLIENT, "secret": SECRET, "name": "la Fédération"}
        settings.OPENID = named
        yield found


def sent_there(client: Client, start: str = START) -> str:
    """Where the provider sends the browser back to, as a path of ours."""
    answer = client.get(start)
    assert answer.status_code == 302, answer.text
    there = requests.get(answer["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    return f"{back.path}?{back.query}"


def come_back(client: Client, start: str = START):
    return client.get(sent_there(client, start))


def lost_and_found(address: str) -> None:
    """A lost password, replaced by the link of its letter."""
    now = timezone.now()
    actions.ask_password_reset(address, now=now)
    (token,) = re.findall(r"/lien/([\w-]+)/", Notice.objects.latest("pk").text)
    actions.reset_password(token, password="encore-un-autre-phare", now=now)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def told(answer) -> tuple[int, str]:
    codes = [rules.UNREACHABLE, rules.DENIED, rules.STALE, rules.UNSOUND, rules.UNKNOWN]
    codes += [rules.OTHERS, rules.HAS_ONE]
    found = [one.code for one in codes if one.sentence in answer.text]
    return answer.status_code, ", ".join(found)


@pytest.mark.parametrize(
    ("owner", "has_one", "code"),
    [
        (None, False, None),
        (7, True, None),
        (8, False, "outsider-of-another"),
        (None, True, "outsider-second"),
    ],
)
def test_whom_an_account_from_elsewhere_may_open(owner, has_one, code):
    reason = rules.why_not_join(7, owner=owner, has_one=has_one)
    assert (reason.code if reason else None) == code


WHOLE = {"openid_client": "a", "openid_secret": "b", "openid_name": "c"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, None),
        (WHOLE, None),
        ({"openid_url": "https://compte.fr/pole", **WHOLE}, "https://compte.fr/pole"),
        ({"openid_url": "http://localhost:9", **WHOLE}, "http://localhost:9"),
        ({"openid_url": "http://compte.fr", **WHOLE}, Failure),
        ({"openid_url": "compte.fr", **WHOLE}, Failure),
        ({"openid_url": "https://compte.fr", "openid_client": "a"}, Failure),
    ],
)
def test_what_settings_say(said, found):
    if found is Failure:
        with pytest.raises(Failure):
            openid_of(said)
        return
    named = openid_of(said)
    assert (named["url"] if named else None) == found


def test_a_provider_without_the_package_stops_the_site(monkeypatch):
    insist_on_package(None)
    insist_on_package(openid_of({"openid_url": "https://compte.fr", **WHOLE}))
    monkeypatch.setattr("phares.config.openid.find_spec", lambda _name: None)
    insist_on_package(None)
    with pytest.raises(Failure, match="authlib"):
        insist_on_package(openid_of({"openid_url": "https://compte.fr", **WHOLE}))


def test_off_unless_it_is_named(client, cast):
    assert client.get(START).status_code == 404
    assert client.get("/connexion/ailleurs/retour/?code=1&state=2").status_code == 404
    assert "ailleurs" not in client.get("/connexion/").text


def test_in_by_the_address_that_the_provider_checked(client, cast, provider):
    assert "Entrer avec la Fédération" in client.get("/connexion/").text
    before = client.session.session_key
    answer = come_back(client, f"{START}?next=/habitants/")
    assert (answer.status_code, answer["Location"]) == (302, "/habitants/")
    assert client.session["_auth_user_id"] == str(cast.users["animator"].pk)
    assert client.session.session_key != before
    row = OutsideAccount.objects.get()
    assert (row.user, row.issuer, row.subject) == (cast.users["animator"], provider.url, "42")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", "actor_name"))
    assert verbs == [
        ("account.outsider_joined", "Nour Benali"),
        ("account.signed_in", "Nour Benali"),
    ]
    assert MINE in client.get(TODAY).text
    assert "Animator@phares.test".lower() in client.get(MINE).text


def test_what_the_browser_carries_says_nothing_and_is_bound(client, cast, provider):
    asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    assert asked["scope"] == ["openid email"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge", "redirect_uri", "client_id"} <= asked.keys()
    assert "client_secret" not in asked
    assert "code_verifier" not in asked


def test_once_joined_the_address_no_longer_counts(client, cast, provider):
    come_back(client)
    provider.claims = {"sub": "42", "email": "funder@phares.test", "email_verified": True}
    other = Client()
    come_back(other)
    assert other.session["_auth_user_id"] == str(cast.users["animator"].pk)
    assert OutsideAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": "personne@phares.test"},
        {"email": ""},
        {"email": None},
        {"email": ["animator@phares.test"]},
    ],
)
def test_nobody_is_made_nor_guessed(client, cast, provider, claims):
    users, keys = User.objects.count(), Key.objects.count()
    provider.claims |= claims
    assert told(come_back(client)) == (422, "outsider-unknown")
    assert not is_in(client)
    assert (User.objects.count(), Key.objects.count()) == (users, keys)
    assert not OutsideAccount.objects.exists()
    assert not Entry.objects.exists()


def test_who_is_closed_or_did_not_open_their_invitation_stays_outside(client, cast, provider):
    user = cast.users["animator"]
    user.set_unusable_password()
    user.save()
    assert told(come_back(client)) == (422, "outsider-unknown")
    user.set_password("une phrase assez longue")
    user.save()
    come_back(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    other = Client()
    assert told(come_back(other)) == (422, "outsider-unknown")
    assert not is_in(other)


def test_another_subject_with_the_same_address_does_not_take_the_account(client, cast, provider):
    come_back(client)
    provider.claims = RIGHT | {"sub": "43"}
    other = Client()
    assert told(come_back(other)) == (422, "outsider-second")
    assert not is_in(other)


def unsigned(provider, said) -> str:
    head, body, _signature = provider.signed(said).split(".")
    none = "eyJhbGciOiJub25lIn0"
    assert head != none
    return f"{none}.{body}."


def tampered(provider, said) -> str:
    head, _body, signature = provider.signed(said).split(".")
    other = provider.signed(said | {"email": "administrator@phares.test"}).split(".")[1]
    return f"{head}.{other}.{signature}"


NOW = int(time.time())
BAD = {
    "another nonce": lambda p, said: p.signed(said | {"nonce": "autre"}),
    "no nonce": lambda p, said: p.signed({k: v for k, v in said.items() if k != "nonce"}),
    "for another client": lambda p, said: p.signed(said | {"aud": "autre"}),
    "asked by us for another": lambda p, said: p.signed(said | {"aud": "autre", "azp": CLIENT}),
    "for several, not by us": lambda p, said: p.signed(said | {"aud": [CLIENT, "x"], "azp": "x"}),
    "from another issuer": lambda p, said: p.signed(said | {"iss": "https://ailleurs.test"}),
    "over": lambda p, said: p.signed(said | {"exp": NOW - 3600, "iat": NOW - 7200}),
    "without an end": lambda p, said: p.signed({k: v for k, v in said.items() if k != "exp"}),
    "without a subject": lambda p, said: p.signed({k: v for k, v in said.items() if k != "sub"}),
    "with an empty subject": lambda p, said: p.signed(said | {"sub": ""}),
    "signed by another": lambda p, said: p.signed(said, RSAKey.generate_key(2048, {"kid": "un"})),
    "signed with our secret": lambda p, said: p.signed(said, OctKey.import_key(SECRET), "HS256"),
    "not signed": unsigned,
    "changed on the way": tampered,
    "no token at all": lambda _p, _said: "",
    "noise": lambda _p, _said: "a.b.c",
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_token_opens_nothing(client, cast, provider, what):
    provider.signs = lambda said: BAD[what](provider, said)
    assert told(come_back(client)) == (422, "provider-unsound"), what
    assert not is_in(client)
    assert not OutsideAccount.objects.exists()
    assert not Entry.objects.exists()


def test_a_good_token_for_us_among_others_opens(client, cast, provider):
    provider.claims |= {"aud": [CLIENT, "autre"], "azp": CLIENT}
    come_back(client)
    assert is_in(client)


def test_what_comes_back_is_good_once_and_in_the_same_browser(client, cast, provider):
    back = sent_there(client)
    assert told(Client().get(back)) == (422, "provider-stale")
    assert client.get(back).status_code == 302
    client.post("/deconnexion/")
    assert told(client.get(back)) == (422, "provider-stale")
    assert told(client.get("/connexion/ailleurs/retour/")) == (422, "provider-stale")
    assert len(provider.redeemed) == 1


def test_a_code_taken_by_another_browser_is_of_no_use(client, cast, provider):
    """PKCE: the code of one demand does not go with the words of another."""
    stolen = parse_qs(urlsplit(sent_there(Client())).query)["code"][0]
    state = parse_qs(urlsplit(sent_there(client)).query)["state"][0]
    answer = client.get("/connexion/ailleurs/retour/", {"code": stolen, "state": state})
    assert told(answer) == (422, "provider-silent")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("error", "code"),
    [("access_denied", "provider-denied"), ("server_error", "provider-silent")],
)
def test_a_refusal_of_the_provider_is_told(client, cast, provider, error, code):
    answer = client.get("/connexion/ailleurs/retour/", {"error": error, "error_description": "<b>"})
    assert told(answer) == (422, code)
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "told_otherwise",
    [
        {"issuer": "https://ailleurs.test"},
        {"token_endpoint": "http://ailleurs.test/jeton"},
        {"jwks_uri": "http://ailleurs.test/cles"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_is_not_the_one_named_is_refused(client, cast, provider, told_otherwise):
    provider.told = told_otherwise
    assert told(client.get(START)) == (422, "provider-unsound")


def test_a_provider_that_does_not_answer_is_told(client, cast, settings):
    gone = {"url": "http://127.0.0.1:9", "client": CLIENT, "secret": SECRET, "name": "x"}
    settings.OPENID = gone
    assert told(client.get(START)) == (422, "provider-silent")


@pytest.mark.parametrize("onward", ["https://ailleurs.test/", "//ailleurs.test/", "/deconnexion/"])
def test_onward_is_a_page_of_ours(client, cast, provider, onward):
    assert come_back(client, f"{START}?next={onward}")["Location"] == "/entrer/"


def test_a_signed_in_person_joins_after_a_question_and_parts(cast, client_of, provider):
    client, user = client_of("funder"), cast.users["funder"]
    provider.claims = {"sub": "77", "email": "ailleurs@ailleurs.test", "email_verified": False}
    assert "Relier la Fédération" in client.get(MINE).text
    answer = come_back(client)
    assert answer["Location"] == "/mon-compte/ailleurs/"
    assert not OutsideAccount.objects.exists(), "coming back joins nothing by itself"
    assert "ailleurs@ailleurs.test" in client.get("/mon-compte/ailleurs/").text
    for wrong in ({}, {"current": "un autre mot"}):
        assert client.post("/mon-compte/ailleurs/", wrong).status_code == 422
    assert not OutsideAccount.objects.exists(), "an unlocked screen is not enough"
    assert not Notice.objects.exists()
    assert client.post("/mon-compte/ailleurs/", KNOWN).status_code == 302
    (letter,) = Notice.objects.all()
    assert (letter.kind, letter.to_address) == ("account.outsider_joined", user.email)
    assert "ailleurs@ailleurs.test" in letter.text
    row = OutsideAccount.objects.get()
    assert (row.user, row.subject) == (user, "77")
    other = Client()
    come_back(other)
    assert other.session["_auth_user_id"] == str(user.pk)
    assert client_of("animator").post(f"/mon-compte/ailleurs/{row.pk}/delier/").status_code == 404
    assert client.post(f"/mon-compte/ailleurs/{row.pk}/delier/").status_code == 302
    assert not OutsideAccount.objects.exists()
    assert Entry.objects.latest("pk").verb == "account.outsider_parted"
    assert told(come_back(Client())) == (422, "outsider-unknown")


def test_what_is_another_s_is_not_joined(cast, client_of, provider):
    come_back(Client())
    client, lines = client_of("funder"), Entry.objects.count()
    assert come_back(client).status_code == 302
    assert told(client.post("/mon-compte/ailleurs/", KNOWN)) == (422, "outsider-of-another")
    outsider = Outsider(provider.url, "99")
    with pytest.raises(Refused):
        actions.join_outsider(
            cast.users["funder"],
            outsider,
            **KNOWN,
            by=cast.actor("animator"),
            now=timezone.now(),
        )
    with pytest.raises(Refused):
        actions.part_outsider(OutsideAccount.objects.get(), by=cast.actor("funder"))
    assert OutsideAccount.objects.count() == 1
    assert Entry.objects.count() == lines


def test_the_password_is_not_guessed_there(client_of, provider):
    client = client_of("funder")
    provider.claims = {"sub": "77", "email": "ailleurs@ailleurs.test", "email_verified": False}
    come_back(client)
    tried = [client.post("/mon-compte/ailleurs/", {"current": "non"}) for _each in range(TRIES + 1)]
    assert [one.status_code for one in tried] == [422] * TRIES + [429]


def test_a_letter_tells_who_was_met_at_their_address(client, cast, provider):
    come_back(client)
    (letter,) = Notice.objects.all()
    assert (letter.kind, letter.to_address) == ("account.outsider_joined", "animator@phares.test")
    come_back(Client())
    assert Notice.objects.count() == 1


def test_a_new_password_closes_that_door(client, cast, provider):
    """Changed, given or lost: whoever joined an account of theirs is out."""
    user, by, word = cast.users["animator"], cast.actor("administrator"), "un-phare-tout-neuf"
    come_back(client)
    said = client.post(MINE, KNOWN | {"new": word, "again": word}, follow=True).text
    assert "aucun compte d’ailleurs n’ouvre plus le vôtre" in said
    assert not OutsideAccount.objects.exists()
    for act in (
        lambda: actions.give_password(user, password=PASSWORD, by=by),
        lambda: lost_and_found(user.email),
    ):
        come_back(Client())
        assert OutsideAccount.objects.exists()
        act()
        assert not OutsideAccount.objects.exists()
    assert Entry.objects.filter(verb="account.outsider_parted").count() == 3


def test_who_is_forgotten_leaves_it_too(client, cast, provider):
    come_back(client)
    actions.anonymise_account(
        cast.users["animator"], "P-1", by=cast.actor("administrator"), now=timezone.now()
    )
    assert not OutsideAccount.objects.exists()
