"""Persons and what they do where."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from phares.common.facts import on
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.names import needles


def houses_of(person: Person, day: date) -> frozenset[int]:
    """The organisations where the person has a function that day."""
    rows = Function.objects.filter(on(day), person=person)
    return frozenset(rows.values_list("organisation_id", flat=True))


def stays_in_function(person: Person, organisation: Organisation, title: str) -> list[Stay]:
    """When the person held this very function there."""
    rows = Function.objects.filter(
        person=person, organisation=organisation, title__iexact=title.strip()
    )
    return [Stay(row.beginning, row.ending) for row in rows]


def people_listed(day: date) -> QuerySet[Person]:
    """Persons with what they do that day: two queries, whatever their number."""
    held = Function.objects.filter(on(day)).select_related("organisation").order_by("pk")
    return Person.objects.prefetch_related(Prefetch("functions", queryset=held, to_attr="held"))


def people_found(rows: QuerySet[Person], query: str) -> QuerySet[Person]:
    """Every word is in the name of the person or of a structure where they work."""
    for word in needles(query):
        by_house = Function.objects.filter(organisation__search__contains=word)
        rows = rows.filter(Q(search__contains=word) | Q(pk__in=by_house.values("person_id")))
    return rows


def functions_of(person: Person) -> QuerySet[Function]:
    """All that the person does or did, what lasts first."""
    rows = Function.objects.filter(person=person).select_related("organisation")
    return rows.order_by("-starts_on", "pk")
