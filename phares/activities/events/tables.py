"""The table of events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from phares.activities.events.queries.events import searched, to_come
from phares.activities.events.rules.kinds import EventKind, EventState
from phares.common.web.tables import Choice, Column, TableSpec
from phares.common.web.tables.specs import Empty

NONE_YET = Empty(
    "Aucun rendez-vous",
    "Repas, formations, portes ouvertes : ce que le pôle organise paraîtra ici, avec qui vient et "
    "qui est venu.",
)


def came(row: Any) -> int | None:
    """Ticked and counted together; nothing while nobody noted it."""
    return (row.ticked + row.counted) or None


COLUMNS = (
    Column(key="quoi", label="Quoi", value=lambda row: row.title, sort=("title",),
           template="events/cells/event.html", theirs=True),
    Column(key="nature", label="Nature", value=lambda row: EventKind(row.kind).label,
           sort=("kind", "-begins")),
    Column(key="jour", label="Premier jour",
           value=lambda row: timezone.localdate(row.begins) if row.begins else None,
           sort=("begins",), css="nb"),
    Column(key="pourqui", label="Pour", value=lambda row: row.get_comers_display(),
           sort=("comers",)),
    Column(key="inscrits", label="Inscrits", value=lambda row: row.places or None, sort=("places",),
           numeric=True),
    Column(key="venus", label="Venus", value=came, numeric=True),
    Column(key="etat", label="État", css="etat", value=lambda row: EventState(row.state).label,
           sort=("state",)),
)  # fmt: skip


def events_table(now: datetime) -> TableSpec:
    """Events seen from now: those to come, those that were, by kind."""
    standing = ~Q(state=EventState.CANCELLED.value)
    return TableSpec(
        name="rendez-vous",
        caption="Rendez-vous",
        noun=("rendez-vous", "rendez-vous"),
        columns=COLUMNS,
        search=searched,
        search_hint="Intitulé, nature, structure",
        choices=(
            Choice("avenir", "À venir", standing & to_come(now)),
            Choice("passes", "Passés", standing & Q(ends__lte=now)),
            Choice("repas", "Repas", Q(kind=EventKind.MEAL.value)),
            Choice("formations", "Formations", Q(kind=EventKind.TRAINING.value)),
            Choice("annules", "Annulés", Q(state=EventState.CANCELLED.value)),
        ),
        all_label="Tous",
        default_sort="-jour",
        invented=lambda row: row.illustrative,
        empty=NONE_YET,
    )
