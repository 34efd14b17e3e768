"""Every domain that spreadsheets may bring something into, by hand."""

from __future__ import annotations

from phares.kernel.datasets import DataSet
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import say
from phares.people.directory import suitcase as directory

DATASETS: tuple[DataSet, ...] = (*directory.SETS,)
"""In the order in which an empty pole takes them: what others name comes first."""


def dataset(code: str) -> DataSet:
    for one in DATASETS:
        if one.code == code:
            return one
    known = ", ".join(one.code for one in DATASETS)
    raise Refused(
        Reason(
            "unknown-set",
            say("« {code} » ne s’importe pas ici. Choisissez : {known}.", code=code, known=known),
        )
    )
