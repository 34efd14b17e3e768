"""The table of agreements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from phares.common.web.tables import Choice, Column, TableSpec
from phares.common.web.tables.specs import Empty
from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.queries.leases import (
    ending_soon,
    over,
    running,
    searched,
    situation_of,
)
from phares.kernel.words import listed

NONE_YET = Empty(
    "Aucune convention",
    "Une convention dit qui occupe quels espaces, depuis quand et jusqu’à quand. "
    "La première signée paraîtra ici.",
)


def spaces_in_words(lease: Lease) -> str:
    return listed([f"{line.space.name} ({line.space.floor.code})" for line in lease.lines.all()])


def surface(lease: Lease) -> Decimal:
    """To the hundredth, as it was agreed: SQLite adds up in binary."""
    return Decimal(getattr(lease, "m2", None) or 0).quantize(Decimal("0.01"))


def columns(today: date) -> tuple[Column, ...]:
    return (
        Column(key="numero", label="Numéro", value=lambda lease: lease.number,
               sort=("number",), template="premises/cells/number.html"),
        Column(key="occupant", label="Occupant", value=lambda lease: lease.occupant,
               sort=("occupant__name",)),
        Column(key="espaces", label="Espaces", value=spaces_in_words,
               template="premises/cells/spaces.html"),
        Column(key="m2", label="m²", value=surface, sort=("m2",), numeric=True),
        Column(key="depuis", label="Depuis", value=lambda lease: lease.beginning,
               sort=("starts_on",), css="nb"),
        Column(key="jusqu", label="Jusqu’au", value=lambda lease: lease.ending,
               sort=("ends_on",), css="nb"),
        Column(key="etat", label="État", css="etat", template="premises/cells/situation.html",
               value=lambda lease: situation_of(lease, today).label),
    )  # fmt: skip


def lease_table(today: date) -> TableSpec:
    """Agreements seen from today."""
    return TableSpec(
        name="conventions",
        caption="Conventions d’occupation",
        noun=("convention", "conventions"),
        columns=columns(today),
        search=searched,
        search_hint="Structure, numéro, bureau",
        choices=(
            Choice("encours", "En cours", running(today)),
            Choice("bientot", "Finissent bientôt", ending_soon(today)),
            Choice("terminees", "Terminées", over(today)),
        ),
        all_label="Toutes",
        empty=NONE_YET,
    )
