"""Categories of associates and colleges: named otherwise, gathered otherwise, ended."""

from __future__ import annotations

from html import unescape

import pytest

from phares.common.audit.models import Entry
from phares.cooperative.membership.actions import (
    admit_associate,
    end_association,
    end_category,
    end_college,
    found_college,
    reword_category,
    reword_college,
)
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.tests.factories import associate, category
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.models import Pole
from tests.parties import ANIMATOR, CO_MANAGER, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def pole(cast) -> Pole:
    cast.pole.carrier = organisation("La Cité PHARES")
    cast.pole.save()
    return cast.pole


@pytest.fixture
def kind(pole) -> AssociateCategory:
    return category(pole)


@pytest.fixture
def college(kind) -> College:
    return found_college(
        cooperative=kind.cooperative,
        name="usagers",
        categories=[kind],
        since=read_dated("2015"),
        by=ANIMATOR,
    )


def written() -> tuple[object, ...]:
    """All that these acts may write."""
    return (
        list(AssociateCategory.objects.order_by("pk").values_list("name", "ends_on")),
        list(College.objects.order_by("pk").values_list("name", "ends_on", "categories")),
        Associate.objects.count(),
        Entry.objects.count(),
    )


def test_a_category_takes_another_name_and_keeps_its_associates(kind):
    held = associate(organisation("Halage"), kind)
    reword_category(kind, name="usagers", by=ANIMATOR)
    held.refresh_from_db()
    assert held.category.name == "usagers"
    told = Entry.objects.get(verb="membership.category_reworded")
    assert told.details["before"] == kind.name


def test_a_category_ends_after_its_last_associate_left(kind):
    held = associate(organisation("Halage"), kind)
    with pytest.raises(Refused) as no:
        end_category(kind, until=read_dated("décembre 2016"), by=ANIMATOR)
    assert no.value.reason.code == "still-held"
    assert "1\u00a0associé " in no.value.reason.sentence
    end_association(held, until=read_dated("juin 2016"), by=ANIMATOR)
    ended = end_category(kind, until=read_dated("décembre 2016"), by=ANIMATOR)
    assert "décembre 2016" in str(ended.ending)
    with pytest.raises(Refused) as closed:
        admit_associate(
            party=organisation("Solibio"), category=kind, since=read_dated("2017"), by=ANIMATOR
        )
    assert closed.value.reason.code == "category-closed"


def test_a_college_is_told_otherwise_then_ends(pole, kind, college):
    other = category(pole, "salariés")
    reword_college(college, name="tous", categories=[kind, other], by=ANIMATOR)
    college.refresh_from_db()
    assert (college.name, college.categories.count()) == ("tous", 2)
    end_college(college, until=read_dated("juin 2016"), by=ANIMATOR)
    college.refresh_from_db()
    assert "juin 2016" in str(college.ending)


@pytest.mark.parametrize(
    ("case", "act", "code"),
    [
        (
            "a name taken",
            lambda k, c: reword_category(k, name="salariés", by=ANIMATOR),
            "name-taken",
        ),
        ("no name", lambda k, c: reword_category(k, name=" ", by=ANIMATOR), "no-name"),
        ("not theirs", lambda k, c: reword_category(k, name="x", by=CO_MANAGER), "not-allowed"),
        (
            "an end before the start",
            lambda k, c: end_category(k, until=read_dated("1990"), by=ANIMATOR),
            "ends-before-start",
        ),
        (
            "not theirs to end",
            lambda k, c: end_category(k, until=read_dated("2030"), by=CO_MANAGER),
            "not-allowed",
        ),
        (
            "no category",
            lambda k, c: reword_college(c, name="x", categories=[], by=ANIMATOR),
            "no-category",
        ),
        (
            "not theirs to reword",
            lambda k, c: reword_college(c, name="x", categories=[k], by=CO_MANAGER),
            "not-allowed",
        ),
        (
            "a college that ends before it starts",
            lambda k, c: end_college(c, until=read_dated("1990"), by=ANIMATOR),
            "ends-before-start",
        ),
        (
            "a college not theirs to end",
            lambda k, c: end_college(c, until=read_dated("2030"), by=CO_MANAGER),
            "not-allowed",
        ),
    ],
)
def test_what_is_refused_writes_nothing(pole, kind, college, case, act, code):
    category(pole, "salariés")
    before = written()
    with pytest.raises(Refused) as no:
        act(kind, college)
    assert (no.value.reason.code, written()) == (code, before), case


def test_what_has_ended_does_not_end_again(kind, college):
    end_college(college, until=read_dated("2016"), by=ANIMATOR)
    end_category(kind, until=read_dated("2016"), by=ANIMATOR)
    before = written()
    for end, what in ((end_college, college), (end_category, kind)):
        with pytest.raises(Refused) as no:
            end(what, until=read_dated("2017"), by=ANIMATOR)
        assert no.value.reason.code == "already-ended"
    assert written() == before


def test_all_of_it_on_the_pages(kind, college, client_of):
    client, there = client_of("animator"), "/associes/"
    page = unescape(client.get(there).text)
    of_kind, of_college = f"{there}categories/{kind.pk}", f"{there}colleges/{college.pk}"
    for path in (f"{of_kind}/renommer/", f"{of_kind}/terminer/", f"{of_college}/modifier/"):
        assert f'href="{path}"' in page
        assert f'href="{path}"' not in client_of("co_manager").get(there).text
    assert client.post(f"{of_kind}/renommer/", {"name": "usagers"}).status_code == 302
    sent = {"name": "collège des usagers", "categories": [kind.pk]}
    assert client.post(f"{of_college}/modifier/", sent).status_code == 302
    refused = client.post(f"{of_college}/modifier/", {"name": "sans catégorie"})
    assert refused.status_code == 422
    assert "sans catégorie" in refused.text
    wrong = client.post(f"{of_college}/terminer/", {"until": "1990"})
    assert wrong.context["form"].errors["until"]
    for path in (of_college, of_kind):
        assert client.post(f"{path}/terminer/", {"until": "juin 2016"}).status_code == 302
    kind.refresh_from_db()
    college.refresh_from_db()
    assert (kind.name, college.name) == ("usagers", "collège des usagers")
    assert kind.ends_on == college.ends_on is not None
