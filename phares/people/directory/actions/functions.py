"""What persons do in organisations: given, corrected, changed, ended."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, why_not_span
from phares.kernel.refusal import Reason, insist
from phares.people.directory.actions.columns import Evidence
from phares.people.directory.models import Function, Organisation, Person
from phares.people.directory.queries.people import (
    functions_held,
    running_after,
    stays_in_function,
)
from phares.people.directory.rules import cards, permissions, ties
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import FunctionKind


@transaction.atomic
def give_function(
    *,
    person: Person,
    organisation: Organisation,
    title: str,
    kind: FunctionKind,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    public: bool = False,
    public_reach: bool = False,
    **evidence: Unpack[Evidence],
) -> Function:
    """What a person does in a structure, from a date on.

    `public` lets the outside see the name and the function; `public_reach`, e-mail and telephone.
    """
    insist(permissions.why_not_edit(by, organisation.pk))
    over = until.after if until else None
    them = permissions.standing(functions_held(person), since.day, over)
    insist(permissions.why_not_engage(by, them))
    return hold(
        person=person,
        organisation=organisation,
        title=title,
        kind=kind,
        since=since,
        until=until,
        public=public,
        public_reach=public_reach,
        by=by,
        **evidence,
    )


def hold(
    *,
    person: Person,
    organisation: Organisation,
    title: str,
    kind: FunctionKind,
    since: Dated,
    by: Actor,
    until: Dated | None = None,
    public: bool = False,
    public_reach: bool = False,
    **evidence: Unpack[Evidence],
) -> Function:
    """The row itself, for actions that asked who may and whom it is about."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    insist(cards.why_not_erased(held.erased_on))
    standing = stays_in_function(person, organisation, title)
    insist(ties.why_not_function(person.name, title, Stay(since, until), standing))
    insist(ties.why_not_show(name=public, reach=public_reach))
    function = Function.objects.create(
        person=person,
        organisation=organisation,
        title=title.strip(),
        kind=kind.value,
        public=public,
        public_reach=public_reach,
        **spanning(since, until),
        **evidence,
    )
    record("function.given", function, by=by, organisation=organisation.name)
    return function


@transaction.atomic
def correct_function(
    function: Function,
    *,
    title: str,
    kind: FunctionKind,
    since: Dated,
    until: Dated | None,
    by: Actor,
    public: bool = False,
    public_reach: bool = False,
) -> Function:
    """What was wrong, and what the outside may see; at any time, even once it is over."""
    insist(permissions.why_not_edit(by, function.organisation_id))
    person = Person.objects.select_for_update().get(pk=function.person_id)
    kept = Function.objects.select_related("person", "organisation").get(pk=function.pk)
    insist(_why_not_prolong(kept, until, by))
    standing = stays_in_function(person, kept.organisation, title, besides=kept.pk)
    insist(ties.why_not_function(person.name, title, Stay(since, until), standing))
    insist(ties.why_not_show(name=public, reach=public_reach))
    kept.title, kept.kind = title.strip(), kind.value
    kept.public, kept.public_reach = public, public_reach
    for column, value in spanning(since, until).items():
        setattr(kept, column, value)
    kept.save()
    shown = {"public": public, "public_reach": public_reach}
    record("function.corrected", kept, by=by, organisation=kept.organisation.name, **shown)
    return kept


def _why_not_prolong(kept: Function, until: Dated | None, by: Actor) -> Reason | None:
    """Who left and is in another house is not brought back by a correction: it would be a new
    function, from the day after."""
    after = until.after if until else None
    if kept.ends_on is None or (after is not None and after <= kept.ends_on):
        return None
    held = functions_held(kept.person, besides=kept.pk)
    them = permissions.standing([*held, (kept.organisation_id, kept.ends_on)], kept.ends_on, after)
    return permissions.why_not_engage(by, them)


@transaction.atomic
def hide_function(function: Function, *, by: Actor) -> Function:
    """The outside sees nothing of it any more; the row itself, for actions that asked who may."""
    rows = Function.objects.select_for_update(of=("self",))
    kept = rows.select_related("person", "organisation").get(pk=function.pk)
    kept.public = kept.public_reach = False
    kept.save(update_fields=["public", "public_reach"])
    record("function.hidden", kept, by=by, organisation=kept.organisation.name)
    return kept


@transaction.atomic
def end_function(function: Function, *, until: Dated, by: Actor) -> Function:
    """The person does it no more; `until` is the last thing known of it."""
    insist(permissions.why_not_edit(by, function.organisation_id))
    rows = Function.objects.select_for_update(of=("self",))
    kept = rows.select_related("person", "organisation").get(pk=function.pk)
    stay = Stay(kept.beginning, kept.ending)
    insist(ties.why_not_end_function(kept.person.name, kept.title, stay))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("function.ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def close_functions(organisation_id: int, until: Dated, by: Actor) -> None:
    """Nobody does anything any more in a structure that is gone; what ended before stays so."""
    insist(permissions.why_not_edit(by, organisation_id))
    for function in running_after(organisation_id, until.after).select_for_update(of=("self",)):
        function.ends_on, function.ends_precision = until.after, until.precision.value
        function.save(update_fields=["ends_on", "ends_precision"])
        record("function.ended", function, by=by, until=str(until))


@transaction.atomic
def change_function(
    function: Function,
    *,
    title: str,
    kind: FunctionKind,
    since: Dated,
    by: Actor,
    public: bool = False,
    public_reach: bool = False,
) -> Function:
    """The same person in the same structure does something else: the one ends as the other begins.

    « Médiatrice » since March ends what she did at the end of February.
    """
    ended = end_function(function, until=since.eve, by=by)
    return hold(
        person=ended.person,
        organisation=ended.organisation,
        title=title,
        kind=kind,
        since=since,
        public=public,
        public_reach=public_reach,
        by=by,
    )
