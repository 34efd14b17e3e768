"""Cells of old files are forgotten: what they brought in is kept where it belongs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from phares.kernel.masking import replaced, written_in
from phares.kernel.tongue import say
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
    return dropped + lines.update(cells=[], met={})


@transaction.atomic
def forget_named(names: Collection[str], mask: str) -> int:
    """Lines that say one of these names lose their cells; who asked for an import, their name."""
    Import.objects.filter(asked_by_name__in=names).update(asked_by_name=mask)
    for batch in Import.objects.all():
        _forget_heading(batch, names, mask)
    changed = [
        line
        for line in ImportLine.objects.exclude(cells=[], sentence="").iterator(chunk_size=2000)
        if written_in([*map(str, line.cells), line.sentence, str(line.met)], names)
    ]
    for line in changed:
        line.cells, line.met = [], {}
        line.sentence = line.sentence and say("Cette ligne nommait {mask}.", mask=mask)
    ImportLine.objects.bulk_update(changed, ["cells", "sentence", "met"], batch_size=500)
    return len(changed)


def _forget_heading(batch: Import, names: Collection[str], mask: str) -> None:
    """The name of the file, that of its sheet, its titles and why it waits may name somebody."""
    before = (batch.file_name, batch.told, batch.failure, batch.titles)
    if written_in([batch.file_name], names):
        batch.file_name = mask
    batch.told, batch.failure = (
        replaced(text, names, mask, loosely=True) for text in (batch.told, batch.failure)
    )
    batch.titles = [replaced(title, names, mask, loosely=True) for title in batch.titles]
    if (batch.file_name, batch.told, batch.failure, batch.titles) != before:
        batch.save(update_fields=["file_name", "told", "failure", "titles"])
