"""The list of publications."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phares.activities.library.models import Publication
from phares.common.web.tables import Column, Empty, TableSpec


def _found(rows: QuerySet[Publication], text: str) -> QuerySet[Publication]:
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(code__icontains=word))
    return rows


COLUMNS = (
    Column(
        key="titre", label=_("Titre"), value=lambda row: row.title, sort=("title",), theirs=True
    ),
    Column(key="code", label=_("Code"), value=lambda row: row.code, sort=("code",), css="nb"),
)
ACTS = Column(
    key="actes",
    label=_("Actes"),
    value=lambda row: row.code,
    template="library/cells/publication_acts.html",
    css="seul nb",
    export=False,
)


def publications_table(*, files: bool) -> TableSpec:
    """Documents by code; who files them gives them another title."""
    return TableSpec(
        name="publications",
        caption=_("Publications"),
        noun=("publication", "publications"),
        columns=(*COLUMNS, ACTS) if files else COLUMNS,
        search=_found,
        search_hint=_("Titre ou code"),
        default_sort="code",
        empty=Empty(
            title=_("Aucune publication"),
            sentence=_("Les documents où les faits ont été lus apparaîtront ici, avec leur code."),
        ),
    )
