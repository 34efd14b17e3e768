"""What speaks of a person who is to be forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from phares.people.directory.models import Consent, DatedFact, Declaration, Person


def declarations_signed(names: Collection[str]) -> QuerySet[Declaration]:
    """The declarations that one of these names signed."""
    rows = Declaration.objects.filter(declared_by__in=list(names))
    return rows.select_related("organisation").order_by("year", "pk")


def facts_given_by(names: Collection[str]) -> QuerySet[DatedFact]:
    """The facts that one of these names is said to have given."""
    return DatedFact.objects.filter(given_by__in=list(names)).order_by("pk")


def consents_over(before: date) -> QuerySet[Consent]:
    """Agreements taken back before a day."""
    return Consent.objects.filter(withdrawn_on__lt=before).order_by("pk")


def persons_to_choose() -> QuerySet[Person]:
    """Whom a form offers: not those who were erased."""
    return Person.objects.filter(erased_on=None).order_by("name")
