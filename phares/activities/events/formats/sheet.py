"""The sheet one signs on arriving."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from phares.activities.events.models import Registration, Session
from phares.common.documents.formats.typst import typeset
from phares.kernel.dating import Dated
from phares.kernel.words import on_the_clock

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
EMPTY = 10
"""Lines for those who were not on the list."""


def attendance_sheet(session: Session, people: Sequence[Registration]) -> bytes:
    """Name, where from, a place to sign; then lines to fill."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return typeset(
        TEMPLATE,
        {
            "titre": session.event.title,
            "seance": session.title,
            "jour": [start.year, start.month, start.day],
            "quand": str(Dated(start.date())),
            "de": on_the_clock(start.hour * 60 + start.minute),
            "a": on_the_clock(end.hour * 60 + end.minute),
            "lieu": session.where,
            "personnes": [[str(one), _from(one)] for one in people],
            "vides": EMPTY,
        },
    )


def _from(one: Registration) -> str:
    return one.organisation.name if one.organisation else one.from_where
