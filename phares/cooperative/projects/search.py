"""Actions by their title, the latest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.projects.models import Action
from phares.cooperative.projects.rules.permissions import READERS
from phares.kernel.actor import Actor
from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    if not sought.actor.is_(*READERS):
        return []
    rows = Action.objects.filter(axis__pole__is_home=True).order_by("-year", "rank", "pk")
    return nearest(
        sought.words,
        (
            (normalise(title), partial(_hit, pk, title, year))
            for pk, title, year in rows.values_list("pk", "title", "year")
        ),
    )


def told(keys: Collection[int], actor: Actor, _today: date) -> dict[int, Hit]:
    """Actions by their numbers."""
    if not actor.is_(*READERS):
        return {}
    rows = Action.objects.filter(axis__pole__is_home=True, pk__in=keys)
    return {
        pk: _hit(pk, title, year) for pk, title, year in rows.values_list("pk", "title", "year")
    }


def _hit(pk: int, title: str, year: int) -> Hit:
    """The page of its year, on it."""
    page = f"{reverse('projects:actions')}?annee={year}&ouverte={pk}#action-{pk}"
    return Hit(title, _("action de %s") % year, page)
