"""How a structure belongs to the pole, as columns: in the file of structures and in their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from phares.kernel.datasets import Column, Values
from phares.kernel.reading import dated, one_of, yes_no
from phares.kernel.tongue import say
from phares.people.directory.models import Belonging, Territory
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole
from phares.people.directory.suitcase.cells import chosen, fits, names_of, yes_or_blank

ROLE = Column(
    "role", "Lien avec le pôle", ("habitante", "partenaire"), one_of(BelongingRole, FEMININE),
    also=("Lien", "Statut"),
)  # fmt: skip
SINCE = Column(
    "since", "Depuis", ("12/03/2015", "été 2015"), dated, also=("Entrée", "Date d’entrée")
)
REST = (
    Column("until", "Jusqu’à", ("", ""), dated, also=("Sortie", "Date de sortie")),
    Column(
        "present", "Dans les locaux", ("non", ""), yes_no,
        hint="Ne compte que pour une habitante ou une hébergée ; vide vaut « oui »",
    ),
    Column("founder", "A fondé le pôle", ("oui", ""), yes_or_blank),
    Column("area", "Partie du territoire", ("", ""), choices=names_of(Territory)),
    Column("exit_reason", "Raison du départ", ("", ""), fits(Belonging, "exit_reason")),
    Column("outcome", "Ce qu’elle est devenue", ("", ""), fits(Belonging, "outcome")),
)  # fmt: skip


def required(column: Column) -> Column:
    return replace(column, required=True)


def tie_of(row: Belonging) -> Values:
    """A belonging as a line says it; whether it is in the premises all along."""
    role = BelongingRole(row.role)
    stays = [(one.beginning, one.ending) for one in row.presences.all()]
    return {
        "role": role,
        "since": row.beginning,
        "until": row.ending,
        "present": stays == [(row.beginning, row.ending)] if role in HOUSED else None,
        "founder": row.founder or None,
        "area": row.area.name if row.area else None,
        "exit_reason": row.exit_reason or None,
        "outcome": row.outcome or None,
    }


def given(values: Values, areas: Mapping[str, Territory]) -> dict[str, Any]:
    """What a line says of a belonging, as the actions take it."""
    area = [values["area"]] if values.get("area") else []
    found = chosen(area, areas, say("Le territoire"), "Territoires connus")
    return {
        "role": values["role"],
        "since": values["since"],
        "until": values.get("until"),
        "present": values.get("present") is not False,
        "founder": bool(values.get("founder")),
        "area": next(iter(found), None),
        "exit_reason": values.get("exit_reason") or "",
        "outcome": values.get("outcome") or "",
    }
