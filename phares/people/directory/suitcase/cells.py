"""How the cells of the directory are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import Model

from phares.kernel.datasets import Apart, Column, Values, differing, written
from phares.kernel.identifiers import Identifier
from phares.kernel.reading import at_most, unreadable, yes_no
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.models import Party
from phares.people.directory.rules.names import normalise

BREAKS = re.compile(r"\s*[\r\n\v\f\u2028\u2029]\s*")
CODES = {"siren": 9, "siret": 14}
"""How many digits: a sheet that takes a number for an amount drops the zeros in front."""


def fits(model: type[Model], field: str) -> Callable[[str], str]:
    """A text that its column of the database can hold; on one line, but for long texts."""
    length = model._meta.get_field(field).max_length  # type: ignore[union-attr]
    if length is None:
        return at_most(10_000)
    return lambda cell: at_most(length)(BREAKS.sub(" ", cell))


def phone(cell: str) -> str:
    """« 324201000 » was « 03 24 20 10 00 » before a sheet took it for a number."""
    found = re.fullmatch(r"([1-9])(\d\d)(\d\d)(\d\d)(\d\d)", cell)
    return fits(Party, "phone")(f"0{' '.join(found.groups())}" if found else cell)


def identifier(kind: str, check: Callable[[str], Identifier]) -> Callable[[str], str]:
    """A checked number, in compact form."""
    return lambda cell: str(check(cell.zfill(CODES.get(kind, 0)) if cell.isdigit() else cell))


def postcode(cell: str) -> str:
    """« 1000 » was « 01000 » before a sheet took it for a number."""
    return at_most(12)(cell.zfill(5) if cell.isdigit() else cell)


def email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise unreadable(say("« {cell} » n’est pas une adresse de courriel", cell=cell)) from None
    return cell


def website(cell: str) -> str:
    address = cell if "://" in cell else f"https://{cell}"
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError:
        raise unreadable(say("« {cell} » n’est pas une adresse de site", cell=cell)) from None
    return at_most(200)(address)


def yes_or_blank(cell: str) -> bool | None:
    """« non » says no more than a blank."""
    return yes_no(cell) or None


SOURCES = ("Fichier de l’accueil", "Bilan 2015")
EVIDENCE = (
    Column("source", "Source", SOURCES, at_most(200)),
    Column("illustrative", "Illustratif", ("", ""), yes_or_blank, hint="« oui » : donnée inventée"),
)


TIE_EVIDENCE = (
    Column("tie_source", "Source du lien", SOURCES, at_most(200)),
    Column("tie_illustrative", "Lien illustratif", ("", ""), yes_or_blank),
)
"""In a file of structures, that of the first tie, apart from that of the card."""


def evidence_of(row: Any, under: str = "") -> Values:
    return {f"{under}source": row.source, f"{under}illustrative": row.illustrative or None}


def evidence_given(values: Values, under: str = "") -> dict[str, Any]:
    return {
        "source": values.get(f"{under}source") or "",
        "illustrative": bool(values.get(f"{under}illustrative")),
    }


def chosen[M: Model](
    names: Iterable[str], known: Mapping[str, M], what: str, plural: str
) -> tuple[M, ...]:
    """The rows of these names; a name that is not known is told with all those that are."""
    found = []
    for name in names:
        if (row := known.get(normalise(name))) is None:
            others = listed([f"« {one} »" for one in known.values()])
            told = f"{plural} : {others or 'aucun encore'}"
            raise unreadable(
                say(
                    "{what} « {name} » n’est pas dans la liste. {told}",
                    what=what,
                    name=name,
                    told=told,
                )
            )
        found.append(row)
    return tuple(found)


def by_name[M: Model](rows: Iterable[M]) -> dict[str, M]:
    return {normalise(str(row)): row for row in rows}


def told_apart(
    given: Values, standing: Mapping[str, Any], columns: Sequence[Column]
) -> list[Apart]:
    """« téléphone (« 01 » dans le fichier, « 02 » au pôle) » for each that says something else."""
    labels = {column.key: column.label for column in columns}
    return [
        Apart(labels[key], _said(given[key]), _said(standing.get(key)))
        for key in differing(given, standing)
        if key in labels
    ]


def names_of(model: type[Model]) -> Callable[[], list[str]]:
    """What the cells of a column may say: the names of a list that the pole keeps."""
    return lambda: [str(row) for row in model._default_manager.all()]


def _said(value: Any) -> str:
    return str(written(value))[:60] or "rien"
