"""The API reads and writes what the pages do, for whoever its token acts as."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from phares.activities.bookings.models import Booking
from phares.activities.bookings.tests.factories import book, slot
from phares.common.audit.models import Entry
from phares.common.parameters.models import Parameter
from phares.kernel.actor import Role
from phares.people.accounts.models import ApiToken
from phares.people.accounts.rules.tokens import Scope
from phares.steering.opendata.actions import STALE, forget_replays
from phares.steering.opendata.models import Replay
from tests.api.world import API, Program, token_for

PROBLEM = "application/problem+json"


def asked(house, **more):
    return {
        "space": house.cordouan.pk,
        "organisation": house.resident.pk,
        "starts_at": "2016-01-12T09:00:00+01:00",
        "ends_at": "2016-01-12T11:00:00+01:00",
        "purpose": "Point d’équipe",
    } | more


@pytest.fixture
def member(house) -> Program:
    return Program(token_for(Role.MEMBER_CONTACT, house.resident))


@pytest.fixture
def team(house) -> Program:
    return Program(token_for(Role.ANIMATOR))


def is_problem(answer, status: int, code: str | None = None) -> dict:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert code is None or told["code"] == code
    return told


def test_a_room_is_booked_read_and_given_back(house, member):
    made = member.post("bookings", asked(house))
    assert made.status_code == 201, made.content
    told = made.json()
    assert told["starts_at"] == "2016-01-12T09:00:00+01:00"
    assert (told["state"], told["space"]) == ("confirmed", house.cordouan.pk)
    booking = Booking.objects.get()
    assert booking.purpose == "Point d’équipe"
    assert booking.made_by_id == ApiToken.objects.get().user_id
    assert Entry.objects.filter(verb="booking.made").count() == 1
    assert member.get(f"bookings/{booking.pk}").json() == told
    assert member.get("bookings").json()["items"] == [told]
    assert member.delete(f"bookings/{booking.pk}").status_code == 204
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    is_problem(member.delete(f"bookings/{booking.pk}"), 422, "not-standing")


def test_somebody_has_it_until_when_and_who(house, member):
    book(house.cordouan, house.adherent, slot(9, 11))
    told = is_problem(member.post("bookings", asked(house)), 409, "taken")
    assert told["taken_until"] == "2016-01-12T11:00:00+01:00"
    assert "Solibio" in told["detail"]
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("case", "body", "status", "code"),
    [
        ("a naive time", {"starts_at": "2016-01-12T09:00:00"}, 422, "invalid"),
        ("the end first", {"ends_at": "2016-01-12T08:00:00+01:00"}, 422, "dates"),
        ("in the past", {"starts_at": "2016-01-10T09:00:00+01:00"}, 422, "past"),
        ("off the step", {"starts_at": "2016-01-12T09:07:00+01:00"}, 422, "step"),
        ("no such room", {"space": 999_999}, 422, "unknown"),
        ("no such house", {"organisation": 999_999}, 422, "unknown"),
        ("a number too long", {"space": 2**63}, 422, "invalid"),
        ("a word that is not known", {"colour": "red"}, 422, "invalid"),
        ("a year that no calendar has", {"ends_at": "9999-12-31T23:59:59Z"}, 422, "dates"),
    ],
)
def test_a_rule_says_no_and_nothing_is_written(house, member, case, body, status, code):
    is_problem(member.post("bookings", asked(house) | body), status, code)
    assert not Booking.objects.exists(), case


def test_another_house_is_neither_read_nor_written(house, member):
    theirs = book(house.planier, house.adherent, slot(14, 16))
    for answer in (
        member.get(f"bookings/{theirs.pk}"),
        member.delete(f"bookings/{theirs.pk}"),
        member.get("bookings/999999"),
        member.delete("bookings/999999"),
        member.get("spaces/999999"),
        member.get("organisations/999999"),
        member.get("nowhere"),
    ):
        is_problem(answer, 404)
    assert member.get("bookings").json()["total"] == 0
    is_problem(member.post("bookings", asked(house, organisation=house.adherent.pk)), 403)
    theirs.refresh_from_db()
    assert theirs.state == "confirmed"
    assert Booking.objects.count() == 1


READS = ("organisations", "spaces", "bookings")
SCOPE_OF = {
    "organisations": Scope.ORGANISATIONS_READ,
    "spaces": Scope.SPACES_READ,
    "bookings": Scope.BOOKINGS_READ,
}
INSIDE = "administrator animator technician receptionist accountant co_manager".split()


@pytest.mark.parametrize("role", [*INSIDE, "member_contact", "member_staff", "funder"])
def test_each_address_by_role_and_scope(house, role):
    own = house.resident if role in ("member_contact", "member_staff", "funder") else None
    books = role in ("administrator", "animator", "technician", "receptionist") or (
        own is not None and role != "funder"
    )
    whole = Program(token_for(Role(role), own))
    for path in READS:
        assert whole.get(path).status_code == (403 if role == "funder" else 200), path
    made = whole.post("bookings", asked(house))
    assert made.status_code == (201 if books else 403), made.content
    for scope in Scope:
        narrow = Program(token_for(Role(role), own, [scope]))
        for path in READS:
            opened = scope is SCOPE_OF[path] and role != "funder"
            assert narrow.get(path).status_code == (200 if opened else 403), (scope, path)
        if scope is not Scope.BOOKINGS_WRITE:
            is_problem(narrow.post("bookings", asked(house)), 403, "scope")
            is_problem(narrow.delete("bookings/1"), 403, "scope")


def test_only_a_token_opens(house, client):
    for secret in ("", "phares_absent", "x"):
        for path in READS:
            answer = Program(secret).get(path)
            is_problem(answer, 401)
            assert answer["WWW-Authenticate"].startswith("Bearer")
    token_for(Role.ANIMATOR)
    client.force_login(ApiToken.objects.get().user)
    assert client.get(f"{API}spaces").status_code == 401
    assert client.post(f"{API}bookings", {}, "application/json").status_code == 401
    public = Program().get("openapi.json")
    assert (public.status_code, public.json()["openapi"][:3]) == (200, "3.1")
    assert "Access-Control-Allow-Origin" not in public
    assert public["X-Content-Type-Options"] == "nosniff"


def test_every_no_is_a_problem_in_the_language_asked_for(house, member):
    english = Program(token_for(Role.ANIMATOR), "en")
    assert is_problem(member.post("spaces", {}), 405)["title"].startswith("Cette adresse")
    assert member.post("spaces", {})["Allow"] == "GET"
    assert is_problem(english.post("spaces", {}), 405)["title"] == "This address is not used so"
    is_problem(english.post("bookings", {}, content_type="text/plain"), 415)
    is_problem(english.post("bookings", {"purpose": "x" * 70_000}), 413)
    is_problem(english.post("bookings", "{"), 400)
    is_problem(english.get("spaces", limit=0), 422, "invalid")
    is_problem(english.get("spaces", offset=2**64), 422, "invalid")
    told = is_problem(english.post("bookings", asked(house, space=999_999)), 422)
    assert told["errors"][0]["where"] == ["body", "space"]
    assert told["detail"].startswith("Nothing has this number")


def test_what_breaks_is_a_problem_too(house, team, monkeypatch):
    monkeypatch.setattr("phares.steering.opendata.api.reading.spaces_of", lambda *_: 1 / 0)
    is_problem(team.get("spaces"), 500)


def test_a_program_that_asks_too_often_waits(house, team):
    Parameter.objects.create(
        code="api.rate", value=10, starts_on=timezone.localdate(), source="essai"
    )
    answers = [team.get("spaces").status_code for _ in range(12)]
    assert answers[:10] == [200] * 10 or 429 not in answers  # the minute may turn meanwhile
    ApiToken.objects.update(asked=10, minute=timezone.now().replace(second=0, microsecond=0))
    late = team.get("spaces")
    if late.status_code == 429:
        is_problem(late, 429)
        assert 1 <= int(late["Retry-After"]) <= 60


def test_lists_are_read_by_pages_with_a_bounded_number_of_queries(
    house, team, django_assert_max_num_queries
):
    for hour in range(9, 15):
        book(house.cordouan, house.resident, slot(hour, hour + 1))
    first = team.get("bookings", limit=4).json()
    assert (first["total"], len(first["items"])) == (6, 4)
    assert first["links"]["previous"] is None
    assert first["links"]["next"] == f"{API}bookings?limit=4&offset=4"
    last = team.client.get(first["links"]["next"], headers=team.headers).json()
    assert [one["id"] for one in first["items"] + last["items"]] == list(
        Booking.objects.order_by("starts_at").values_list("pk", flat=True)
    )
    assert last["links"]["next"] is None
    for path, most in (("bookings", 7), ("spaces", 8), ("organisations", 12)):
        with django_assert_max_num_queries(most):
            assert team.get(path).status_code == 200
    kinds = team.get("spaces", kind="desk").json()["items"]
    assert [one["name"] for one in kinds] == ["Un poste"]
    assert kinds[0]["units"] == ["Poste 1", "Poste 2", "Poste 3"]
    narrowed = team.get("bookings", **{"from": "2016-01-12T14:00:00+01:00"}).json()
    assert [one["starts_at"][11:16] for one in narrowed["items"]] == ["14:00"]


def test_what_is_said_free_can_be_booked(house, member):
    book(house.planier, house.adherent, slot(9, 11))
    path = f"spaces/{house.planier.pk}/availability"
    day = {"from": "2016-01-12T08:00:00+01:00", "to": "2016-01-12T18:00:00+01:00"}
    told = member.get(path, **day).json()
    hours = [[one["starts_at"][11:16], one["ends_at"][11:16]] for one in told["free"]]
    assert hours == [["08:00", "08:30"], ["11:30", "18:00"]]
    first = told["free"][1]["starts_at"]
    early = asked(house, space=house.planier.pk, starts_at="2016-01-12T11:15:00+01:00")
    early["ends_at"] = "2016-01-12T12:00:00+01:00"
    is_problem(member.post("bookings", early), 409, "taken")
    assert member.post("bookings", early | {"starts_at": first}).status_code == 201
    is_problem(member.get(path, **day | {"to": "2016-03-01T00:00:00+01:00"}), 422, "too-long")
    is_problem(member.get(path, **day | {"to": "2016-01-12T18:00:00"}), 422, "invalid")


def test_a_pool_is_taken_when_each_of_its_units_is(house, member):
    path = f"spaces/{house.desks.pk}/availability"
    day = {"from": "2016-01-12T08:00:00+01:00", "to": "2016-01-12T12:00:00+01:00"}
    for number in range(3):
        assert member.get(path, **day).json()["taken"] == [], number
        book(house.desks, house.resident, slot(9, 10))
    (taken,) = member.get(path, **day).json()["taken"]
    assert (taken["starts_at"][11:16], taken["ends_at"][11:16]) == ("09:00", "10:00")


def test_the_same_key_acts_once_and_is_answered_the_same(house, member):
    first = member.post("bookings", asked(house), key="a")
    again = member.post("bookings", asked(house), key="a")
    assert (again.status_code, again.content) == (201, first.content)
    assert Booking.objects.count() == 1
    is_problem(member.post("bookings", asked(house, purpose="Autre"), key="a"), 422, "key-reused")
    refused = member.post("bookings", asked(house), key="b")
    Booking.objects.all().delete()
    assert member.post("bookings", asked(house), key="b").content == refused.content
    assert refused.status_code == 409
    pk = json.loads(first.content)["id"]
    is_problem(member.delete(f"bookings/{pk}", key="c"), 404)


def test_a_key_in_flight_waits_and_one_cut_short_is_taken_over(house, member):
    member.post("bookings", asked(house), key="a")
    Booking.objects.all().delete()
    Replay.objects.update(status=None, at=timezone.now())
    house.cordouan.parts.first().asset.occupations.all().delete()
    answer = member.post("bookings", asked(house), key="a")
    is_problem(answer, 409, "in-flight")
    Replay.objects.update(at=timezone.now() - STALE)
    assert member.post("bookings", asked(house), key="a").status_code == 201
    assert forget_replays(timezone.now() + timedelta(hours=23)) == 0
    assert forget_replays(timezone.now() + timedelta(hours=25)) == 1


def test_the_page_that_explains(client, house, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        answer = client.get("/api/")
    assert answer.status_code == 200
    assert "/api/v1/spaces/{id}/availability" in answer.content.decode()
