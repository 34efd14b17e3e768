"""Rooms by what the door says, agreements by number or occupant, works by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.premises.models import Lease, Space, Works
from phares.cooperative.premises.queries.ahead import spaces_told
from phares.cooperative.premises.queries.leases import searched, visible_to
from phares.cooperative.premises.queries.plan import SpaceOnDay
from phares.cooperative.premises.rules.permissions import READS, SEES_AN_AGREEMENT, SEES_THE_PLAN
from phares.cooperative.premises.rules.plan import Tone
from phares.kernel.actor import Actor
from phares.kernel.search import EACH, Hit, Sought, nearest
from phares.kernel.words import of
from phares.people.directory.rules.names import near, normalise

COMPARED = 300
"""Names of spaces that are compared with what was typed."""


def find(sought: Sought) -> list[Hit]:
    """Only what the actor may open: the plan is for the house, an agreement for its parties."""
    kinds = ((SEES_THE_PLAN, _spaces), (SEES_AN_AGREEMENT, _agreements), (READS, _works))
    return [hit for roles, kind in kinds if sought.actor.is_(*roles) for hit in kind(sought)]


def _spaces(sought: Sought) -> list[Hit]:
    """Each with who has it, and until when for who may read it: only when one is found."""
    rows = Space.objects.values_list("pk", "name", "code", "floor__name").order_by("name", "pk")
    met = nearest(
        sought.words,
        (
            (normalise(f"{name} {code}"), partial(_space, pk, name, code, floor))
            for pk, name, code, floor in rows
        ),
    )
    if not met:
        return []
    told = {_at("space", one.space.pk): one for one in spaces_told(sought.today, to=sought.actor)}
    return [replace(hit, detail=_told(told.get(hit.url), hit.detail)) for hit in met]


def nearly(sought: Sought) -> list[Hit]:
    """Spaces whose name was nearly typed right, for who sees the plan."""
    if not sought.actor.is_(*SEES_THE_PLAN):
        return []
    rows = list(Space.objects.order_by("name", "pk").values_list("pk", "name")[:COMPARED])
    close = near(" ".join(sought.words), (name for _pk, name in rows))
    keys = [pk for pk, name in rows if name in close][:EACH]
    return list(spaces(keys, sought.actor, sought.today).values())


def spaces(keys: Collection[int], actor: Actor, today: date) -> dict[int, Hit]:
    """Spaces by their numbers, for who sees the plan."""
    rows = Space.objects.filter(pk__in=keys) if actor.is_(*SEES_THE_PLAN) else Space.objects.none()
    said = rows.values_list("pk", "name", "code", "floor__name")
    return {pk: _space(pk, name, code, floor) for pk, name, code, floor in said}


def _space(pk: int, name: str, code: str, floor: str) -> Hit:
    return Hit(name, f"{code}, {floor}", _at("space", pk))


def agreements(keys: Collection[int], actor: Actor, _today: date) -> dict[int, Hit]:
    """Agreements by their numbers, of those this person reads."""
    if not actor.is_(*SEES_AN_AGREEMENT):
        return {}
    rows = _said(visible_to(actor).filter(pk__in=keys))
    return {pk: _agreement(pk, number, name) for pk, number, name in rows}


def works(keys: Collection[int], actor: Actor, _today: date) -> dict[int, Hit]:
    """Works by their numbers, for the team."""
    rows = Works.objects.filter(pk__in=keys) if actor.is_(*READS) else Works.objects.none()
    return {pk: _one_works(pk, name) for pk, name in rows.values_list("pk", "name")}


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
    return [_agreement(pk, number, name) for pk, number, name in _said(rows)[:EACH]]


def _said(rows: QuerySet[Lease]) -> Any:
    return rows.values_list("pk", "number", "occupant__name")


def _agreement(pk: int, number: str, occupant: str) -> Hit:
    return Hit(number, _("convention %s") % of(occupant), _at("lease", pk))


def _works(sought: Sought) -> list[Hit]:
    rows = Works.objects.values_list("pk", "name").order_by("-starts_on")
    return nearest(
        sought.words,
        ((normalise(f"{name} travaux"), partial(_one_works, pk, name)) for pk, name in rows),
    )


def _one_works(pk: int, name: str) -> Hit:
    return Hit(name, _("travaux"), _at("works_page", pk))


def _at(page: str, pk: int) -> str:
    return reverse(f"premises:{page}", args=[pk])
