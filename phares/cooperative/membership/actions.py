"""Writing the register of associates."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.rules.admission import (
    why_not_admit,
    why_not_end,
    why_not_found,
    why_not_gather,
)
from phares.cooperative.membership.rules.permissions import why_not_keep_register
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, span, why_not_span
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation, Party


@transaction.atomic
def found_category(
    *,
    cooperative: Organisation,
    name: str,
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> AssociateCategory:
    """The statutes know a kind of associate from a day on."""
    insist(why_not_keep_register(by))
    insist(why_not_span(since, until))
    same = AssociateCategory.objects.filter(cooperative=cooperative, name=name)
    insist(why_not_found(name, span(since, until), [row.period for row in same]))
    category = AssociateCategory.objects.create(
        cooperative=cooperative,
        name=name,
        source=source,
        illustrative=illustrative,
        **spanning(since, until),
    )
    record("membership.category_founded", category, by=by, since=str(since))
    return category


@transaction.atomic
def found_college(
    *,
    cooperative: Organisation,
    name: str,
    categories: Sequence[AssociateCategory],
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> College:
    """Categories vote together from a day on."""
    insist(why_not_keep_register(by))
    insist(why_not_span(since, until))
    elsewhere = [c.name for c in categories if c.cooperative_id != cooperative.pk]
    insist(why_not_gather(elsewhere, len(categories)))
    same = College.objects.filter(cooperative=cooperative, name=name)
    insist(why_not_found(name, span(since, until), [row.period for row in same]))
    college = College.objects.create(
        cooperative=cooperative,
        name=name,
        source=source,
        illustrative=illustrative,
        **spanning(since, until),
    )
    college.categories.set(categories)
    record("membership.college_founded", college, by=by, categories=[c.name for c in categories])
    return college


@transaction.atomic
def admit_associate(
    *,
    party: Party,
    category: AssociateCategory,
    since: Dated,
    until: Dated | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Associate:
    """A structure or a person enters the cooperative, with one vote."""
    insist(why_not_keep_register(by))
    insist(why_not_span(since, until))
    Party.objects.select_for_update().get(pk=party.pk)
    standing = Associate.objects.filter(party=party, cooperative=category.cooperative_id)
    held = [row.period for row in standing]
    opened = category.name, category.period
    insist(why_not_admit(party.name, span(since, until), *opened, held))
    associate = Associate.objects.create(
        party_id=party.pk,
        cooperative_id=category.cooperative_id,
        category=category,
        source=source,
        illustrative=illustrative,
        **spanning(since, until),
    )
    record("membership.associate_admitted", associate, by=by, since=str(since))
    return associate


@transaction.atomic
def end_association(associate: Associate, *, until: Dated, by: Actor) -> Associate:
    """An associate leaves; `until` is the last thing known of it (« juin 2015 »)."""
    insist(why_not_keep_register(by))
    kept = Associate.objects.select_for_update().get(pk=associate.pk)
    insist(why_not_end(kept.party.name, kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("membership.association_ended", kept, by=by, until=str(until))
    return kept
