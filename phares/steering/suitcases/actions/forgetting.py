"""Cells of old files are forgotten: what they brought in is kept where it belongs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from phares.steering.suitcases.models import Import, ImportLine
from phares.steering.suitcases.rules.lifecycle import ImportState

KEPT = timedelta(days=30)
"""Long enough to mend the refused lines; these files hold persons."""
OVER = [ImportState.DONE.value, ImportState.UNDONE.value]
OPEN = [ImportState.READ.value, ImportState.TRIED.value]


@transaction.atomic
def forget_cells(now: datetime) -> int:
    """Files never carried out go away; of the others, counts and sentences stay."""
    old = Import.objects.filter(read_at__lt=now - KEPT)
    dropped, _each = old.filter(state__in=OPEN).delete()
    lines = ImportLine.objects.filter(batch__in=old.filter(state__in=OVER)).exclude(cells=[])
    return dropped + lines.update(cells=[])
