"""Things of another house, asked for by their number: neither their title nor a way to change them.

Every address with a number that welcomes the contact of a house has a row: what the Quai has there,
or why everybody in the house may read it. A new address without one fails.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from phares.activities.bookings.actions import offer_place
from phares.activities.bookings.models import Booking, Occurrence, Series, WaitlistEntry
from phares.activities.bookings.rules.kinds import OfferKind
from phares.activities.events.models import Event, Registration, Session
from phares.activities.library.models import Quote
from phares.common.audit.models import Entry
from phares.config.handbook import addresses
from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.cooperative.premises.tests.factories import day, lease, place
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.money.pricing.actions import offer_hours
from phares.people.accounts.models import ApiToken, Factor, OpenSession, OutsideAccount, User
from phares.people.directory import actions
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind
from phares.steering.agenda.models import Feed
from tests.test_access import EXPECTED, GIVEN, path_of

pytestmark = pytest.mark.django_db
CONTACT = "stranger"
SECRET = "Zostère"
"""In the name of everything that the Quai has here."""

TOLD_TO_ALL = set(
    """
    bookings:place bookings:booking events:event events:public_event events:come
    web:error directory:organisation directory:person directory:declarations
    directory:public_organisation premises:floor premises:space
    reporting:figures reporting:other_figures reporting:figure reporting:report reporting:download
    directory:logo directory:public_logo premises:photo premises:photo_file post:letter post:as_sent
    """.split()
)
"""Cards, logos, photos, plans, figures of the pole, that every house reads; letters of a demo."""
OF_THE_QUAI = {
    "house": """
        directory:declare directory:edit_organisation directory:add_alias directory:introduce
        directory:cite_claim directory:choose_logo directory:take_logo_away
        accounts:ask_key
    """,
    "alias": "directory:remove_alias",
    "claim": "directory:withdraw_claim",
    "function": "directory:correct_function directory:change_function directory:end_function",
    "person": "directory:edit_person directory:give_function",
    "lease": "premises:lease",
    "booking": "bookings:move bookings:correct bookings:cancel bookings:come",
    "series": "bookings:series bookings:change_series bookings:cancel_series",
    "date": "bookings:retry",
    "session": "accounts:end_session",
    "token": "accounts:revoke_token",
    "feed": "agenda:withdraw",
    "allowance": "bookings:allowance",
    "registration": "events:give_up",
    "wait": "bookings:take_wait bookings:leave_wait",
    "factor": "accounts:rename_factor accounts:remove_factor",
    "outside": "accounts:part_outsider",
    "consent": "privacy:take_back_consent",
    "quote": "privacy:take_back_quote",
    "shown": "privacy:hide_function",
}
KINDS = {name: kind for kind, names in OF_THE_QUAI.items() for name in names.split()}
HIDDEN = {
    "premises:lease",
    "accounts:end_session",
    "accounts:rename_factor",
    "accounts:remove_factor",
    "accounts:part_outsider",
    "accounts:revoke_token",
    "agenda:withdraw",
    "events:give_up",
    "bookings:take_wait",
    "bookings:leave_wait",
    "privacy:take_back_consent",
    "privacy:take_back_quote",
    "privacy:hide_function",
}
"""Whose very existence is a secret: answered as what does not exist."""


@pytest.fixture
def quai(cast) -> dict[str, int]:
    """What the Quai has, by its kind: the number it bears."""
    house = cast.houses["quai"]
    person = actions.introduce_person(
        organisation=house,
        given_name=SECRET,
        family_name="Roy",
        title=f"Directrice {SECRET}",
        kind=FunctionKind.DIRECTION,
        since=read_dated("2014"),
        by=THE_POLE,
    )
    on = {"as_of": read_dated("2015"), "by": THE_POLE}
    built = place()
    contact = {"user": cast.users["member_contact"]}
    factor = {"kind": "totp", "name": SECRET, "added_at": timezone.now(), "sealed_secret": "x"}
    session = {"session_key": "z" * 32, "opened_at": timezone.now(), "browser": SECRET}
    return {
        "house": house.pk,
        "person": person.pk,
        "function": person.functions.get().pk,
        "alias": actions.add_alias(house, name=f"Alias {SECRET}", by=THE_POLE).pk,
        "claim": actions.cite_claim(organisation=house, label=SECRET, value="12", **on).pk,
        "lease": lease(built, built.offices[0], start=day(1), occupant=house).pk,
        **_booked(house, cast.users["member_contact"]),
        "session": OpenSession.objects.create(**contact, **session).pk,
        "factor": Factor.objects.create(**contact, **factor).pk,
        "outside": _outside(cast.users["member_contact"]),
        **_told_to_programs(house, cast.users["member_contact"]),
        **_agreed(cast, person),
    }


def _outside(contact) -> int:
    told = {"issuer": "https://ailleurs.test", "subject": SECRET, "joined_at": timezone.now()}
    return OutsideAccount.objects.create(user=contact, **told).pk


def _booked(house, contact) -> dict[str, int]:
    """A room kept by the Quai, as a date of a series; a meal its contact comes to."""
    room = Asset.objects.create(kind=AssetKind.SPACE.value, name="Salle")
    told: dict[str, Any] = {"kind": OfferKind.MEETING_ROOM, "start": date(2012, 1, 1)}
    offer = offer_place(name="Salle", units=[room], by=THE_POLE, **told)
    start = timezone.now() + timedelta(days=2)
    facts = {"starts_at": start, "ends_at": start + timedelta(hours=1), "made_at": start}
    wish = {"state": "confirmed", "purpose": "Réunion", "note": SECRET}
    booking = Booking.objects.create(offer=offer, party=house, **facts, **wish)
    day = start.date()
    terms = {"rhythm": "weekly", "first_on": day, "last_on": day, "start": 540, "end": 600}
    series = Series.objects.create(
        offer=offer, party=house, made_at=start, zone="Europe/Paris", purpose=SECRET, **terms
    )
    one = Occurrence.objects.create(series=series, day=day, booking=booking, state="booked")
    wished = {"nature": "meeting", "setup": "as_is", "note": SECRET}
    wait = WaitlistEntry.objects.create(offer=offer, party=house, **facts, **wished)
    told = {"booking": booking.pk, "series": series.pk, "date": one.pk, "wait": wait.pk}
    return told | {"registration": _comes(house, contact)}


def _told_to_programs(house, contact) -> dict[str, int]:
    """A token and a feed of the contact of the Quai, and the hours offered to the Quai."""
    now = timezone.now()
    shown = {"name": SECRET, "digest": "x", "scopes": "spaces:read"}
    token = ApiToken.objects.create(
        user=contact, made_at=now, expires_at=now + timedelta(days=9), **shown
    )
    feed = Feed.objects.create(user=contact, digest="x", made_at=now)
    hours = offer_hours(
        organisation=house, thing="kind:meeting_room", label=SECRET, minutes=60,
        since=read_dated("2015"), by=THE_POLE,
    )  # fmt: skip
    return {"token": token.pk, "feed": feed.pk, "allowance": hours.pk}


def _comes(house, contact) -> int:
    """The contact of the Quai comes to a meal."""
    start = timezone.now() + timedelta(days=3)
    event = Event.objects.create(kind="meal", title=SECRET, state="announced")
    times = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    session = Session.objects.create(event=event, place="Cour", taken=1, **times)
    facts = {"user": contact, "organisation": house, "state": "held", "asked_at": start}
    return Registration.objects.create(session=session, name=SECRET, **facts).pk


def _agreed(cast, person) -> dict[str, int]:
    """What the contact of the Quai agreed to for herself."""
    User.objects.filter(pk=cast.users["member_contact"].pk).update(person=person)
    person.functions.update(public=True)
    axis = Axis.objects.create(pole=cast.pole, number=1, name="Emploi")
    consent = actions.give_consent(
        person=person,
        about=SECRET,
        scope=ConsentScope.WEB,
        on=date(2015, 6, 1),
        by=cast.actor("animator"),
    )
    quote = Quote.objects.create(axis=axis, year=2015, text=SECRET, author=person)
    shown = person.functions.get().pk
    return {"consent": consent.pk, "quote": quote.pk, "shown": shown}


def numbered() -> list[tuple[str, str]]:
    """Addresses with a number that welcome the contact of a house."""
    return [
        (pattern, name)
        for pattern, name, _audience in addresses()
        if "<int:" in pattern and CONTACT in EXPECTED[name]
    ]


def test_each_has_its_row():
    assert {name for _pattern, name in numbered()} == TOLD_TO_ALL | KINDS.keys()


def test_nothing_is_told_nor_changed(client_of, quai, monkeypatch):
    client, wrong = client_of(CONTACT), {}
    before, today = Entry.objects.count(), date(2016, 1, 4)
    monkeypatch.setitem(GIVEN, "year", today.year - 1)
    for pattern, name in numbered():
        if name in TOLD_TO_ALL:
            continue
        nowhere = path_of(name, pattern)
        with monkeypatch.context() as given:
            given.setitem(GIVEN, "pk", quai[KINDS[name]])
            there = path_of(name, pattern)
        for ask in (client.get, client.post):
            if said := told_wrongly(name, ask(there), ask(nowhere)):
                wrong[f"{ask.__name__} {name}"] = said
    assert wrong == {}
    assert Entry.objects.count() == before


def told_wrongly(name, answer, absent) -> str:
    """What the answer says that it should not; nothing when it is as it must be."""
    if answer.status_code == absent.status_code == 405:
        return ""
    if answer.status_code not in (403, 404):
        return f"status {answer.status_code}"
    if SECRET in answer.text:
        return "told by its name"
    if name in HIDDEN and (answer.status_code, answer.text) != (absent.status_code, absent.text):
        return "told apart from what does not exist"
    return ""


def test_its_own_people_open_each(client_of, quai, monkeypatch):
    """Without this the test above would hold of addresses that open to nobody."""
    client = client_of("member_contact")
    for pattern, name in numbered():
        if name not in TOLD_TO_ALL:
            monkeypatch.setitem(GIVEN, "pk", quai[KINDS[name]])
            assert client.get(path_of(name, pattern)).status_code in (200, 405), name
    assert SECRET in client.get(f"/habitants/{quai['house']}/").text
