"""A small pole in 2015: four residents, one of them out, a guest of the summer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from phares.common.facts import spanning
from phares.kernel.dating import read_dated
from phares.people.directory.models import (
    Belonging,
    Category,
    Declaration,
    Party,
    Pole,
    Presence,
)
from phares.people.directory.rules.kinds import BelongingRole, Declared
from phares.steering.reporting import actions
from tests.parties import ANIMATOR, home_pole, organisation

JANUARY = datetime(2016, 1, 4, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
YEAR = 2015


def housed(
    pole: Pole,
    name: str,
    since: str,
    until: str = "",
    *,
    role: BelongingRole = BelongingRole.RESIDENT,
    out_since: str = "",
    **more: Any,
) -> Belonging:
    """A structure that belongs and is there; `out_since` when it left the walls before it left."""
    party = organisation(name, **more)
    span = spanning(read_dated(since), read_dated(until) if until else None)
    belonging = Belonging.objects.create(pole=pole, party=party, role=role.value, **span)
    left = out_since or until
    there = spanning(read_dated(since), read_dated(left) if left else None)
    Presence.objects.create(belonging=belonging, **there)
    return belonging


def declared(party: Party, kind: Declared, value: int, year: int = YEAR) -> None:
    Declaration.objects.create(organisation_id=party.pk, kind=kind.value, value=value, year=year)


def small_pole() -> Pole:
    """Three are there on 31 December, five were in the year; two answered out of four."""
    pole = home_pole()
    work = Category.objects.create(name="Insertion", rank=1)
    press = Category.objects.create(name="Presse", rank=2)
    halage = housed(pole, "Halage", "2001", main_category=work, description="Espaces verts.")
    terragram = housed(pole, "Terragram", "2013", main_category=press)
    housed(pole, "Mael", "octobre 2015", main_category=work)
    housed(pole, "Novaedia", "2012", out_since="avant le 2015-12-31", main_category=work)
    housed(
        pole, "Marchambul", "juin 2015", "août 2015", role=BelongingRole.GUEST, main_category=press
    )
    declared(halage.party, Declared.PERMANENT_JOBS, 24)
    declared(terragram.party, Declared.PERMANENT_JOBS, 3)
    declared(terragram.party, Declared.PERMANENT_JOBS, 2, year=2014)
    return pole


def freeze() -> None:
    """The report of the year opened, read again and frozen."""
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    actions.mark_reviewed(report, missing_note="Parties.", by=ANIMATOR, now=JANUARY)
    actions.freeze_year(report, by=ANIMATOR, now=JANUARY)
