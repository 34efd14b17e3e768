"""Reminders of missing declarations: to whom, once a day, told in the journal, or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.common.notices.rules.readers import Reader
from phares.kernel.actor import THE_POLE
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory import actions
from phares.people.directory.models import Person
from phares.people.directory.queries.reminders import reminders
from phares.people.directory.rules.kinds import BelongingRole, Declared, FunctionKind
from phares.people.directory.rules.reminders import why_not_remind

NOW = datetime(2016, 1, 4, 9, 30, tzinfo=UTC)
TODAY = date(2016, 1, 4)


def nobody(_ids):
    return {}


def welcomed(name, **card):
    return actions.welcome_organisation(
        name=name,
        role=BelongingRole.RESIDENT,
        since=read_dated("mars 2013"),
        by=THE_POLE,
        **card,
    )


@pytest.fixture
def houses(cast):
    """Three that were asked: one has a contact who signs in, one an address, one neither."""
    return {
        "signs": welcomed("Mode Estime", email="maison@estime.test"),
        "writes": welcomed("Halage", email="contact@halage.test"),
        "silent": welcomed("Terragram"),
    }


@pytest.fixture
def contacts(houses):
    known = {houses["signs"].pk: [Reader("samira@estime.test", "Samira Belkacem", user_id=7)]}
    return lambda ids: {pk: readers for pk, readers in known.items() if pk in ids}


def remind(cast, contacts, *organisations, who="animator", now=NOW):
    return actions.remind_missing_declarations(
        year=2015,
        organisations=[one.pk for one in organisations],
        contacts=contacts,
        by=cast.actor(who),
        now=now,
    )


def acts() -> list[str]:
    rows = Entry.objects.filter(verb="declaration.reminded").order_by("pk")
    return [f"{entry.subject} {entry.details['who']}" for entry in rows]


def test_whoever_signs_in_first_then_the_card_then_the_house(houses, contacts):
    director = Person.objects.create(
        kind="person", name="Ada Roy", given_name="Ada", family_name="Roy", email="ada@halage.test"
    )
    actions.give_function(
        person=director,
        organisation=houses["writes"],
        kind=FunctionKind.DIRECTION,
        title="Directrice",
        since=read_dated("2014"),
        by=THE_POLE,
    )
    found = {one.organisation.name: one.readers for one in reminders(2015, contacts, TODAY)}
    assert [one.address for one in found["Mode Estime"]] == ["samira@estime.test"]
    assert [one.address for one in found["Halage"]] == ["ada@halage.test"]
    assert found["Terragram"] == []
    alone = {one.organisation.name: one.readers for one in reminders(2015, nobody, TODAY)}
    assert [one.address for one in alone["Mode Estime"]] == ["maison@estime.test"]


def test_each_contact_gets_a_letter_and_the_journal_says_so(cast, houses, contacts):
    written = remind(cast, contacts, houses["signs"], houses["writes"])
    assert sorted(one.to_address for one in written) == [
        "contact@halage.test",
        "samira@estime.test",
    ]
    letter = Notice.objects.get(to_address="samira@estime.test")
    assert letter.user_id == 7
    assert "Mode Estime" in letter.subject
    assert f"/habitants/{houses['signs'].pk}/declarer/2015/" in letter.text
    assert "Nour Benali" in letter.text
    assert letter.due_at == datetime(2016, 1, 5, 7, tzinfo=UTC), "at eight in Paris, the next day"
    assert acts() == ["Mode Estime ['Samira Belkacem']", "Halage ['Halage']"]


def test_never_twice_the_same_day_and_again_the_next(cast, houses, contacts):
    remind(cast, contacts, houses["signs"])
    with pytest.raises(Refused) as caught:
        remind(cast, contacts, houses["signs"], houses["writes"], now=NOW + timedelta(hours=5))
    assert caught.value.reason.code == "today"
    assert Notice.objects.count() == 1, "the other is not written to either"
    assert len(acts()) == 1
    remind(cast, contacts, houses["signs"], now=NOW + timedelta(days=1))
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "chosen", "code"),
    [
        ("co_manager", ["signs"], "forbidden"),
        ("member_contact", ["signs"], "forbidden"),
        ("animator", [], "nobody"),
        ("animator", ["silent"], "no-address"),
        ("animator", ["signs", "silent"], "no-address"),
    ],
)
def test_a_refusal_writes_nothing(cast, houses, contacts, who, chosen, code):
    with pytest.raises(Refused) as caught:
        remind(cast, contacts, *(houses[name] for name in chosen), who=who)
    assert caught.value.reason.code == code
    assert (Notice.objects.count(), acts()) == (0, [])


def test_whoever_answered_is_not_reminded(cast, houses, contacts):
    actions.declare(
        organisation=houses["signs"],
        year=2015,
        kind=Declared.PERMANENT_JOBS,
        value=0,
        by=THE_POLE,
        today=TODAY,
    )
    with pytest.raises(Refused) as caught:
        remind(cast, contacts, houses["signs"])
    assert caught.value.reason.code == "answered"
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("silent", "readers", "today", "code"),
    [
        (True, 1, False, None),
        (False, 1, False, "answered"),
        (True, 0, False, "no-address"),
        (True, 2, True, "today"),
    ],
)
def test_whom_one_may_remind(silent, readers, today, code):
    reason = why_not_remind(silent=silent, readers=readers, today=today)
    assert (reason and reason.code) == code


# -- the page ---------------------------------------------------------------------------------


def path(**query):
    return reverse("directory:remind", args=[2015], query=query)


def test_the_page_shows_whom_and_with_what_words_first(
    cast, houses, client_of, django_assert_max_num_queries
):
    client = client_of("animator")
    assert path() in client.get(reverse("directory:declarations", args=[2015])).text
    with django_assert_max_num_queries(14):
        page = client.get(path()).text
    assert "Halage, à Halage" in page
    assert "il manque celle de" in page
    assert "Sans adresse" in page
    assert "Terragram" in page
    assert Notice.objects.count() == 0, "a preview writes nothing"


def test_one_structure_only_is_proposed_when_it_is_named(houses, client_of):
    pk = str(houses["writes"].pk)
    page = client_of("animator").get(path(structure=pk))
    assert page.context["form"].initial == {"organisations": [pk]}


def test_the_letters_are_written_and_the_page_says_when_they_leave(houses, client_of):
    client, pk = client_of("administrator"), str(houses["writes"].pk)
    response = client.post(path(), {"organisations": [pk]}, follow=True)
    assert "1 courrier est écrit ; il partira le" in response.text
    assert Notice.objects.get().to_address == "contact@halage.test"
    again = client.post(path(), {"organisations": [pk]})
    assert again.status_code == 422
    assert Notice.objects.count() == 1
    assert "Déjà rappelées aujourd’hui" in client.get(path()).text


def test_nothing_chosen_is_told(houses, client_of):
    response = client_of("animator").post(path(), {})
    assert response.status_code == 422
    assert "Choisissez au moins une structure" in response.text


@pytest.mark.parametrize("name", ["co_manager", "member_contact", "receptionist"])
def test_only_those_who_keep_the_directory_remind(houses, client_of, name):
    assert client_of(name).post(path(), {}).status_code == 403
    page = client_of(name).get(reverse("directory:declarations", args=[2015])).text
    assert "Rappeler" not in page
