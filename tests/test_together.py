"""Two people correct the same record at once: neither erases what the other wrote.

Each form that corrects a record has a row: what another writes meanwhile, what one writes oneself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.test import Client

from phares.activities.bookings.actions import book_room, offer_place
from phares.activities.bookings.models import Booking
from phares.activities.bookings.rules.kinds import OfferKind
from phares.activities.jobsharing.models import Assignment, Post
from phares.common.audit.models import Entry
from phares.common.web.meanwhile import CODE, STARTS_FROM, shown
from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.cooperative.funding.actions import record_grant
from phares.cooperative.funding.rules.kinds import FunderLevel, SupportKind
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.membership.actions import found_college
from phares.cooperative.membership.models import AssociateCategory
from phares.cooperative.membership.tests.factories import associate, category
from phares.cooperative.premises.tests.factories import day, lease, place
from phares.cooperative.projects.actions import partner_with, tell_action
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import THE_POLE, Role
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.time import TimeSlot
from phares.money.pricing.actions import Priced, set_rate, set_tariff
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.rates import Terms
from phares.money.pricing.rules.units import Unit
from phares.people.accounts.models import Key, User
from phares.people.directory import actions
from phares.people.directory.models import Belonging, Category, Organisation, Pole
from phares.people.directory.rules.kinds import StatementKey
from phares.steering.reporting.actions import open_year
from tests.lives import a_life

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))

type Words = Mapping[str, Any]
FORMS: dict[str, tuple[str, Words, Words]] = {
    "house": ("/habitants/{pk}/modifier/", {"short_name": "H"}, {"city": "Lens"}),
    "declaration": ("/habitants/{pk}/declarer/2015/", {"volunteers": "5"}, {"jobs": "26"}),
    "person": ("/personnes/{pk}/modifier/", {"phone": "06 00"}, {"family_name": "Leroy"}),
    "function": ("/fonctions/{pk}/corriger/", {"title": "Gérante"}, {"since": "2006"}),
    "belonging": ("/appartenances/{pk}/corriger/", {"founder": "on"}, {"since": "2002"}),
    "pole": ("/pole/modifier/", {"phone": "03 21"}, {"slogan": "Ensemble"}),
    "text": ("/pole/textes/{pk}/corriger/", {"source": "Bilan"}, {"text": "Agir."}),
    "category": ("/categories/{pk}/renommer/", {"short_name": "Ins."}, {"name": "Emploi"}),
    "post": ("/postes/{pk}/modifier/", {"duties": "Animer."}, {"title": "Coordination"}),
    "assignment": ("/affectations/{pk}/corriger/", {"quota": "0,4"}, {"since": "2007"}),
    "quote": ("/paroles/{pk}/corriger/", {"scope": ["report"]}, {"text": "Seuls, non."}),
    "body": ("/instances/{pk}/modifier/", {"frequency": "par mois"}, {"name": "Présidence"}),
    "mandate": ("/mandats/{pk}/corriger/", {"legal_agent": "on"}, {"title": "présidente"}),
    "associate": ("/associes/{pk}/corriger/", {"until": "2030"}, {"since": "2016"}),
    "kind": ("/associes/categories/{pk}/renommer/", {"name": "parties prenantes"}, {}),
    "college": ("/associes/colleges/{pk}/modifier/", {"name": "B"}, {"categories": []}),
    "lease": ("/conventions/{pk}/corriger/", {"note": "Clés."}, {"notice_months": "3"}),
    "axis": ("/axes/{pk}/", {"statement": "Insérer."}, {"name": "Métiers"}),
    "action": ("/actions/{pk}/", {"text": "On répare."}, {"title": "Réparer"}),
    "partnership": ("/partenaires/{pk}/corriger/", {"purpose": "Prêt"}, {"since": "2014"}),
    "grant": ("/subventions/{pk}/corriger/", {"amount": "900,00"}, {"purpose": "Bois"}),
    "tariff": ("/tarifs/{pk}/corriger/", {"amount": "16,00"}, {"label": "Bureau privatif"}),
    "rate": ("/salles/prix/{pk}/corriger/", {"full": "16,00"}, {"payer": "Ville"}),
    "booking": ("/reservations/{pk}/corriger/", {"note": "Micro"}, {"catering": "Café"}),
    "cover": ("/bilan/2015/chapeau/", {"cover": "Une année."}, {"title": "Bilan 2015"}),
}
OTHERWISE = {"volunteers": "6", "quota": "0,3", "scope": ["web"], "until": "2031"}
OTHERWISE |= {"amount": "17,00", "full": "17,00", "phone": "07 00"}
"""By record: the address of the form, what the other writes meanwhile, what one writes."""


@pytest.fixture
def records() -> dict[str, int]:
    """One record of each kind, by its name in the table."""
    life = a_life(until="2030")
    made = noted(life.house) | {
        "house": life.house,
        "declaration": life.house,
        "person": life.person,
        "function": life.person.functions.get(),
        "belonging": Belonging.objects.get(party=life.house),
        "category": Category.objects.get(name="Insertion"),
        "post": Post.objects.get(),
        "assignment": Assignment.objects.get(),
        "quote": life.quote,
        "body": Body.objects.get(),
        "mandate": Mandate.objects.get(),
        "axis": Axis.objects.get(),
    }
    open_year(2015, by=THE_POLE, now=NOW)
    return {name: record.pk for name, record in made.items()}


def noted(house: Organisation) -> dict[str, Any]:
    """What Maud’s life does not hold yet."""
    pole = Pole.objects.get(is_home=True)
    since: dict[str, Any] = {"since": read_dated("2015"), "by": THE_POLE}
    built, axis = place(), Axis.objects.get()
    kind, _second = category(pole), category(pole, "usagers", since="2014")
    text = actions.state_text(pole=pole, key=StatementKey.AIM, text="Coopérer.", **since)
    town = actions.register_organisation(name="Ville", by=THE_POLE)
    terms: dict[str, Any] = {"level": FunderLevel.STATE, "kind": SupportKind.OPERATING}
    price: dict[str, Any] = {"unit": Unit.SQUARE_METRE_MONTH, "amount": Money(1500)}
    later = {"since": read_dated("1/2/2040"), "by": THE_POLE}
    return {
        "booking": booked(house),
        "text": text,
        "associate": associate(house, kind),
        "kind": kind,
        "college": found_college(cooperative=pole.carrier, name="A", categories=[kind], **since),
        "lease": lease(built, built.offices[0], start=day(1, year=2040), occupant=house),
        "action": tell_action(axis=axis, year=2015, title="Repair café", by=THE_POLE),
        "partnership": partner_with(partner=town, **since),
        "grant": record_grant(pole=pole, funder=town, purpose="Vélo", **terms, **since),
        "tariff": set_tariff(code="bureau", label="Bureau", **price, **later),
        "rate": set_rate(
            thing="offer:1",
            label="Cordouan",
            customer=Customer.ANYBODY,
            priced=Priced(Terms(Unit.DAY, Money(1500))),
            **later,
        ),  # fmt: skip
    }


def booked(house: Organisation) -> Booking:
    """A room kept for the day after tomorrow."""
    room = Asset.objects.create(kind=AssetKind.SPACE.value, name="Cordouan")
    told: dict[str, Any] = {"kind": OfferKind.MEETING_ROOM, "start": date(2012, 1, 1)}
    offer = offer_place(name="Cordouan", units=[room], by=THE_POLE, **told)
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    slot = TimeSlot(start, start + timedelta(hours=1))
    return book_room(offer=offer, party=house, slot=slot, by=THE_POLE, now=datetime.now(UTC))


@pytest.fixture
def both(records) -> tuple[Client, Client]:
    """Nour and Anne, who both keep the house."""
    anne = User.objects.create_user("anne@phares.test", "x", name="Anne Guérin")
    role = Role.ADMINISTRATOR.value
    Key.objects.create(user=anne, role=role, starts_on=date(2010, 1, 1))
    clients = Client(), Client()
    for client, user in zip(
        clients, (User.objects.get(email="nour@phares.test"), anne), strict=True
    ):
        client.force_login(user)
    return clients


def opened(client: Client, url: str) -> dict[str, Any]:
    """What a browser sends of the form as it is shown."""
    response = client.get(url)
    form: forms.Form = response.context["form"]
    told = {name: shown(form.fields[name], form[name].initial) for name in form.fields}
    sent = {name: "on" if value is True else value for name, value in told.items()}
    marks = {STARTS_FROM: response.context["starts_from"]}
    return {name: value for name, value in sent.items() if value is not False} | marks


def in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def kinds() -> list[str]:
    return sorted(str(pk) for pk in AssociateCategory.objects.values_list("pk", flat=True))


def address(name: str, records: dict[str, int]) -> str:
    return FORMS[name][0].format(pk=records.get(name))


@pytest.mark.parametrize("name", [name for name, row in FORMS.items() if row[2]])
def test_each_writes_what_she_changed(name, records, both):
    nour, anne = both
    url, theirs, mine = address(name, records), *FORMS[name][1:]
    mine = {**mine, "categories": kinds()} if name == "college" else mine
    form = opened(nour, url)
    assert anne.post(url, opened(anne, url) | theirs).status_code == 302
    answer = nour.post(url, form | mine)
    assert answer.status_code == 302, answer.context["form"].errors
    stands = opened(nour, url)
    wanted = {**theirs, **mine}
    assert {key: in_order(stands.get(key)) for key in wanted} == wanted


BOXES = {"belonging", "mandate"}
"""There the other ticks a box: whoever changes it too changes it alike."""


@pytest.mark.parametrize("name", [name for name in FORMS if name not in BOXES])
def test_what_both_changed_is_hers_to_settle(name, records, both):
    nour, anne = both
    url, theirs = address(name, records), FORMS[name][1]
    (field,) = theirs
    form = opened(nour, url)
    before = form[field]
    other = OTHERWISE.get(field, f"{theirs[field]} bis")
    assert anne.post(url, opened(anne, url) | theirs).status_code == 302
    kept = Entry.objects.count()
    answer = nour.post(url, form | {field: other})
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors.as_data()[field]
    assert error.code == CODE
    assert "Anne Guérin" in error.message
    assert Entry.objects.count() == kept
    assert opened(nour, url)[field] == theirs[field] != before
    again = form | {field: other, STARTS_FROM: answer.context["starts_from"]}
    assert nour.post(url, again).status_code == 302
    assert opened(nour, url)[field] == other


def test_ones_own_card_is_not_written_over_what_the_pole_wrote_meanwhile(records, both):
    _nour, anne = both
    maud = Client()
    maud.force_login(User.objects.get(person=records["person"]))
    mine, theirs = "/mon-compte/fiche/", address("person", records)
    form = opened(maud, mine)
    assert anne.post(theirs, opened(anne, theirs) | {"phone": "06 00 00 00 01"}).status_code == 302
    assert maud.post(mine, form | {"given_name": "Maude"}).status_code == 302
    stands = opened(maud, mine)
    assert (stands["given_name"], stands["phone"]) == ("Maude", "06 00 00 00 01")
    kept = Entry.objects.count()
    answer = maud.post(mine, form | {"phone": "06 00 00 00 02"})
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors.as_data()["phone"]
    assert error.code == CODE
    assert "« 06 00 00 00 01 »" in error.message
    assert Entry.objects.count() == kept


def test_the_sentence_says_who_and_both_values(records, both):
    nour, anne = both
    url = address("house", records)
    form = opened(nour, url)
    anne.post(url, opened(anne, url) | {"phone": "01 40 00 00 01", "short_name": "Halage"})
    answer = nour.post(url, form | {"phone": "01 40 00 00 02", "city": "Lens"})
    (error,) = answer.context["form"].errors["phone"]
    assert error.startswith(
        "Anne Guérin vient d’écrire ici « 01 40 00 00 01 », pendant que vous écriviez "
        "« 01 40 00 00 02 »."
    )
    page = answer.content.decode()
    for typed in ("01 40 00 00 02", "Lens", "Halage"):
        assert f'value="{typed}"' in page


@pytest.mark.parametrize("marks", ["", "x", "a:b:c"])
def test_without_its_marks_a_form_is_taken_as_it_is(marks, records, both):
    nour, anne = both
    url = address("house", records)
    form = opened(nour, url)
    anne.post(url, opened(anne, url) | {"phone": "01 40 00 00 01"})
    assert nour.post(url, form | {STARTS_FROM: marks, "city": "Lens"}).status_code == 302
    assert opened(nour, url)["phone"] == ""


def test_marks_of_another_record_are_no_marks(records, both):
    """They would take what stands on one card for what was typed on another."""
    nour, _anne = both
    here, there = address("house", records), address("pole", records)
    form = opened(nour, here)
    assert (
        nour.post(here, form | {STARTS_FROM: opened(nour, there)[STARTS_FROM]}).status_code == 302
    )
