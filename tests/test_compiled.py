"""Queries put into SQL once say what the same queries say, whatever the database holds by then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet

from phares.common.compiled import Among, filled_in, prepared
from phares.common.web.tables import Choice, Column, TableSpec
from phares.common.web.tables.rows import counts
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.tests.factories import asset
from phares.people.directory.models import Category

pytestmark = pytest.mark.django_db
BUILT: list[int] = []


@prepared
def ranked(rank: int) -> QuerySet[Any, Any]:
    BUILT.append(rank)
    return Category.objects.filter(rank__gte=rank).order_by("rank").values_list("name", "rank")


def some(*names: str) -> None:
    for rank, name in enumerate(names):
        Category.objects.create(name=name, rank=rank)


def test_it_is_built_once_for_the_same_question_and_reads_what_is_there_now() -> None:
    BUILT.clear()
    some("A", "B", "C")
    assert ranked(1001) == []
    Category.objects.create(name="Loin", rank=1001)
    assert ranked(1001) == [("Loin", 1001)]
    assert ranked(1002) == []
    assert BUILT == [1001, 1002]


def test_a_condition_holds_what_the_query_finds_when_it_is_asked() -> None:
    some("A", "B", "C")
    late = Among(Category.objects.filter(rank__gte=1).values("pk"))
    assert {one.name for one in Category.objects.filter(late)} == {"B", "C"}
    some("D", "E")
    assert {one.name for one in Category.objects.filter(late)} == {"B", "C", "E"}
    assert {one.name for one in Category.objects.filter(~late)} == {"A", "D"}
    assert Category.objects.filter(late | Q(name="A")).count() == 4
    names = Among(Category.objects.filter(rank=1).values("name"), "name")
    assert {one.name for one in Category.objects.filter(names)} == {"B", "E"}


def test_nothing_is_among_nothing() -> None:
    some("A")
    nobody = Among(Category.objects.none().values("pk"))
    assert not Category.objects.filter(nobody).exists()
    assert Category.objects.filter(~nobody).count() == 1


def spec(*choices: Choice, same: object = None) -> TableSpec:
    return TableSpec(
        name="essai",
        caption="Essai",
        columns=(Column(key="nom", label="Nom", value=str),),
        choices=choices,
        same=same,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("same", [None, "essai"])
def test_counts_are_those_of_the_rows_whether_their_sql_is_kept_or_not(same: object) -> None:
    choices = (
        Choice("loin", "Loin", Among(Category.objects.filter(rank__gte=1).values("pk"))),
        Choice("a", "A", Q(name="A")),
        Choice("toutes", "Toutes", Q()),
    )
    table, rows = spec(*choices, same=same), Category.objects.all()
    assert counts(table, rows, whole=True) == {"": 0, "loin": 0, "a": 0, "toutes": 0}
    some("A", "B", "C")
    told = {"": 3, "loin": 2, "a": 1, "toutes": 3}
    assert counts(table, rows, whole=True) == told
    other = spec(choices[1], same=same)
    assert counts(other, rows, whole=True) == {"": 3, "a": 1}
    assert counts(table, rows.filter(rank=0)) == {"": 1, "loin": 0, "a": 1, "toutes": 1}


def test_a_row_that_joins_would_double_is_counted_once(django_assert_num_queries: Any) -> None:
    some("A", "B")
    joined = Category.objects.filter(Q(organisations__isnull=True) | Q(organisations__pk__gt=0))
    with django_assert_num_queries(1):
        assert counts(spec(Choice("a", "A", Q(name="A"))), joined) == {"": 2, "a": 1}


@filled_in
def between(first: int, last: int, *but: int) -> QuerySet[Any, Any]:
    BUILT.append(len(but))
    rows = Category.objects.filter(rank__gte=first, rank__lte=last).exclude(rank__in=but)
    return rows.order_by("rank").values_list("name")


def test_holes_are_filled_with_what_is_asked_and_built_once_for_as_many() -> None:
    some("Culture", "Soin", "Vélo", "Jardin")
    BUILT.clear()
    assert between(0, 3, 1) == [("Culture",), ("Vélo",), ("Jardin",)]
    assert between(1, 2, 2) == [("Soin",)]
    assert BUILT == [1]
    assert between(0, 3, 3, 0) == [("Soin",), ("Vélo",)]
    assert BUILT == [1, 2]


@filled_in
def begun(moment: datetime, day: date) -> QuerySet[Any, Any]:
    rows = Occupation.objects.filter(starts_at__gte=moment, starts_at__date__lte=day)
    return rows.order_by().values_list("key")


def test_moments_and_days_are_filled_in_as_the_database_keeps_them() -> None:
    noon = datetime(2016, 1, 12, 12, tzinfo=UTC)
    Occupation.objects.create(
        asset=asset("Bureau 5"), taking="booking", key="one", starts_at=noon, state="active",
        ends_at=noon + timedelta(hours=1),
    )  # fmt: skip
    assert begun(noon, noon.date()) == [("one",)]
    assert begun(noon + timedelta(seconds=1), noon.date()) == []
    assert begun(noon, noon.date() - timedelta(days=1)) == []
