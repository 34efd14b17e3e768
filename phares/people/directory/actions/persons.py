"""Persons, whom structures introduce, and what they agreed to."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import insist
from phares.people.directory.actions.columns import Reach
from phares.people.directory.actions.functions import hold
from phares.people.directory.models import Consent, Organisation, Person
from phares.people.directory.queries.people import houses_of, namesakes
from phares.people.directory.rules import cards, permissions, ties
from phares.people.directory.rules.kinds import ConsentScope, FunctionKind, Namesake, PartyKind
from phares.people.directory.rules.names import haystack


@transaction.atomic
def register_person(
    *, given_name: str, family_name: str, by: Actor, **reach: Unpack[Reach]
) -> Person:
    """A natural person, apart from what they do and where."""
    insist(permissions.why_not_keep(by))
    return _create_person(given_name, family_name, reach, by)


@transaction.atomic
def introduce_person(
    *,
    organisation: Organisation,
    given_name: str,
    family_name: str,
    title: str,
    kind: FunctionKind,
    since: Dated,
    by: Actor,
    public: bool = False,
    public_reach: bool = False,
    namesake: Namesake | None = None,
    **reach: Unpack[Reach],
) -> Person:
    """A structure introduces somebody of its team: the person and what they do there.

    When the directory knows somebody of that name, `namesake` says whether it is the same person.
    """
    insist(permissions.why_not_edit(by, organisation.pk))
    known = _known_as(f"{given_name} {family_name}", organisation, namesake, since, by)
    person = known or _create_person(given_name, family_name, reach, by)
    hold(
        person=person,
        organisation=organisation,
        title=title,
        kind=kind,
        since=since,
        public=public,
        public_reach=public_reach,
        by=by,
    )
    return person


def _known_as(
    name: str, organisation: Organisation, told: Namesake | None, since: Dated, by: Actor
) -> Person | None:
    """Under a lock, so that a form sent twice is looked at twice.

    Asked about those whom this person may give a function; of others nothing is said.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    alike = [
        one
        for one in namesakes(name)
        if permissions.may_engage(by, permissions.standing(one.held, since.day))
    ]
    found = max(alike, key=lambda one: organisation.pk in one.houses, default=None)
    if found is None or told is Namesake.OTHER:
        return None
    here, who = found.titles(organisation.pk), (found.person.name, found.person.pk)
    reason = cards.noted_here(*who, here) if here else cards.noted(*who, found.elsewhere())
    insist(None if told else reason)
    return found.person


def _create_person(given_name: str, family_name: str, reach: Reach, by: Actor) -> Person:
    insist(cards.why_not_person(given_name, family_name))
    person = Person(kind=PartyKind.PERSON.value, **reach)
    _name(person, given_name, family_name)
    person.save()
    record("person.registered", person, by=by)
    return person


def _name(person: Person, given_name: str, family_name: str) -> None:
    person.given_name, person.family_name = given_name.strip(), family_name.strip()
    person.name = f"{person.given_name} {person.family_name}"
    person.search = haystack([person.name])


@transaction.atomic
def edit_person(
    person: Person,
    *,
    by: Actor,
    today: date,
    given_name: str | None = None,
    family_name: str | None = None,
    **reach: Unpack[Reach],
) -> Person:
    """Corrected by the pole, or by the contact of a structure where the person has a function."""
    houses = houses_of(person, today)
    insist(
        next((None for pk in houses if permissions.may_edit(by, pk)), permissions.why_not_keep(by))
    )
    return write_person(person, by=by, given_name=given_name, family_name=family_name, **reach)


@transaction.atomic
def write_person(
    person: Person,
    *,
    by: Actor,
    given_name: str | None = None,
    family_name: str | None = None,
    **reach: Unpack[Reach],
) -> Person:
    """The row itself, for actions that asked who may."""
    kept = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    insist(cards.why_not_erased(kept.erased_on))
    for key, value in reach.items():
        setattr(kept, key, value)
    given, family = given_name or kept.given_name, family_name or kept.family_name
    insist(cards.why_not_person(given, family))
    _name(kept, given, family)
    kept.search = haystack([kept.name, *kept.aliases.values_list("name", flat=True)])
    kept.save()
    record("person.edited", kept, by=by)
    return kept


@transaction.atomic
def give_consent(
    *, person: Person, about: str, scope: ConsentScope, on: date, by: Actor
) -> Consent:
    """What a person agrees to, and how far it may go."""
    insist(permissions.why_not_keep(by))
    insist(cards.why_not_erased(person.erased_on))
    consent = Consent.objects.create(person=person, about=about, scope=scope.value, given_on=on)
    record("consent.given", consent, by=by, scope=scope)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, by: Actor) -> Consent:
    """Taken back: from that day nothing goes out under it."""
    insist(permissions.why_not_keep(by))
    return end_consent(consent, on=on, by=by)


@transaction.atomic
def end_consent(consent: Consent, *, on: date, by: Actor) -> Consent:
    """The row itself, for actions that asked who may."""
    kept = Consent.objects.select_for_update().select_related("person").get(pk=consent.pk)
    insist(ties.why_not_withdraw(kept.given_on, kept.withdrawn_on, on))
    kept.withdrawn_on = on
    kept.save(update_fields=["withdrawn_on"])
    record("consent.withdrawn", kept, by=by, on=on)
    return kept
