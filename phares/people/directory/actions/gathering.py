"""Many new cards at once: each held to the rules of one, all written in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from phares.common.audit.actions import record, together
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.actions.belonging import tell_entered
from phares.people.directory.actions.organisations import MANY, Draft
from phares.people.directory.models import Alias, Belonging, Organisation, Party, Presence
from phares.people.directory.rules import permissions


@dataclass(slots=True)
class Newcomer:
    """A card by `drafted`, and by `drafted_belonging` how it belongs to the pole, if it does."""

    draft: Draft
    belonging: Belonging | None = None
    presence: Presence | None = None


@transaction.atomic
def register_organisations(newcomers: Sequence[Newcomer], *, by: Actor) -> None:
    """What `register_organisation` then `enter_pole` write of each, one journal line for each act.

    If somebody takes one of their numbers meanwhile, the database refuses them all.
    """
    insist(permissions.why_not_keep(by))
    drafts = [one.draft for one in newcomers]
    _insert([one.organisation for one in drafts])
    Alias.objects.bulk_create(
        Alias(party_id=one.organisation.pk, name=name) for one in drafts for name in one.aliases
    )
    for key in MANY:
        _file(key, drafts)
    Belonging.objects.bulk_create(_those(one.belonging for one in newcomers))
    Presence.objects.bulk_create(_those(one.presence for one in newcomers))
    with together():
        for one in newcomers:
            record("organisation.registered", one.draft.organisation, by=by)
            if one.belonging is not None:
                tell_entered(one.belonging, by)


def _those[M: models.Model](rows: Iterable[M | None]) -> list[M]:
    return [row for row in rows if row is not None]


def _insert(cards: Sequence[Organisation]) -> None:
    """In both tables of a card. Django writes many rows of one table only (`bulk_create`): this
    calls what `save` calls of each table, with all the rows at once."""
    party, own = Party._base_manager, Organisation._base_manager
    fields = [one for one in Party._meta.local_concrete_fields if not one.primary_key]
    given = party._insert(cards, fields=fields, returning_fields=[Party._meta.pk])  # type: ignore[attr-defined]
    for card, (pk,) in zip(cards, given, strict=True):
        card.pk = card.id = pk
    own._insert(cards, fields=Organisation._meta.local_concrete_fields)  # type: ignore[attr-defined]
    for card in cards:
        card._state.adding, card._state.db = False, own.db


def _file(key: str, drafts: Sequence[Draft]) -> None:
    """Under its categories, territories, publics: rows of the table between."""
    field: Any = Organisation._meta.get_field(key)
    ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
    field.remote_field.through._default_manager.bulk_create(
        field.remote_field.through(**{f"{ours}_id": one.organisation.pk, f"{theirs}_id": row.pk})
        for one in drafts
        for row in dict.fromkeys(one.filed[key])
    )
