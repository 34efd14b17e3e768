"""Persons and what they do where."""

from __future__ import annotations

from datetime import date

from phares.common.facts import on
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.rules.belonging import Stay


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
