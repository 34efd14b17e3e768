"""Actions by their title, the latest first."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.projects.models import Action
from phares.cooperative.projects.rules.permissions import READERS
from phares.kernel.search import Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    if not sought.actor.is_(*READERS):
        return []
    rows = Action.objects.filter(axis__pole__is_home=True).order_by("-year", "rank", "pk")
    return nearest(
        sought.words,
        (
            (normalise(title), Hit(title, _("action de %s") % year, _page(year, pk)))
            for pk, title, year in rows.values_list("pk", "title", "year")
        ),
    )


def _page(year: int, pk: int) -> str:
    return f"{reverse('projects:actions')}?annee={year}#action-{pk}"
