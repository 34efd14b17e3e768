"""Persons and what they do where."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from phares.common.facts import on
from phares.kernel.actor import Actor
from phares.people.directory.models import Consent, Function, Organisation, Person
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.permissions import may_keep


def houses_of(person: Person, day: date) -> frozenset[int]:
    """The organisations where the person has a function that day."""
    rows = Function.objects.filter(on(day), person=person)
    return frozenset(rows.values_list("organisation_id", flat=True))


def houses_edited_by(actor: Actor) -> QuerySet[Organisation]:
    """The structures whose people this person may write: all of them, or one's own."""
    rows = Organisation.objects.order_by("name")
    return rows if may_keep(actor) else rows.filter(pk__in=actor.acts_for)


def consents_of(person: Person) -> QuerySet[Consent]:
    """What the person agreed to, those that hold first, then the latest."""
    rows = Consent.objects.filter(person=person)
    return rows.order_by(F("withdrawn_on").asc(nulls_first=True), "-given_on", "pk")


def stays_in_function(person: Person, organisation: Organisation, title: str) -> list[Stay]:
    """When the person held this very function there."""
    rows = Function.objects.filter(
        person=person, organisation=organisation, title__iexact=title.strip()
    )
    return [Stay(row.beginning, row.ending) for row in rows]
