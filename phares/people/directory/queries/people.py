"""Persons and what they do where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from phares.common.facts import on
from phares.kernel.actor import Actor, Role
from phares.people.directory.models import Consent, Function, Organisation, Person
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.names import normalise
from phares.people.directory.rules.permissions import Held, may_keep


def houses_of(person: Person, day: date) -> frozenset[int]:
    """The organisations where the person has a function that day."""
    rows = Function.objects.filter(on(day), person=person)
    return frozenset(rows.values_list("organisation_id", flat=True))


def functions_held(person: Person, *, besides: int | None = None) -> list[Held]:
    """The structure of each function the person has, had or will have, and when it is over."""
    rows = Function.objects.filter(~Q(pk=besides), person=person)
    return list(rows.values_list("organisation_id", "ends_on"))


def houses_edited_by(actor: Actor) -> QuerySet[Organisation]:
    """The structures whose people this person may write: all of them, or one's own."""
    rows = Organisation.objects.order_by("name")
    return rows if may_keep(actor) else rows.filter(pk__in=actor.parties_as(Role.MEMBER_CONTACT))


def running_after(organisation_id: int, day: date) -> QuerySet[Function]:
    """What somebody did there before a day, and does that day still."""
    rows = Function.objects.filter(on(day), organisation=organisation_id, starts_on__lt=day)
    return rows.select_related("person").order_by("pk")


def consents_of(person: Person) -> QuerySet[Consent]:
    """What the person agreed to, those that hold first, then the latest."""
    rows = Consent.objects.filter(person=person)
    return rows.order_by(F("withdrawn_on").asc(nulls_first=True), "-given_on", "pk")


def stays_in_function(
    person: Person, organisation: Organisation, title: str, *, besides: int | None = None
) -> list[Stay]:
    """When the person held this very function there, `besides` one that is being corrected."""
    rows = Function.objects.filter(
        ~Q(pk=besides), person=person, organisation=organisation, title__iexact=title.strip()
    )
    return [Stay(row.beginning, row.ending) for row in rows]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the directory, with what they do and did, and where."""

    person: Person
    functions: tuple[Function, ...]

    @property
    def houses(self) -> frozenset[int]:
        return frozenset(one.organisation_id for one in self.functions)

    @property
    def held(self) -> list[Held]:
        """The structure of each, and when it is over."""
        return [(one.organisation_id, one.ends_on) for one in self.functions]

    def titles(self, organisation_id: int) -> list[str]:
        """What they are noted as there."""
        return [one.title for one in self.functions if one.organisation_id == organisation_id]

    def elsewhere(self) -> list[tuple[str, str]]:
        """Title and structure of each."""
        return [(one.title, one.organisation.name) for one in self.functions]


def namesakes(name: str) -> list[Known]:
    """Who bears that name in the directory, however it is written, the first noted first."""
    held = Function.objects.select_related("organisation").order_by("pk")
    rows = Person.objects.prefetch_related(Prefetch("functions", queryset=held, to_attr="ever"))
    alike = rows.filter(search__contains=f" {normalise(name)} ").order_by("pk")
    return [Known(one, tuple(one.ever)) for one in alike if normalise(one.name) == normalise(name)]
