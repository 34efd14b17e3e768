from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.membership.actions import (
    admit_associate,
    correct_association,
    end_association,
    found_category,
    found_college,
)
from phares.cooperative.membership.figures import measure
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.queries import (
    associate_ids,
    associates_on,
    colleges_on,
)
from phares.cooperative.membership.tests.factories import associate, category
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from tests.parties import ANIMATOR, CO_MANAGER, carrier_of, home_pole, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2015, 12, 31)


def test_an_admission_is_written_and_journalled():
    kind = category(home_pole())
    admitted = associate(organisation("Halage"), kind, since="janvier 2015")
    assert (str(admitted.beginning), admitted.ending) == ("janvier 2015", None)
    assert admitted.cooperative_id == kind.cooperative_id
    assert Entry.objects.filter(verb="membership.associate_admitted").count() == 1


@pytest.mark.parametrize(
    ("case", "since", "until", "by", "code"),
    [
        ("twice at a time", "2015-06", None, ANIMATOR, "already-associate"),
        ("before the category", "2014-06", "2014-07", ANIMATOR, "category-closed"),
        ("end before start", "2016-06", "2016-05", ANIMATOR, "ends-before-start"),
        ("by a co-manager", "2017", None, CO_MANAGER, "not-allowed"),
    ],
)
def test_a_refused_admission_writes_nothing(case, since, until, by, code):
    kind, halage = category(home_pole()), organisation("Halage")
    associate(halage, kind)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        admit_associate(
            party=halage,
            category=kind,
            since=read_dated(since),
            until=read_dated(until) if until else None,
            by=by,
        )
    assert no.value.reason.code == code, case
    assert (Associate.objects.count(), Entry.objects.count()) == (1, lines)


def test_the_database_forbids_it_too():
    first = associate(organisation("Halage"), category(home_pole()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Associate.objects.create(
            party=first.party,
            cooperative=first.cooperative,
            category=first.category,
            starts_on=date(2015, 6, 1),
        )
    assert Associate.objects.count() == 1


def test_an_end_is_the_last_thing_known_and_comes_once():
    one = associate(organisation("Novaedia"), category(home_pole()))
    ended = end_association(one, until=read_dated("juin 2015"), by=ANIMATOR)
    assert (ended.ends_on, str(ended.ending)) == (date(2015, 7, 1), "juin 2015")
    with pytest.raises(Refused):
        end_association(one, until=read_dated("2016"), by=ANIMATOR)
    ended.refresh_from_db()
    assert ended.ends_on == date(2015, 7, 1)


def test_a_slip_is_corrected_with_its_category_and_the_journal_says_what_it_was():
    pole = home_pole()
    kind, employees = category(pole), category(pole, "salariés")
    one = associate(organisation("Halage"), kind, until="juin 2015")
    kept = correct_association(
        one, category=employees, since=read_dated("mars 2015"), until=None, by=ANIMATOR
    )
    assert (str(kept.beginning), kept.ending, kept.category) == ("mars 2015", None, employees)
    entry = Entry.objects.get(verb="membership.association_corrected")
    assert entry.details["before"] == {
        "category": "bénéficiaires",
        "since": "janvier 2015",
        "until": "juin 2015",
    }


@pytest.mark.parametrize(
    ("case", "since", "until", "elsewhere", "by", "code"),
    [
        ("meets another stay", "2015", None, False, ANIMATOR, "already-associate"),
        ("before the category", "2014", "juin 2015", False, ANIMATOR, "category-closed"),
        ("end before start", "juin 2015", "mars 2015", False, ANIMATOR, "ends-before-start"),
        ("category of another", "2015", "juin 2015", True, ANIMATOR, "other-cooperative"),
        ("by a co-manager", "2015", "juin 2015", False, CO_MANAGER, "not-allowed"),
    ],
)
def test_a_refused_correction_writes_nothing(case, since, until, elsewhere, by, code):
    kind, halage = category(home_pole()), organisation("Halage")
    first = associate(halage, kind, since="2015-01", until="juin 2015")
    associate(halage, kind, since="2016")
    other = found_category(
        cooperative=organisation("Autre"), name="amis", since=read_dated("2010"), by=ANIMATOR
    )
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        correct_association(
            first,
            category=other if elsewhere else kind,
            since=read_dated(since),
            until=read_dated(until) if until else None,
            by=by,
        )
    assert no.value.reason.code == code, case
    first.refresh_from_db()
    assert (str(first.beginning), str(first.ending)) == ("janvier 2015", "juin 2015")
    assert (first.category, Entry.objects.count()) == (kind, lines)


def test_categories_are_not_colleges():
    """2015: no college. 2022: three categories of associates in one college."""
    pole = home_pole()
    kinds = [category(pole, name) for name in ("bénéficiaires", "salariés")]
    kinds.append(category(pole, "soutiens", since="2022"))
    gathered = found_college(
        cooperative=carrier_of(pole),
        name="collège unique",
        categories=kinds,
        since=read_dated("2022"),
        by=ANIMATOR,
    )
    assert list(colleges_on(DAY)) == []
    assert list(colleges_on(date(2022, 1, 24))) == [gathered]
    assert gathered.categories.count() == 3


def test_a_college_without_category_is_refused():
    pole = home_pole()
    with pytest.raises(Refused):
        found_college(
            cooperative=carrier_of(pole),
            name="vide",
            categories=[],
            since=read_dated("2015"),
            by=ANIMATOR,
        )
    assert College.objects.count() == 0


def test_one_name_serves_once_at_a_time():
    pole = home_pole()
    category(pole)
    with pytest.raises(Refused):
        found_category(
            cooperative=carrier_of(pole),
            name="bénéficiaires",
            since=read_dated("2016"),
            by=ANIMATOR,
        )
    assert AssociateCategory.objects.count() == 1


@pytest.mark.parametrize("model", [AssociateCategory, College])
def test_the_database_holds_a_name_once_at_a_time(model):
    ours = carrier_of(home_pole())
    named = {"cooperative": ours, "name": "bénéficiaires"}
    model.objects.create(**named, starts_on=date(2015, 1, 1), ends_on=date(2016, 1, 1))
    model.objects.create(**named, starts_on=date(2016, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**named, starts_on=date(2015, 6, 1))
    assert model.objects.count() == 2


def test_who_is_associate_and_when(django_assert_num_queries):
    pole = home_pole()
    kind = category(pole)
    here = associate(organisation("Halage"), kind)
    gone = associate(organisation("Novaedia"), kind, until="juin 2015")
    later = associate(organisation("UNAREC"), kind, since="2016")
    assert set(associates_on(DAY)) == {here}
    ids = [here.party_id, gone.party_id, later.party_id]
    with django_assert_num_queries(1):
        assert associate_ids(ids, DAY) == {here.party_id}
    with django_assert_num_queries(1):
        assert associate_ids(None, date(2016, 6, 1)) == {here.party_id, later.party_id}


def test_the_figure_opens_its_rows(django_assert_num_queries):
    pole = home_pole()
    kind, employees = category(pole), category(pole, "salariés")
    associate(organisation("Halage"), kind)
    associate(organisation("Novaedia"), kind, until="juin 2015")
    associate(person(), employees)
    with django_assert_num_queries(1):
        counted = measure(2015)["scic_associates"]
    assert counted.value == Decimal(2)
    assert [row.label for row in counted.rows] == ["Halage", "Inès Kerboul"]
    assert sum(part.value for part in counted.parts) == counted.value


def test_who_may_have_left_or_not_yet_come_does_not_count_and_says_why():
    pole = home_pole()
    kind, employees = category(pole), category(pole, "salariés")
    associate(organisation("Halage"), kind)
    associate(organisation("Novaedia"), kind, until="2015")
    associate(organisation("Mael"), kind, until="avant le 2016-06-30")
    associate(organisation("Poinfor"), kind, until="décembre 2015")
    associate(person(), employees, since="hiver 2015")
    counted = measure(2015)["scic_associates"]
    assert counted.value == 2
    assert {row.label for row in counted.rows} == {"Halage", "Poinfor"}
    assert {row.label: row.detail.partition(" ; ")[2] for row in counted.aside} == {
        "Novaedia": "date de fin incertaine : 2015",
        "Mael": "date de fin incertaine : avant le 30 juin 2016",
        "Inès Kerboul": "date de début incertaine : hiver 2015",
    }
    assert sum(part.value for part in counted.parts) == counted.value
    assert measure(2016)["scic_associates"].value == 2


def test_without_a_cooperative_it_is_beside_the_point():
    assert measure(2015)["scic_associates"].value is None
