"""Cells of old files are forgotten: what they brought in is kept where it belongs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from phares.common.audit.rules.masking import replaced
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


@transaction.atomic
def forget_named(names: Collection[str], mask: str) -> int:
    """Lines that say one of these names lose their cells; who asked for an import, their name."""
    Import.objects.filter(asked_by_name__in=names).update(asked_by_name=mask)
    changed = [
        line
        for line in ImportLine.objects.exclude(cells=[]).iterator(chunk_size=2000)
        if _says(line, names)
    ]
    for line in changed:
        line.cells = []
        line.sentence = replaced(line.sentence, names, mask)
    ImportLine.objects.bulk_update(changed, ["cells", "sentence"], batch_size=500)
    return len(changed)


def _says(line: ImportLine, names: Collection[str]) -> bool:
    """A name may lie in two cells: all its words are looked for."""
    told = " ".join([*map(str, line.cells), line.sentence])
    return any(all(word in told for word in name.split()) for name in names)
