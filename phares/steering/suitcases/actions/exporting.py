"""Everything of a set as a file, in the shape that brings it in; and an empty one to fill."""

from __future__ import annotations

from phares.common.audit.actions import record
from phares.common.sheets.writing import written_file
from phares.kernel.actor import Actor
from phares.kernel.datasets import DataSet
from phares.kernel.refusal import insist
from phares.steering.suitcases.queries import exported
from phares.steering.suitcases.rules import permissions


def export(outof: DataSet, wanted: str, *, by: Actor) -> bytes:
    """Who took what out is written in the journal: these files hold persons."""
    insist(permissions.why_not_carry(by))
    titles, rows = exported(outof)
    content = written_file(wanted, outof.label, titles, rows)
    record("export.made", outof.label, by=by, format=wanted)
    return content
