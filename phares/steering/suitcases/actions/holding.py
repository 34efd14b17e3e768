"""One at a time: an import held by who works on it, a set held by one import."""

from __future__ import annotations

from phares.common.audit.models import Entry
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason, Refused, insist
from phares.people.directory.actions import hold_cards
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.rules.lifecycle import MOVES, ImportState

GONE = Reason("gone", "Ce fichier vient d’être oublié par quelqu’un d’autre.")
LATE = 1000
"""Lines of the journal numbered before the last one seen may be written after it, not farther."""


def held(batch: Import) -> Import:
    """This import, for this transaction alone."""
    kept = Import.objects.select_for_update().filter(pk=batch.pk).first()
    if kept is None:
        raise Refused(GONE)
    return kept


def hold_set(batch: Import) -> Import:
    """This import and those of its set under way, always in the same order: one works at a time.

    Cards are held with it. Two that looked up what the pole knows at the same moment would each
    make all of it.
    """
    hold_cards()
    of_the_set = Import.objects.select_for_update().filter(dataset=batch.dataset)
    found = {one.pk: one for one in of_the_set.filter(state=ImportState.WAITING).order_by("pk")}
    kept = found.get(batch.pk) or held(batch)
    insist(why_not_move(MOVES, ImportState(kept.state), ImportState.DONE))
    return kept


class Watch:
    """Whether somebody else wrote since one last looked: told by the lines of the journal."""

    def __init__(self) -> None:
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.after = (last or 0) - LATE
        self.known: int | None = None

    def written(self) -> int:
        return Entry.objects.filter(pk__gt=self.after).count()
