"""A key asked for a colleague: by her contact only, once, decided once, told to who asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.kernel.actor import Actor, Role
from phares.kernel.lifecycle import why_not_move
from phares.kernel.personal import Subject
from phares.kernel.refusal import Refused
from phares.people.accounts import actions, alerts
from phares.people.accounts.models import Key, KeyRequest, OneTimeLink, User
from phares.people.accounts.personal_data import PURGES, gather
from phares.people.accounts.rules import requests as rules
from phares.people.accounts.rules.lifecycle import MOVES, KeyRequestState

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
WHY = "Elle réserve les salles pour nous"
STAFF = Role.MEMBER_STAFF
LISE = Actor(1, "Lise", frozenset({(Role.MEMBER_CONTACT, 4), (STAFF, 5)}))
LIST = "/comptes/demandes/"


@pytest.mark.parametrize(
    ("house", "role", "words", "told", "code"),
    [
        (4, STAFF, WHY, {}, None),
        (4, Role.MEMBER_CONTACT, WHY, {"held": {(STAFF, 4)}}, None),
        (4, STAFF, WHY, {"held": {(STAFF, 6)}}, None),
        (5, STAFF, WHY, {}, "not-your-house"),
        (6, STAFF, WHY, {}, "not-your-house"),
        (4, Role.FUNDER, WHY, {}, "not-of-a-house"),
        (4, Role.ADMINISTRATOR, WHY, {}, "not-of-a-house"),
        (4, STAFF, "  ", {}, "no-words"),
        (4, STAFF, WHY, {"waits": True}, "already-asked"),
        (4, STAFF, WHY, {"held": {(STAFF, 4)}}, "has-it"),
    ],
)
def test_who_asks_what(house, role, words, told, code):
    reason = rules.why_not_ask(LISE, house, role, words, **({"waits": False, "held": ()} | told))
    assert (reason.code if reason else None) == code


def test_a_decision_is_taken_once():
    for before in (KeyRequestState.ACCEPTED, KeyRequestState.REFUSED):
        assert all(why_not_move(MOVES, before, to) for to in KeyRequestState)


def asking(cast, **changes):
    words = {"organisation": cast.houses["quai"], "role": STAFF, "name": "Maud Roy"}
    words |= {"email": "Maud@Exemple.fr ", "words": WHY, "now": NOW}
    return words | {"by": cast.actor("member_contact")} | changes


def ask(cast, **changes) -> KeyRequest:
    return actions.ask_key(cast.user("member_contact"), **asking(cast, **changes))


def everything():
    models = (User, Key, OneTimeLink, Notice, Entry, KeyRequest)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(code, act, *args, **words):
    """The act is refused with this code, and nothing is written."""
    before = everything()
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    assert caught.value.reason.code == code
    assert everything() == before


def test_asked_it_waits_and_opens_nothing(cast):
    asked = ask(cast)
    assert (asked.email, asked.state, asked.name) == ("maud@exemple.fr", "waiting", "Maud Roy")
    assert not User.objects.filter(email="maud@exemple.fr").exists()
    line = Entry.objects.get()
    assert (line.verb, line.subject) == ("account.key_asked", "Maud Roy")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no-words", {"words": " "}),
        ("not-of-a-house", {"role": Role.ANIMATOR}),
        ("has-it", {"email": "MEMBER_STAFF@phares.test"}),
    ],
)
def test_what_cannot_be_asked_writes_nothing(cast, code, changes):
    refused(code, ask, cast, **changes)


def test_only_the_contact_of_the_house_asks(cast):
    refused("not-your-house", ask, cast, organisation=cast.houses["digue"])
    for name in ("member_staff", "stranger", "administrator"):
        words = asking(cast, by=cast.actor(name))
        refused("not-your-house", actions.ask_key, cast.user(name), **words)
        refused("not-your-house", ask, cast, by=cast.actor(name))


def test_one_waits_for_an_address_and_a_house(cast):
    asked = ask(cast)
    refused("already-asked", ask, cast, email="MAUD@exemple.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyRequest.objects.create(
            organisation=asked.organisation,
            role=STAFF.value,
            name="Maud",
            email="MAUD@exemple.fr",
            words=WHY,
            asked_by=asked.asked_by,
            asked_at=NOW,
        )
    actions.refuse_key_request(asked, answer="Non", by=cast.actor("administrator"), now=NOW)
    assert ask(cast).waits


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "funder"},
        {"words": ""},
        {"state": "accepted"},
        {"state": "refused", "decided_at": NOW},
        {"decided_at": NOW},
        {"state": "accepted", "decided_at": NOW - timedelta(days=1)},
    ],
)
def test_the_base_forbids(cast, wrong):
    asked = ask(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyRequest.objects.filter(pk=asked.pk).update(**wrong)


def test_accepted_the_ordinary_invitation_leaves(cast):
    asked = ask(cast)
    user = actions.accept_key_request(asked, by=cast.actor("administrator"), now=NOW)
    assert not user.has_usable_password()
    key = Key.objects.get(user=user)
    assert (key.role, key.organisation) == (STAFF, cast.houses["quai"])
    letters = list(Notice.objects.order_by("pk").values_list("kind", "to_address"))
    assert letters == [
        ("account.invitation", "maud@exemple.fr"),
        ("account.key_request_accepted", "member_contact@phares.test"),
    ]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_at) == ("accepted", NOW)
    by = cast.actor("administrator")
    refused("wrong-state", actions.accept_key_request, asked, by=by, now=NOW)
    refused("wrong-state", actions.refuse_key_request, asked, answer="Non", by=by, now=NOW)


def test_an_account_that_exists_has_its_key_at_once(cast):
    asked = ask(cast, email="stranger@phares.test")
    user = actions.accept_key_request(asked, by=cast.actor("administrator"), now=NOW)
    assert user == cast.user("stranger")
    assert user.keys.filter(organisation=cast.houses["quai"], role=STAFF.value).exists()
    assert Notice.objects.get().kind == "account.key_request_accepted"


def test_what_cannot_be_given_stays_asked(cast):
    asked = ask(cast, email="stranger@phares.test")
    User.objects.filter(email="stranger@phares.test").update(is_active=False)
    by = cast.actor("administrator")
    refused("closed", actions.accept_key_request, asked, by=by, now=NOW)


def test_refused_with_a_reason_that_who_asked_reads(cast):
    asked, by = ask(cast), cast.actor("administrator")
    refused("no-reason", actions.refuse_key_request, asked, answer=" ", by=by, now=NOW)
    actions.refuse_key_request(asked, answer="Elle est partie en mars.", by=by, now=NOW)
    letter = Notice.objects.get()
    assert letter.to_address == "member_contact@phares.test"
    assert "Elle est partie en mars." in letter.text
    assert not User.objects.filter(email="maud@exemple.fr").exists()


def test_only_the_administration_decides(cast):
    asked = ask(cast)
    for name in ("animator", "member_contact"):
        by = cast.actor(name)
        refused("not-a-keeper", actions.accept_key_request, asked, by=by, now=NOW)
        refused("not-a-keeper", actions.refuse_key_request, asked, answer="Non", by=by, now=NOW)


def test_the_administration_is_told(cast):
    ask(cast)
    told = alerts.for_actor(cast.actor("administrator"), today=date(2016, 1, 4))
    assert "1 clé demandée attend une réponse" in [one.fact for one in told]
    others = alerts.for_actor(cast.actor("animator"), today=date(2016, 1, 4))
    assert not any("demandée" in one.fact for one in others)


def typed(**changes):
    words = {"name": "Maud Roy", "email": "maud@exemple.fr", "role": STAFF.value, "words": WHY}
    return words | changes


def test_from_my_space_to_the_answer(cast, client_of):
    contact, url = client_of("member_contact"), f"/structures/{cast.houses['quai'].pk}/"
    url += "demander-une-cle/"
    assert url in contact.get("/mon-espace/").text
    assert contact.post(url, typed(words="")).status_code == 422
    assert contact.post(url, typed(), follow=True).status_code == 200
    assert "clé demandée" in contact.get("/mon-espace/").text
    asked, admin = KeyRequest.objects.get(), client_of("administrator")
    assert WHY in admin.get(LIST).text
    refuse = f"{LIST}{asked.pk}/refuser/"
    assert admin.post(refuse, {"answer": ""}).status_code == 422
    admin.post(refuse, {"answer": "Elle est partie."})
    assert "Elle est partie." in contact.get("/mon-espace/").text
    contact.post(url, typed())
    again = KeyRequest.objects.get(state="waiting")
    assert "L’invitation est écrite" in admin.post(f"{LIST}{again.pk}/accepter/", follow=True).text
    mine = contact.get("/mon-espace/").text
    assert "invitation envoyée" in mine
    assert "Elle est partie." not in mine


def test_the_house_of_another_is_not_there(cast, client_of):
    url = f"/structures/{cast.houses['digue'].pk}/demander-une-cle/"
    assert client_of("member_contact").get(url).status_code == 404
    assert client_of("mixed_keys").post(url, typed()).status_code == 404
    assert not KeyRequest.objects.exists()


def test_the_list_costs_few_queries(cast, client_of, django_assert_max_num_queries):
    for number in range(12):
        ask(cast, email=f"maud{number}@exemple.fr")
    page = client_of("administrator")
    with django_assert_max_num_queries(12):
        assert page.get(LIST).text.count("/accepter/") == 12
    assert "maud3@exemple.fr" in page.get(f"{LIST}?export=csv").content.decode("utf-8-sig")


def test_what_is_held_and_forgotten(cast):
    asked = ask(cast)
    account = cast.user("member_contact").pk
    for who in (Subject(account=account), Subject(names=("Maud Roy", "maud@exemple.fr"))):
        assert [one.title for one in gather(who)["accounts.request"]] == ["Maud Roy"]
    assert gather(Subject(names=("Maud Roy",)))["accounts.request"] == []
    purge = next(one for one in PURGES if one.keeping == "accounts.requests")
    assert purge.act(date(2030, 1, 1)) == 0, "what waits stays"
    actions.refuse_key_request(asked, answer="Non", by=cast.actor("administrator"), now=NOW)
    assert (purge.due(date(2016, 1, 4)), purge.act(date(2016, 1, 4))) == ([], 0)
    assert purge.due(date(2016, 1, 5))
    assert purge.act(date(2016, 1, 5)) == 1
    ask(cast)
    actions.forget_key_requests(("autre@exemple.fr",), None)
    assert KeyRequest.objects.count() == 1
    actions.forget_key_requests(("maud@exemple.fr",), None)
    assert not KeyRequest.objects.exists()
