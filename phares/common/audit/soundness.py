"""What must hold of the journal: its lines follow each other in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Max, RowRange, Window

from phares.common.audit.models import Entry
from phares.kernel.soundness import Finding
from phares.kernel.tongue import say

BACKWARDS = timedelta(hours=1)
"""Two acts at once may be written in the other order, and a machine sets its clock right."""


def findings(now: datetime) -> Iterator[Finding]:
    latest = Window(Max("at"), order_by=F("pk").asc(), frame=RowRange(start=None, end=-1))
    rows = Entry.objects.order_by("pk").annotate(latest=latest)
    for entry in rows.filter(latest__gt=F("at") + BACKWARDS):
        yield Finding(
            "audit.backwards",
            say(
                "La ligne {pk} du journal porte une heure d’avant celle qui la précède.",
                pk=entry.pk,
            ),
            "Vérifiez l’heure de la machine ; si elle est juste, comparez avec une sauvegarde.",
            f"audit.entry:{entry.pk}",
        )
    for ahead in Entry.objects.filter(at__gt=now + BACKWARDS).order_by("pk"):
        yield Finding(
            "audit.ahead",
            say("La ligne {pk} du journal est datée de l’avenir.", pk=ahead.pk),
            "Mettez la machine à l’heure.",
            f"audit.entry:{ahead.pk}",
        )
