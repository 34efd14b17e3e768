"""Rooms by what the door says, agreements by number or occupant, works by name."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.premises.models import Space, Works
from phares.cooperative.premises.queries.ahead import spaces_told
from phares.cooperative.premises.queries.leases import searched, visible_to
from phares.cooperative.premises.queries.plan import SpaceOnDay
from phares.cooperative.premises.rules.permissions import READS, SEES_AN_AGREEMENT, SEES_THE_PLAN
from phares.cooperative.premises.rules.plan import Tone
from phares.kernel.search import EACH, Hit, Sought, nearest
from phares.kernel.words import of
from phares.people.directory.rules.names import normalise


def find(sought: Sought) -> list[Hit]:
    """Only what the actor may open: the plan is for the house, an agreement for its parties."""
    kinds = ((SEES_THE_PLAN, _spaces), (SEES_AN_AGREEMENT, _agreements), (READS, _works))
    return [hit for roles, kind in kinds if sought.actor.is_(*roles) for hit in kind(sought)]


def _spaces(sought: Sought) -> list[Hit]:
    """Each with who has it, and until when for who may read it: only when one is found."""
    rows = Space.objects.values_list("pk", "name", "code", "floor__name").order_by("name", "pk")
    found = {
        _at("space", pk): (pk, name, f"{code}, {floor}", normalise(f"{name} {code}"))
        for pk, name, code, floor in rows
    }
    hits = ((bare, Hit(name, where, url)) for url, (_pk, name, where, bare) in found.items())
    met = nearest(sought.words, hits)
    told = {one.space.pk: one for one in spaces_told(sought.today, to=sought.actor)} if met else {}
    return [replace(hit, detail=_told(told.get(found[hit.url][0]), hit.detail)) for hit in met]


def _told(one: SpaceOnDay | None, where: str) -> str:
    """« Terragram, jusqu’au 31 janvier 2018 · 7, Premier étage »."""
    if one is None or one.tone is Tone.COMMON:
        return where
    said = one.holder or one.said
    if one.holder and one.until:
        said = f"{one.holder}, {one.until.up_to}"
    return f"{said} · {where}"


def _agreements(sought: Sought) -> list[Hit]:
    rows = searched(visible_to(sought.actor), " ".join(sought.words)).order_by("-number")
    said = rows.values_list("pk", "number", "occupant__name")[:EACH]
    return [
        Hit(number, _("convention %s") % of(name), _at("lease", pk)) for pk, number, name in said
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
