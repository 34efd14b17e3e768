"""Rooms by what the door says, agreements by number or occupant, works by name."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.premises.models import Space, Works
from phares.cooperative.premises.queries.leases import searched, visible_to
from phares.cooperative.premises.rules.permissions import READS, SEES_AN_AGREEMENT, SEES_THE_PLAN
from phares.kernel.search import EACH, Hit, Sought, nearest
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    """Only what the actor may open: the plan is for the house, an agreement for its parties."""
    kinds = ((SEES_THE_PLAN, _spaces), (SEES_AN_AGREEMENT, _agreements), (READS, _works))
    return [hit for roles, kind in kinds if sought.actor.is_(*roles) for hit in kind(sought)]


def _spaces(sought: Sought) -> list[Hit]:
    rows = Space.objects.values_list("pk", "name", "code", "floor__name")
    return nearest(
        sought.words,
        (
            (normalise(f"{name} {code}"), Hit(name, f"{code}, {floor}", _at("space", pk)))
            for pk, name, code, floor in rows.order_by("name", "pk")
        ),
    )


def _agreements(sought: Sought) -> list[Hit]:
    rows = searched(visible_to(sought.actor), " ".join(sought.words)).order_by("-number")
    said = rows.values_list("pk", "number", "occupant__name")[:EACH]
    return [
        Hit(number, _("convention de %s") % name, _at("lease", pk)) for pk, number, name in said
    ]


def _works(sought: Sought) -> list[Hit]:
    rows = Works.objects.values_list("pk", "name").order_by("-starts_on")
    return nearest(
        sought.words,
        (
            (normalise(f"{name} travaux"), Hit(name, _("travaux"), _at("works_page", pk)))
            for pk, name in rows
        ),
    )


def _at(page: str, pk: int) -> str:
    return reverse(f"premises:{page}", args=[pk])
