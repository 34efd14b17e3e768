"""One corrects one's own name and telephone, and nobody else's; the history says who did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import Named
from phares.kernel.refusal import Refused
from phares.people.accounts.actions import correct_own_card, correct_own_name
from phares.people.accounts.models import User
from phares.people.accounts.rules.own_card import why_not_correct
from phares.people.directory.models import Person
from tests.parties import person

pytestmark = pytest.mark.django_db
PAGE = "/mon-compte/fiche/"
NAMES = {"given_name": "Nora", "family_name": "Bénali", "phone": "06 12 34 56 78"}


@pytest.fixture
def joined(cast) -> User:
    """The account of a contact, joined to her card."""
    user = cast.users["member_contact"]
    user.person = person("Nour", "Benali")
    user.save()
    return user


def everything() -> list[object]:
    rows = (User.objects, Person.objects, Entry.objects)
    return [list(one.order_by("pk").values()) for one in rows]


def test_the_card_and_the_account_bear_the_new_name(joined, cast):
    correct_own_card(joined, **NAMES, by=cast.actor("member_contact"))
    card, user = Person.objects.get(pk=joined.person_id), User.objects.get(pk=joined.pk)
    assert (card.name, card.phone, user.name) == ("Nora Bénali", NAMES["phone"], "Nora Bénali")
    line = Entry.objects.latest("pk")
    assert line.verb == "person.edited"
    assert line.subject_key == f"directory.person:{card.pk}"
    assert line.actor_name == cast.actor("member_contact").name


def test_an_account_without_a_card_corrects_its_name(cast):
    user, by = cast.users["animator"], cast.actor("animator")
    for name in (" Inès Kerboul-Roy ", "Inès Kerboul-Roy"):
        correct_own_name(user, name=name, by=by)
    assert User.objects.get(pk=user.pk).name == "Inès Kerboul-Roy"
    assert [one.verb for one in Entry.objects.all()] == ["account.name_corrected"]


@pytest.mark.parametrize(
    ("whose", "viewer", "name", "code"),
    [
        ("her own", False, "Inès", None),
        ("her own", False, "  ", "no-name"),
        ("her own, seen by another", True, "Inès", "forbidden"),
        ("another’s", False, "Inès", "forbidden"),
    ],
)
def test_who_may(cast, whose, viewer, name, code):
    by = cast.actor("animator")
    by = replace(by, viewer=Named(9, "Ada")) if viewer else by
    pk = cast.users["funder" if whose == "another’s" else "animator"].pk
    reason = why_not_correct(pk, by, joined=False, name=name)
    assert (reason.code if reason else None) == code


@pytest.mark.parametrize(
    ("code", "changes", "who"),
    [
        ("phone", {"phone": "12"}, "member_contact"),
        ("name", {"family_name": " "}, "member_contact"),
        ("forbidden", {}, "administrator"),
    ],
)
def test_a_refusal_writes_nothing(joined, cast, code, changes, who):
    before = everything()
    with pytest.raises(Refused) as caught:
        correct_own_card(joined, **(NAMES | changes), by=cast.actor(who))
    assert caught.value.reason.code == code
    assert everything() == before


def test_nobody_brings_back_a_card_that_was_erased(joined, cast):
    Person.objects.filter(pk=joined.person_id).update(erased_on="2016-01-01")
    before = everything()
    with pytest.raises(Refused):
        correct_own_card(joined, **NAMES, by=cast.actor("member_contact"))
    assert everything() == before


def test_the_page_starts_from_the_card_and_says_what_is_wrong(
    joined, client_of, django_assert_max_num_queries
):
    client = client_of("member_contact")
    with django_assert_max_num_queries(10):
        page = client.get(PAGE).text
    assert 'value="Nour"' in page
    wrong = client.post(PAGE, NAMES | {"phone": "12"})
    assert wrong.status_code == 422
    assert "n’est pas un numéro" in wrong.text
    assert wrong.context["form"].errors["phone"]
    told = client.post(PAGE, NAMES, follow=True).text
    assert "Votre fiche est à jour." in told
    assert "Nora Bénali, 06 12 34 56 78" in told
    assert PAGE in client.get("/mon-espace/").text


def test_without_a_card_only_the_name_is_asked(client_of):
    client = client_of("animator")
    page = client.get(PAGE)
    assert list(page.context["form"].fields) == ["name"]
    assert client.post(PAGE, {"name": "Inès K."}).status_code == 302
    assert User.objects.get(email="animator@phares.test").name == "Inès K."
