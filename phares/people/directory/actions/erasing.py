"""Forgetting a person: what told who they are goes, what was counted stays."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.kernel.tongue import french
from phares.people.directory.models import Alias, Belonging, Consent, Function, Person
from phares.people.directory.queries.duplicates import absorbed_by
from phares.people.directory.queries.erasing import (
    consents_over,
    declarations_signed,
    facts_given_by,
)
from phares.people.directory.rules import permissions
from phares.people.directory.rules.kinds import FunctionKind
from phares.people.directory.rules.names import haystack

FORGOTTEN = french("effacé")
REACH = ("email", "phone", "website", "street", "postcode", "city", "source")


@transaction.atomic
def anonymise_person(person_id: int, mask: str, *, day: date, by: Actor) -> Person:
    """The card loses its name and all the ways to the person; nothing is shown outside any more."""
    insist(permissions.why_not_keep(by))
    for absorbed in absorbed_by(person_id):
        _anonymise_card(absorbed, mask, day)
    person = _anonymise_card(person_id, mask, day)
    Belonging.objects.filter(party=person_id).update(exit_reason="", outcome="", source="")
    _close_functions(person_id, day)
    _take_back(person_id, day)
    return person


def _anonymise_card(person_id: int, mask: str, day: date) -> Person:
    """A card, standing or merged into another."""
    person: Person = Person._base_manager.select_for_update(of=("self",)).get(pk=person_id)
    person.given_name, _space, person.family_name = mask.partition(" ")
    person.name, person.search, person.erased_on = mask, haystack([mask]), day
    for column in REACH:
        setattr(person, column, "")
    person.latitude = person.longitude = None
    person.save()
    Alias.objects.filter(party=person_id).delete()
    return person


def _close_functions(person_id: int, day: date) -> None:
    """They end that day under the name of their kind; those to come are not kept.

    One that had its last day that very day keeps it.
    """
    Function.objects.filter(person=person_id, starts_on__gte=day).delete()
    seen = Counter[str]()
    for one in Function.objects.filter(person=person_id).order_by("pk"):
        seen[one.kind] += 1
        apart = f" ({seen[one.kind]})" if seen[one.kind] > 1 else ""
        one.title = f"{FunctionKind(one.kind).label}{apart}"
        one.public = one.public_reach = False
        one.source = ""
        if one.ends_on is None or one.ends_on > day + timedelta(days=1):
            one.ends_on, one.ends_precision = day, "day"
        one.save()


def _take_back(person_id: int, day: date) -> None:
    for one in Consent.objects.filter(person=person_id):
        one.about, one.withdrawn_on = FORGOTTEN, one.withdrawn_on or max(day, one.given_on)
        one.save(update_fields=["about", "withdrawn_on"])


@transaction.atomic
def mask_signatures(names: tuple[str, ...], mask: str, *, by: Actor) -> int:
    """Who declared or told something is no longer named; the figure and the fact stay."""
    insist(permissions.why_not_keep(by))
    said = declarations_signed(names).update(declared_by=mask)
    return said + facts_given_by(names).update(given_by=mask)


@transaction.atomic
def forget_consents(before: date, *, by: Actor) -> int:
    """Agreements taken back before a day leave; the journal says how many."""
    insist(permissions.why_not_keep(by))
    gone, _each = consents_over(before).delete()
    if gone:
        record("consent.forgotten", french("accords retirés"), by=by, count=gone)
    return gone
