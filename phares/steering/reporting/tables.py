"""The tables of the figures: the catalogue, the records behind a figure."""

from __future__ import annotations

from collections.abc import Sequence

from phares.common.web.tables import Column, TableSpec
from phares.kernel.figures import Indicator, Row
from phares.kernel.tongue import capital, french, say

CATALOGUE = TableSpec(
    name="indicateurs",
    caption="Indicateurs",
    noun=("indicateur", "indicateurs"),
    columns=(
        Column(
            key="intitule",
            label="Indicateur",
            value=lambda one: one.label,
            template="reporting/_indicator.html",
        ),
        Column(key="code", label="Code", value=lambda one: one.code, shown=False),
        Column(key="population", label="Population", value=lambda one: one.population),
        Column(key="date", label="Date", value=lambda one: one.date_rule.label),
        Column(
            key="unite", label="Unité", value=lambda one: one.unit or say("nombre"), css="detail"
        ),
        Column(key="source", label="Source", value=lambda one: one.source, css="detail"),
        Column(key="version", label="Version", value=lambda one: one.version, css="detail num"),
        Column(key="depuis", label="Depuis", value=lambda one: one.since, shown=False),
        Column(key="jusqua", label="Jusqu’à", value=lambda one: one.until, shown=False),
        Column(key="definition", label="Définition", value=lambda one: one.definition, shown=False),
    ),
    search=lambda rows, q: [one for one in rows if _says(one, q)],
    search_hint="habitants, m², emplois",
    group=lambda one: french("Chiffres clés") if one.key else french("Autres chiffres"),
)


def _says(one: Indicator, q: str) -> bool:
    return q.casefold() in f"{one.code} {one.label} {one.definition}".casefold()


def records(name: str, unit: str, rows: Sequence[Row]) -> TableSpec:
    """The records behind a figure; a column of ones, or of nothing, is not needed."""
    name_of = Column(
        key="nom",
        label="Enregistrement",
        value=lambda row: row.label,
        sort=("label",),
        template="reporting/_record.html",
    )
    return TableSpec(
        name=name,
        caption="Enregistrements comptés",
        noun=("enregistrement", "enregistrements"),
        columns=(
            name_of,
            *((DETAIL,) if any(row.detail for row in rows) else ()),
            *(() if all(row.value == 1 for row in rows) else (_value(unit),)),
            Column(key="cle", label="Clé", value=lambda row: row.key, shown=False),
            Column(key="illustratif", label="Illustratif", value=_illustrative, shown=False),
        ),
        search=_searched,
        search_hint="nom ou détail",
    )


DETAIL = Column(key="detail", label="Détail", value=lambda row: row.detail, sort=("detail",))


def _value(unit: str) -> Column:
    return Column(
        key="valeur",
        label=capital(unit) if unit.isalpha() else unit or "Nombre",
        value=lambda row: row.value.normalize(),
        sort=("value",),
        numeric=True,
    )


def _illustrative(row: Row) -> str:
    return "oui" if row.illustrative else ""


def _searched(rows: Sequence[Row], q: str) -> list[Row]:
    return [row for row in rows if q.casefold() in f"{row.label} {row.detail}".casefold()]
