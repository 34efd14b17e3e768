"""The pole's own lists: categories in the order of the report, territories, publics."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.order import shifted, why_not_shift
from phares.kernel.refusal import insist
from phares.people.directory.models import Category, Public, Territory
from phares.people.directory.queries.vocabulary import (
    structures_of_category,
    uses_of_public,
    uses_of_territory,
)
from phares.people.directory.rules import permissions, vocabulary
from phares.people.directory.rules.kinds import TerritoryKind


@transaction.atomic
def add_category(
    *, name: str, by: Actor, short_name: str = "", rank: int | None = None
) -> Category:
    """A field of activity, after the others unless `rank` says otherwise."""
    insist(permissions.why_not_keep(by))
    insist(vocabulary.why_not_name(name, Category.objects.values_list("name", flat=True)))
    last = Category.objects.aggregate(last=Max("rank"))["last"] or 0
    category = Category.objects.create(
        name=name.strip(), short_name=short_name, rank=last + 1 if rank is None else rank
    )
    record("category.added", category, by=by)
    return category


@transaction.atomic
def rename_category(
    category: Category, *, name: str, by: Actor, short_name: str | None = None
) -> Category:
    """Another name for the same activity: its structures keep it."""
    insist(permissions.why_not_keep(by))
    others = Category.objects.exclude(pk=category.pk).values_list("name", flat=True)
    insist(vocabulary.why_not_name(name, others))
    kept = Category.objects.select_for_update().get(pk=category.pk)
    before, kept.name = kept.name, name.strip()
    kept.short_name = kept.short_name if short_name is None else short_name
    kept.save()
    record("category.renamed", kept, by=by, before=before)
    return kept


@transaction.atomic
def shift_category(category: Category, *, up: bool, by: Actor) -> Category:
    """A place higher or lower in the order in which directory and report name them."""
    insist(permissions.why_not_keep(by))
    rows = {one.pk: one for one in Category.objects.select_for_update()}
    kept, keys = rows[category.pk], list(rows)
    insist(why_not_shift(kept.name, keys.index(kept.pk), len(keys), up=up))
    for rank, key in enumerate(shifted(keys, kept.pk, up=up), 1):
        rows[key].rank = rank
    Category.objects.bulk_update(rows.values(), ["rank"])
    record("category.shifted", kept, by=by, up=up)
    return kept


@transaction.atomic
def delete_category(category: Category, *, by: Actor) -> None:
    """Only a category that no structure carries goes away."""
    insist(permissions.why_not_keep(by))
    kept = Category.objects.select_for_update().get(pk=category.pk)
    insist(vocabulary.why_not_delete(kept.name, structures_of_category(kept)))
    record("category.deleted", kept, by=by)
    kept.delete()


@transaction.atomic
def add_territory(
    *,
    name: str,
    kind: TerritoryKind,
    by: Actor,
    code: str = "",
    parent: Territory | None = None,
    rank: int = 0,
    outline: dict[str, object] | None = None,
) -> Territory:
    """A commune, an intercommunality, a part of the pole's area."""
    insist(permissions.why_not_keep(by))
    insist(vocabulary.why_not_name(name, Territory.objects.values_list("name", flat=True)))
    territory = Territory.objects.create(
        name=name.strip(), kind=kind.value, code=code, parent=parent, rank=rank, outline=outline
    )
    record("territory.added", territory, by=by)
    return territory


@transaction.atomic
def add_public(*, code: str, name: str, by: Actor) -> Public:
    """People whom structures serve."""
    insist(permissions.why_not_keep(by))
    insist(vocabulary.why_not_name(name, Public.objects.values_list("name", flat=True)))
    public = Public.objects.create(code=code, name=name.strip())
    record("public.added", public, by=by)
    return public


@transaction.atomic
def withdraw_territory(territory: Territory, *, by: Actor) -> None:
    """One that nothing names goes away."""
    insist(permissions.why_not_keep(by))
    kept = Territory.objects.select_for_update().get(pk=territory.pk)
    insist(vocabulary.why_not_withdraw(kept.name, uses_of_territory(kept)))
    record("territory.withdrawn", kept, by=by)
    kept.delete()


@transaction.atomic
def withdraw_public(public: Public, *, by: Actor) -> None:
    """One that no structure serves goes away."""
    insist(permissions.why_not_keep(by))
    kept = Public.objects.select_for_update().get(pk=public.pk)
    insist(vocabulary.why_not_withdraw(kept.name, uses_of_public(kept)))
    record("public.withdrawn", kept, by=by)
    kept.delete()
