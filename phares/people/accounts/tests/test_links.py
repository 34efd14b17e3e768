"""Invitations, lost passwords, new addresses: a link serves once, in time, and tells nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.common.parameters.models import Parameter
from phares.kernel.actor import Role
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import Key, OneTimeLink, User
from phares.people.accounts.queries import contacts_of, digest_of, invitations_pending, link_of
from phares.people.directory.models import Pole
from tests.cast import PASSWORD
from tests.parties import person

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
WORD = "une-phrase-assez-longue"
HOUR = timedelta(hours=1)


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (User, Key, OneTimeLink, Notice, Entry)
    ]


def refused(code, act, *args, **words):
    """The act is refused with this code, and nothing is written."""
    before = everything()
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    assert caught.value.reason.code == code
    assert everything() == before


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def token_to(address: str) -> str:
    """What the last letter to this address opens."""
    text = Notice.objects.filter(to_address=address).latest("pk").text
    found = re.search(r"/lien/([\w-]+)/", text)
    assert found, text
    return found[1]


def inviting(cast, **changes):
    words = {"email": "Maud@Exemple.fr ", "name": "Maud Roy", "role": Role.ANIMATOR}
    return words | {"by": cast.actor("administrator"), "now": NOW} | changes


# -- invitations ------------------------------------------------------------------------------


def test_whoever_is_invited_chooses_the_password_and_has_the_key(cast):
    user = actions.invite(**inviting(cast))
    assert (user.email, user.has_usable_password()) == ("maud@exemple.fr", False)
    letter = Notice.objects.get()
    assert "Ada Kervella vous invite" in letter.text
    assert "Pôle des Phares" in letter.text
    assert "18\u00a0janvier 2016" in letter.text
    token = token_to("maud@exemple.fr")
    assert OneTimeLink.objects.get().digest == digest_of(token)
    assert token not in str(everything()[2]), "only its fingerprint is kept"
    actions.accept_invitation(token, password=WORD, now=NOW + timedelta(days=13))
    user.refresh_from_db()
    assert user.check_password(WORD)
    assert Key.objects.get(user=user).role == Role.ANIMATOR
    assert Notice.objects.get().text == "", "the letter keeps no secret once it served"
    assert verbs() == ["account.key_given", "account.invited", "account.invitation_accepted"]
    assert Entry.objects.latest("pk").actor_name == "Maud Roy"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("known-address", {"email": "ANIMATOR@phares.test"}),
        ("no-organisation", {"role": Role.FUNDER}),
    ],
)
def test_an_invitation_that_cannot_be_writes_nothing(cast, code, changes):
    refused(code, actions.invite, **inviting(cast, **changes))


def test_only_the_administration_invites(cast):
    for name in ("animator", "member_contact"):
        refused("not-a-keeper", actions.invite, **inviting(cast, by=cast.actor(name)))
    user = actions.invite(**inviting(cast))
    by = cast.actor("animator")
    refused("not-a-keeper", actions.invite_again, user, by=by, now=NOW)
    refused("not-a-keeper", actions.withdraw_invitation, user, by=by, now=NOW)


def test_a_link_serves_once(cast):
    actions.invite(**inviting(cast))
    token = token_to("maud@exemple.fr")
    actions.accept_invitation(token, password=WORD, now=NOW)
    refused("dead-link", actions.accept_invitation, token, password=WORD + "x", now=NOW)


def test_a_link_is_not_used_for_something_else(cast):
    actions.invite(**inviting(cast))
    token = token_to("maud@exemple.fr")
    refused("dead-link", actions.reset_password, token, password=WORD, now=NOW)
    refused("dead-link", actions.confirm_address, token, now=NOW)
    refused("dead-link", actions.accept_invitation, token[:-1] + "x", password=WORD, now=NOW)


def test_a_weak_password_leaves_the_link_as_it_was(cast):
    actions.invite(**inviting(cast))
    token = token_to("maud@exemple.fr")
    refused("weak-password", actions.accept_invitation, token, password="court", now=NOW)
    actions.accept_invitation(token, password=WORD, now=NOW)


def test_an_invitation_holds_as_long_as_the_pole_says(cast):
    Parameter.objects.create(
        code="account.invitation", value=2, starts_on=NOW.date(), source="décision"
    )
    actions.invite(**inviting(cast))
    token, late = token_to("maud@exemple.fr"), NOW + timedelta(days=2)
    refused("dead-link", actions.accept_invitation, token, password=WORD, now=late)
    assert link_of(token, late) is None
    assert [link.address for link in invitations_pending()] == ["maud@exemple.fr"]


def test_invited_again_the_first_link_opens_nothing(cast):
    user = actions.invite(**inviting(cast))
    first = token_to("maud@exemple.fr")
    actions.invite_again(user, by=cast.actor("administrator"), now=NOW)
    second = token_to("maud@exemple.fr")
    assert first != second
    refused("dead-link", actions.accept_invitation, first, password=WORD, now=NOW)
    assert [notice.state for notice in Notice.objects.order_by("pk")] == ["given_up", "waiting"]
    actions.accept_invitation(second, password=WORD, now=NOW)
    by = cast.actor("administrator")
    refused("not-invited", actions.invite_again, user, by=by, now=NOW)


def test_an_invitation_is_taken_back(cast):
    user = actions.invite(**inviting(cast))
    token, by = token_to("maud@exemple.fr"), cast.actor("administrator")
    actions.withdraw_invitation(user, by=by, now=NOW)
    refused("dead-link", actions.accept_invitation, token, password=WORD, now=NOW)
    refused("not-pending", actions.withdraw_invitation, user, by=by, now=NOW)
    notice = Notice.objects.get()
    assert (notice.state, notice.text) == ("given_up", "")
    assert not User.objects.get(pk=user.pk).is_active
    refused("closed", actions.invite_again, user, by=by, now=NOW)


def test_a_closed_account_is_opened_by_no_link(cast):
    user = actions.invite(**inviting(cast))
    token = token_to("maud@exemple.fr")
    actions.close_account(user, by=cast.actor("administrator"), now=NOW)
    refused("dead-link", actions.accept_invitation, token, password=WORD, now=NOW)


# -- lost passwords ---------------------------------------------------------------------------


def test_a_lost_password_is_replaced_and_every_session_ends(cast, client_of):
    inside = client_of("animator")
    assert inside.get("/mon-compte/").status_code == 200
    actions.ask_password_reset(" Animator@phares.test", now=NOW)
    actions.reset_password(token_to("animator@phares.test"), password=WORD, now=NOW + HOUR / 2)
    assert User.objects.get(email="animator@phares.test").check_password(WORD)
    assert inside.get("/mon-compte/").status_code == 302
    assert verbs() == ["account.reset_asked", "account.password_reset"]


def test_the_link_of_a_lost_password_holds_an_hour_and_once(cast):
    actions.ask_password_reset("animator@phares.test", now=NOW)
    token = token_to("animator@phares.test")
    refused("dead-link", actions.reset_password, token, password=WORD, now=NOW + HOUR)
    actions.reset_password(token, password=WORD, now=NOW)
    refused("dead-link", actions.reset_password, token, password=WORD, now=NOW)


def test_a_password_changed_meanwhile_ends_the_link(cast):
    actions.ask_password_reset("animator@phares.test", now=NOW)
    token, user = token_to("animator@phares.test"), cast.users["animator"]
    actions.change_password(user, current=PASSWORD, new=WORD, by=cast.actor("animator"))
    refused("dead-link", actions.reset_password, token, password=WORD, now=NOW)


@pytest.mark.parametrize("who", ["unknown", "closed", "invited"])
def test_whoever_has_no_open_account_gets_no_letter(cast, who):
    address = "personne@phares.test"
    if who == "closed":
        address = "funder@phares.test"
        User.objects.filter(email=address).update(is_active=False)
    if who == "invited":
        user = User.objects.get(email="funder@phares.test")
        user.set_unusable_password()
        user.save()
        address = user.email
    actions.ask_password_reset(address, now=NOW)
    assert (Notice.objects.count(), OneTimeLink.objects.count()) == (0, 0)
    assert [entry.subject for entry in Entry.objects.all()] == ["une adresse inconnue"]


def test_the_answer_and_the_work_are_the_same_for_an_unknown_address(client, cast):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            page = client.post("/mot-de-passe-oublie/", {"email": address})
        assert page.status_code == 200
        writes = [
            q["sql"].split()[0] for q in queries if "notice" in q["sql"] or "link" in q["sql"]
        ]
        return page.text.replace(address, "…"), writes.count("INSERT")

    known, unknown = asked("animator@phares.test"), asked("personne@phares.test")
    assert re.sub(r'value="\w+"', "", known[0]) == re.sub(r'value="\w+"', "", unknown[0])
    assert known[1] == unknown[1] == 2
    assert Notice.objects.count() == 1


def test_the_time_is_the_same_for_an_unknown_address(cast):
    def spent(address):
        start = perf_counter()
        actions.ask_password_reset(address, now=NOW)
        return perf_counter() - start

    for address in ("animator@phares.test", "personne@phares.test"):
        spent(address)
    known = median(spent("animator@phares.test") for _each in range(15))
    unknown = median(spent("personne@phares.test") for _each in range(15))
    assert 1 / 3 < known / unknown < 3


def test_asking_too_often_makes_one_wait_whoever_one_is(client, cast):
    for address in ("animator@phares.test", "personne@phares.test"):
        answers = [
            client.post("/mot-de-passe-oublie/", {"email": address}).status_code
            for _each in range(11)
        ]
        assert answers == [200] * 10 + [429]


# -- another address --------------------------------------------------------------------------


def test_an_invitation_says_what_it_opens_and_whom_to_call(cast):
    Pole.objects.filter(pk=cast.pole.pk).update(phone="01 48 20 00 00")
    house = cast.houses["quai"]
    actions.invite(**inviting(cast, role=Role.MEMBER_CONTACT, organisation=house))
    text = Notice.objects.get().text.replace("\xa0", " ")
    assert "Contact d’une structure, Le Quai partagé" in text
    assert "Ada Kervella vous invite" in text
    assert "01 48 20 00 00" in text


# -- pages ------------------------------------------------------------------------------------


def test_invited_from_the_page_and_in_from_the_letter(cast, client_of):
    keeper = client_of("administrator")
    sent = {"name": "Maud Roy", "email": "maud@exemple.fr", "role": "animator"}
    page = keeper.post("/comptes/inviter/", sent, follow=True)
    assert "Maud Roy" in page.text
    assert "Inviter de nouveau" in page.text
    visitor = Client()
    token = token_to("maud@exemple.fr")
    opened = visitor.get(f"/lien/{token}/")
    assert opened["Location"] == "/lien/", "the link leaves the address bar"
    page = visitor.get("/lien/")
    assert "Ouvrir votre compte" in page.text
    assert token not in page.text
    key = visitor.session.session_key
    assert visitor.post("/lien/", {"new": WORD, "again": WORD + "x"}).status_code == 422
    assert visitor.post("/lien/", {"new": "court", "again": "court"}).status_code == 422
    entered = visitor.post("/lien/", {"new": WORD, "again": WORD})
    assert entered["Location"] == "/entrer/"
    assert visitor.get("/entrer/", follow=True).status_code == 200
    assert visitor.session.session_key != key, "the session is renewed"
    assert Client().get(f"/lien/{token}/").status_code == 404
    assert (
        "Maud Roy"
        not in keeper.get("/comptes/invitations/").text.split("</main>")[0].split("<h1")[1]
    )


def test_one_invites_from_the_page_of_a_person(client_of):
    card = person("Maud", "Roy")
    keeper, url = client_of("administrator"), f"/comptes/inviter/?personne={card.pk}"
    assert url in keeper.get(f"/personnes/{card.pk}/").text
    assert url not in client_of("animator").get(f"/personnes/{card.pk}/").text
    page = keeper.get(url).text
    assert 'value="Maud Roy"' in page
    assert 'value="administrator" selected' not in page
    assert keeper.get("/comptes/inviter/?personne=x").status_code == 200


def test_the_list_of_invitations_costs_little(cast, client_of, django_assert_max_num_queries):
    for number in range(5):
        actions.invite(**inviting(cast, email=f"n{number}@exemple.fr", now=timezone.now()))
    client = client_of("administrator")
    with django_assert_max_num_queries(8):
        page = client.get("/comptes/invitations/").text
    assert page.count("Retirer") == 5
    assert client.post(f"/comptes/{User.objects.latest('pk').pk}/invitation/retirer/").status_code
    assert client.get("/comptes/invitations/").text.count("Retirer") == 4


def test_lost_and_found_from_the_pages(client, cast):
    assert "/mot-de-passe-oublie/" in client.get("/connexion/").text
    page = client.post("/mot-de-passe-oublie/", {"email": "animator@phares.test"})
    assert "Si un compte existe pour animator@phares.test" in page.text
    client.get(f"/lien/{token_to('animator@phares.test')}/")
    client.post("/lien/", {"new": WORD, "again": WORD})
    assert client.get("/mon-compte/").status_code == 200


def test_without_a_link_the_page_says_so(client, cast):
    assert client.get("/lien/").status_code == 404
    page = client.get("/lien/nimporte-quoi/")
    assert page.status_code == 404
    assert "Ce lien ne sert plus" in page.text
    assert not client.session.keys(), "nothing is kept for a link that opens nothing"


def test_no_token_is_written_in_the_log_of_errors(cast, caplog):
    actions.invite(**inviting(cast, now=timezone.now()))
    token, visitor = token_to("maud@exemple.fr"), Client()
    visitor.get(f"/lien/{token}/")
    visitor.post("/lien/", {"new": "court", "again": "court"})
    assert token not in caplog.text


def test_contacts_are_those_who_sign_in_for_a_structure(cast):
    quai, digue = cast.houses["quai"].pk, cast.houses["digue"].pk
    found = contacts_of([quai, digue])
    assert [one.name for one in found[quai]] == ["Lise Amar", "Omar Vidal", "Sofia Renard"]
    assert [one.name for one in found[digue]] == ["Omar Vidal", "Zoé Petit"]
    User.objects.filter(name="Zoé Petit").update(is_active=False)
    assert [one.name for one in contacts_of([digue])[digue]] == ["Omar Vidal"]
