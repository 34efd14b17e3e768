"""Seeing the house as another account: who may, for how long, and that one only looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.audit.rules.details import told
from phares.kernel.actor import VISITOR, Actor, Role
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.models import Key, User, Viewing
from phares.people.accounts.rules import viewing as rules
from tests.cast import PASSWORD, ROLES

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
REASON = "Elle ne trouve pas sa convention"
ADMIN = Actor(1, "Ada", frozenset({(Role.ADMINISTRATOR, None)}))
TODAY, ARRIVAL = "/aujourdhui/", "/entrer/"


@pytest.mark.parametrize(
    ("by", "seen", "code"),
    [
        (ADMIN, Actor(2, "Omar", frozenset({(Role.MEMBER_CONTACT, 4)})), None),
        (ADMIN, Actor(2, "Nour", frozenset({(Role.ANIMATOR, None)})), None),
        (ADMIN, Actor(2, "Personne, sans clé"), None),
        (ADMIN, Actor(2, "Autre Ada", ADMIN.keys), None),
        (ADMIN, Actor(2, "Plus", ADMIN.keys | {(Role.ACCOUNTANT, None)}), "more-rights"),
        (ADMIN, Actor(2, "Plus", ADMIN.keys | {(Role.MEMBER_CONTACT, 4)}), "more-rights"),
        (ADMIN, Actor(1, "Ada", ADMIN.keys), "oneself"),
        (ADMIN, VISITOR, "closed-account"),
        (Actor(3, "Nour", frozenset({(Role.ANIMATOR, None)})), Actor(2, "Omar"), "not-a-viewer"),
        (VISITOR, Actor(2, "Omar"), "not-a-viewer"),
    ],
)
def test_who_may_see_as_whom(by, seen, code):
    reason = rules.why_not_view(by, seen)
    assert (reason.code if reason else None) == code
    assert rules.may_view(by, seen) is (code is None)


@pytest.mark.parametrize(
    ("minutes", "ended", "by", "code"),
    [
        (29, False, ADMIN, None),
        (30, False, ADMIN, "viewing-over"),
        (29, True, ADMIN, "viewing-ended"),
        (29, False, Actor(1, "Ada", frozenset()), "not-a-viewer"),
    ],
)
def test_until_when(minutes, ended, by, code):
    now, until = NOW + timedelta(minutes=minutes), NOW + timedelta(minutes=30)
    reason = rules.why_over(by, Actor(2, "Omar"), ended=ended, until=until, now=now)
    assert (reason.code if reason else None) == code


def looking(cast, client_of, who: str = "member_contact") -> Client:
    client = client_of("administrator")
    answer = client.post(f"/comptes/{cast.users[who].pk}/voir-comme/", {"reason": REASON})
    assert (answer.status_code, answer["Location"]) == (302, ARRIVAL)
    return client


@pytest.mark.parametrize(
    "who", [name for name in ROLES if name not in {"visitor", "administrator"}]
)
def test_one_lands_on_the_first_page_of_that_account(cast, client_of, who):
    page = looking(cast, client_of, who).get(ARRIVAL, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain == client_of(who).get(ARRIVAL, follow=True).redirect_chain
    assert "Vous voyez le pôle comme" in page.text


def test_an_account_without_a_key_has_a_first_page_too(cast, client_of):
    Key.objects.filter(user=cast.users["animator"]).delete()
    page = looking(cast, client_of, "animator").get(ARRIVAL, follow=True)
    assert (page.status_code, page.redirect_chain) == (200, [("/mon-espace/", 302)])


def test_one_sees_what_the_other_sees_under_a_bar(cast, client_of):
    client = looking(cast, client_of)
    for url, status in ((TODAY, 200), ("/", 200), ("/comptes/", 403), ("/absent/", 404)):
        page = client.get(url)
        assert page.status_code == status, url
        assert "Vous voyez le pôle comme <strong>Lise Amar</strong>" in page.text, url
        assert 'action="/revenir-a-moi/"' in page.text, url
    page = client.get(TODAY)
    assert page.wsgi_request.user == cast.users["member_contact"]
    assert page.context["actor"].keys == cast.actor("member_contact").keys
    assert "Vous voyez le pôle comme" not in client_of("administrator").get(TODAY).text


def test_both_ends_are_told_in_the_journal_and_to_the_person(cast, client_of):
    client = looking(cast, client_of)
    answer = client.post("/revenir-a-moi/")
    assert answer["Location"] == f"/comptes/{cast.users['member_contact'].pk}/"
    page = client.get(answer["Location"]).text
    assert "Vous ne voyez plus le pôle comme Lise Amar." in page
    started, ended = Entry.objects.filter(verb__startswith="account.viewing").order_by("pk")
    for line, verb in ((started, "account.viewing_started"), (ended, "account.viewing_ended")):
        assert (line.verb, line.actor_id) == (verb, cast.users["administrator"].pk)
        assert (line.actor_name, line.subject) == ("Ada Kervella", "Lise Amar")
    assert f"raison : {REASON}" in told(started.details)
    own = client_of("member_contact").get("/mon-compte/").text
    assert "Qui a vu le pôle à ma place" in own
    assert "Ada Kervella" in own
    assert REASON in own
    assert "Qui a vu le pôle" not in client_of("stranger").get("/mon-compte/").text


def test_a_reason_is_asked(cast, client_of):
    client, url = client_of("administrator"), f"/comptes/{cast.users['animator'].pk}/voir-comme/"
    for typed in ({}, {"reason": "  "}):
        assert client.post(url, typed).status_code == 422
    with pytest.raises(Refused):
        actions.start_viewing(
            cast.users["animator"], reason=" ", by=cast.actor("administrator"), now=NOW
        )
    assert not Viewing.objects.exists()
    assert not Entry.objects.exists()


def test_nobody_else_may_and_nothing_is_written(cast, client_of):
    seen = cast.users["funder"]
    assert client_of("animator").get(f"/comptes/{seen.pk}/voir-comme/").status_code == 403
    more = User.objects.create_user("chef@phares.test", PASSWORD, name="Chef")
    for role in (Role.ADMINISTRATOR, Role.ACCOUNTANT):
        Key.objects.create(user=more, role=role, starts_on=NOW.date())
    client = client_of("administrator")
    for who in (more, cast.users["administrator"]):
        answer = client.post(f"/comptes/{who.pk}/voir-comme/", {"reason": REASON})
        assert answer.status_code == 422, who
        assert "voir-comme" not in client.get(f"/comptes/{who.pk}/").text, who
    assert "voir-comme" in client.get(f"/comptes/{seen.pk}/").text
    for name in ("animator", "member_contact", "visitor"):
        with pytest.raises(Refused):
            actions.start_viewing(seen, reason=REASON, by=cast.actor(name), now=NOW)
    assert not Viewing.objects.exists()
    assert not Entry.objects.exists()


def test_what_is_the_person_s_alone_stays_closed(cast, client_of):
    client = looking(cast, client_of)
    for name in ("accounts:mine", "accounts:address", "privacy:mine", "post:mine"):
        page = client.get(reverse(name))
        assert page.status_code == 403, name
        assert "à la personne seule" in page.text, name
        assert "Lise" not in page.text.partition("<main")[2], name
    assert client_of("member_contact").get("/mon-compte/").status_code == 200


def test_a_form_is_refused_with_a_sentence_and_writes_nothing(cast, client_of):
    client, quai = looking(cast, client_of), cast.houses["quai"]
    url, lines = f"/habitants/{quai.pk}/modifier/", Entry.objects.count()
    assert client.get(url).status_code == 200, "the form is seen"
    answer = client.post(url, {"name": "Autre nom"})
    assert answer.status_code == 422
    assert "sans rien pouvoir changer" in answer.text
    part = client.post(url, {"name": "Autre nom"}, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Retarget"]) == (422, "#messages")
    quai.refresh_from_db()
    assert quai.name == "Le Quai partagé"
    assert Entry.objects.count() == lines


def test_after_its_time_one_is_oneself_and_the_form_sent_does_not_act(cast, client_of):
    client, quai = looking(cast, client_of, "animator"), cast.houses["quai"]
    row = Viewing.objects.get()
    assert row.until - row.started_at == timedelta(minutes=30)
    earlier = {"started_at": row.started_at - timedelta(hours=1), "until": timezone.now()}
    Viewing.objects.update(**earlier)
    answer = client.post(f"/habitants/{quai.pk}/modifier/", {"name": "Autre nom"})
    assert answer.status_code == 422
    assert "Le temps prévu est passé." in answer.text
    quai.refresh_from_db()
    assert quai.name == "Le Quai partagé"
    page = client.get("/comptes/")
    assert page.status_code == 200
    assert "Vous ne voyez plus le pôle comme Nour Benali." in page.text
    assert Viewing.objects.get().ended_at == Viewing.objects.get().until
    assert Entry.objects.latest("pk").verb == "account.viewing_ended"


def test_forms_shown_in_somebody_s_place_do_not_act_once_back(cast, client_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["administrator"])
    url = f"/comptes/{cast.users['animator'].pk}/voir-comme/"

    def token() -> str:
        return str(client.get(TODAY).text).partition('name="csrfmiddlewaretoken" value="')[2][:64]

    sent = {"reason": REASON, "csrfmiddlewaretoken": token()}
    assert client.post(url, sent).status_code == 302
    shown = token()
    assert client.post("/revenir-a-moi/", {"csrfmiddlewaretoken": shown}).status_code == 302
    late = client.post("/au-nom-de/", {"csrfmiddlewaretoken": shown})
    assert (late.status_code, "a expiré" in late.text) == (403, True)


def test_the_clock_ends_what_a_closed_browser_left(cast, client_of):
    looking(cast, client_of)
    row = Viewing.objects.get()
    assert actions.end_viewings_past(row.until - timedelta(seconds=1)) == 0
    assert actions.end_viewings_past(row.until + timedelta(hours=3)) == 1
    assert actions.end_viewings_past(row.until + timedelta(hours=3)) == 0
    assert Viewing.objects.get().ended_at == row.until
    assert Entry.objects.filter(verb="account.viewing_ended").count() == 1


def test_signing_out_ends_it(cast, client_of):
    client = looking(cast, client_of)
    assert client.post("/deconnexion/").status_code == 302
    assert Viewing.objects.get().ended_at is not None
    assert Entry.objects.latest("pk").actor_name == "Ada Kervella"
    assert client.get(TODAY).status_code == 302


@pytest.mark.parametrize("whose", ["administrator", "member_contact"])
def test_a_closed_account_ends_it(cast, client_of, whose):
    client = looking(cast, client_of)
    User.objects.filter(pk=cast.users[whose].pk).update(is_active=False)
    page = client.get("/comptes/")
    assert page.status_code == (302 if whose == "administrator" else 200)
    assert "Vous voyez le pôle comme" not in page.text


def test_a_key_given_meanwhile_never_lends_more_than_one_s_own(cast, client_of):
    client, seen = looking(cast, client_of, "accountant"), cast.users["accountant"]
    Key.objects.create(user=seen, role=Role.ADMINISTRATOR, starts_on=NOW.date())
    page = client.get("/comptes/")
    assert page.wsgi_request.user == cast.users["administrator"]
    assert "Vous ne voyez plus le pôle comme Paul Moreau." in page.text
    assert Viewing.objects.get().ended_at is not None


def test_a_key_taken_from_the_administrator_ends_it(cast, client_of):
    client = looking(cast, client_of)
    Key.objects.filter(user=cast.users["administrator"]).delete()
    assert client.get("/comptes/").status_code == 403
    assert Viewing.objects.get().ended_at is not None


def test_another_one_ends_the_first(cast, client_of):
    first, second = looking(cast, client_of), looking(cast, client_of, "funder")
    assert second.get("/").wsgi_request.user == cast.users["funder"]
    page = first.get(TODAY)
    assert page.wsgi_request.user == cast.users["administrator"]
    assert "Vous y avez mis fin ailleurs." in page.text
    assert second.get("/").wsgi_request.user == cast.users["funder"]


def test_looks_at_what_is_sensitive_are_told_under_who_looked(cast, client_of):
    other = User.objects.create_user("autre@phares.test", PASSWORD, name="Autre Ada")
    Key.objects.create(user=other, role=Role.ADMINISTRATOR, starts_on=NOW.date())
    seen = cast.users["funder"]
    own = Client()
    own.force_login(other)
    assert own.get(f"/donnees-personnelles/comptes/{seen.pk}/").status_code == 200
    client = client_of("administrator")
    client.post(f"/comptes/{other.pk}/voir-comme/", {"reason": REASON})
    assert client.get(f"/donnees-personnelles/comptes/{seen.pk}/").status_code == 200
    line = Entry.objects.latest("pk")
    assert (line.verb, line.actor_id) == ("privacy.opened", cast.users["administrator"].pk)
    assert (line.actor_name, told(line.details)) == ("Ada Kervella", "vu comme : Autre Ada")


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"until": NOW},
        {"ended_at": NOW - timedelta(1)},
        {"ended_at": NOW + timedelta(1)},
    ],
)
def test_what_the_database_forbids(cast, wrong):
    whom = {"viewer": cast.users["administrator"], "seen": cast.users["funder"]}
    right = {**whom, "reason": REASON, "started_at": NOW, "until": NOW + timedelta(minutes=30)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Viewing.objects.create(**(right | wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        Viewing.objects.create(**(right | {"seen": right["viewer"]}))
    Viewing.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Viewing.objects.create(**right)


def test_who_is_forgotten_leaves_the_reason(cast, client_of):
    looking(cast, client_of)
    actions.anonymise_account(
        cast.users["member_contact"], "P-1", by=cast.actor("administrator"), now=timezone.now()
    )
    assert Viewing.objects.get().reason == "P-1"


def test_it_costs_two_queries_a_page(cast, client_of, django_assert_num_queries):
    client = client_of("member_contact")
    client.get("/tout/")
    with django_assert_num_queries(4):
        client.get("/tout/")
    client = looking(cast, client_of)
    client.get("/tout/")
    with django_assert_num_queries(6):
        client.get("/tout/")
