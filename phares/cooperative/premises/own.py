"""The rooms that people have for their own structure, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.cooperative.premises.queries.places import (
    SpaceUse,
    any_space,
    spaces_now_and_later_of,
)
from phares.cooperative.premises.rules.permissions import SEES_THE_PLAN, may_read_lease
from phares.kernel.actor import Actor
from phares.kernel.own import Line, Part, Step
from phares.kernel.words import square_metres


def rooms(ids: Sequence[int], actor: Actor, today: date) -> Mapping[int, Part]:
    """Those of today, then those to come for who reads the agreements; a pole without a place
    says nothing."""
    if not actor.is_(*SEES_THE_PLAN):
        return {}
    told = spaces_now_and_later_of(ids, today)
    housed = all(any(told[pk]) for pk in ids) or any_space()
    return {pk: _rooms(pk, *told[pk], actor) for pk in ids} if housed else {}


def _rooms(pk: int, now: list[SpaceUse], later: list[SpaceUse], actor: Actor) -> Part:
    reads = may_read_lease(actor, pk)
    lines = [_line(use, reads=reads) for use in now]
    lines += [_line(use, reads=True, coming=True) for use in later if reads]
    floors = {use.floor_id: use.floor_code for use in now}
    steps = [
        Step(_("Plan, %s") % code, reverse("premises:floor", args=[floor]))
        for floor, code in floors.items()
    ]
    note = "" if lines else _("Elle n’a pas d’espace par convention ce jour.")
    return Part("espaces", _("Salles et bureaux"), tuple(lines), tuple(steps), note)


def _line(use: SpaceUse, *, reads: bool, coming: bool = False) -> Line:
    """The agreement only for who may read it."""
    lease = Step(use.lease_number, reverse("premises:lease", args=[use.lease_id]))
    return Line(
        use.name,
        reverse("premises:space", args=[use.space_id]),
        plate=use.floor_code,
        said=square_metres(use.surface_m2),
        detail=_terms(use, coming=coming) if reads else "",
        steps=(lease,) if reads else (),
    )


def _terms(use: SpaceUse, *, coming: bool) -> str:
    """« Jusqu’au 31 janvier 2018, préavis de 3 mois. »"""
    until = use.lease_end.up_to if use.lease_end else _("sans date de fin")
    said = f"{use.lease_start.to_come}, {until}" if coming else until
    notice = _("préavis de %s mois") % use.notice_months
    return f"{said[:1].upper()}{said[1:]}, {notice}." if use.notice_months else f"{said}."
