"""Events found by their title."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from django.urls import reverse

from phares.activities.events.queries.events import visible_to
from phares.activities.events.rules.kinds import EventKind
from phares.activities.events.rules.permissions import READERS
from phares.kernel.actor import Actor
from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    """A draft only for those who plan."""
    if not sought.actor.is_(*READERS):
        return []
    rows = visible_to(sought.actor).order_by("-pk").values_list("pk", "title", "kind")
    return nearest(
        sought.words,
        ((normalise(title), partial(_hit, pk, title, kind)) for pk, title, kind in rows),
    )


def told(keys: Collection[int], actor: Actor, _today: date) -> dict[int, Hit]:
    """Events by their numbers."""
    if not actor.is_(*READERS):
        return {}
    rows = visible_to(actor).filter(pk__in=keys).values_list("pk", "title", "kind")
    return {pk: _hit(pk, title, kind) for pk, title, kind in rows}


def _hit(pk: int, title: str, kind: str) -> Hit:
    return Hit(title, EventKind(kind).label, reverse("events:event", args=[pk]))
