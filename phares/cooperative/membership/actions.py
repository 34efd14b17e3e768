"""Writing the register of associates."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.cooperative.membership.models import Associate, AssociateCategory, College
from phares.cooperative.membership.rules.admission import (
    why_not_admit,
    why_not_close,
    why_not_end,
    why_not_found,
    why_not_gather,
    why_not_mix,
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
    _held(cooperative)
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
    _held(cooperative)
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
def reword_category(category: AssociateCategory, *, name: str, by: Actor) -> AssociateCategory:
    """The same kind of associate under another name; its associates keep it."""
    insist(why_not_keep_register(by))
    _held(category.cooperative)
    kept = AssociateCategory.objects.get(pk=category.pk)
    same = AssociateCategory.objects.filter(cooperative=kept.cooperative_id, name=name)
    others = [row.period for row in same.exclude(pk=kept.pk)]
    insist(why_not_found(name, kept.period, others))
    before, kept.name = kept.name, name
    kept.save(update_fields=["name"])
    record("membership.category_reworded", kept, by=by, before=before)
    return kept


@transaction.atomic
def end_category(category: AssociateCategory, *, until: Dated, by: Actor) -> AssociateCategory:
    """The statutes know it no more; nobody is an associate under it beyond that."""
    insist(why_not_keep_register(by))
    kept = AssociateCategory.objects.select_for_update().get(pk=category.pk)
    insist(why_not_span(kept.beginning, until))
    beyond = Associate.objects.filter(category=kept).exclude(ends_on__lte=until.after)
    insist(why_not_close(kept.name, kept.ending, beyond.count()))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("membership.category_ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def reword_college(
    college: College, *, name: str, categories: Sequence[AssociateCategory], by: Actor
) -> College:
    """The same college under another name, or gathering other categories."""
    insist(why_not_keep_register(by))
    elsewhere = [c.name for c in categories if c.cooperative_id != college.cooperative_id]
    insist(why_not_gather(elsewhere, len(categories)))
    _held(college.cooperative)
    kept = College.objects.get(pk=college.pk)
    same = College.objects.filter(cooperative=kept.cooperative_id, name=name)
    others = [row.period for row in same.exclude(pk=kept.pk)]
    insist(why_not_found(name, kept.period, others))
    before, kept.name = kept.name, name
    kept.save(update_fields=["name"])
    kept.categories.set(categories)
    told = {"before": before, "categories": [c.name for c in categories]}
    record("membership.college_reworded", kept, by=by, **told)
    return kept


@transaction.atomic
def end_college(college: College, *, until: Dated, by: Actor) -> College:
    """Its categories vote with the others again."""
    insist(why_not_keep_register(by))
    kept = College.objects.select_for_update().get(pk=college.pk)
    insist(why_not_span(kept.beginning, until))
    insist(why_not_close(kept.name, kept.ending, 0))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("membership.college_ended", kept, by=by, until=str(until))
    return kept


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
    _held(party)
    standing = Associate.objects.filter(party=party, cooperative=category.cooperative_id)
    held = [row.period for row in standing]
    category = AssociateCategory.objects.select_for_update().get(pk=category.pk)
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


@transaction.atomic
def correct_association(
    associate: Associate,
    *,
    category: AssociateCategory,
    since: Dated,
    until: Dated | None,
    by: Actor,
) -> Associate:
    """A category or dates that were written wrong; no end means that it lasts."""
    insist(why_not_keep_register(by))
    insist(why_not_span(since, until))
    _held(associate.party)
    kept = Associate.objects.select_related("party").get(pk=associate.pk)
    insist(why_not_mix([category.name] if category.cooperative_id != kept.cooperative_id else []))
    others = Associate.objects.filter(party=kept.party_id, cooperative=kept.cooperative_id)
    held = [row.period for row in others.exclude(pk=kept.pk)]
    opened = category.name, category.period
    insist(why_not_admit(kept.party.name, span(since, until), *opened, held))
    before = _written(kept)
    for column, value in {"category": category, **spanning(since, until)}.items():
        setattr(kept, column, value)
    kept.save()
    record("membership.association_corrected", kept, by=by, **_written(kept), before=before)
    return kept


def _written(associate: Associate) -> dict[str, str]:
    """What the register says of an associate, for the journal."""
    since, until = str(associate.beginning), str(associate.ending or "")
    return {"category": associate.category.name, "since": since, "until": until}


def _held(party: Party) -> None:
    """Its row is held until the end, so that two acts on it follow each other."""
    Party.objects.select_for_update().get(pk=party.pk)
