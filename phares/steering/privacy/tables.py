"""Whose file may be asked for, as a table."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phares.common.web.tables import Column, Empty, TableSpec
from phares.people.directory.models import Person
from phares.people.directory.rules.names import needles


def _found(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    for word in needles(text):
        rows = rows.filter(search__contains=word)
    return rows


def _invented(row: Any) -> bool:
    return bool(row.illustrative)


PEOPLE = TableSpec(
    name="dossiers",
    caption=_("Personnes de l’annuaire"),
    noun=("personne", "personnes"),
    columns=(
        Column(
            key="nom",
            label=_("Nom"),
            value=lambda row: row.name,
            sort=("family_name", "given_name"),
            template="privacy/cells/name.html",
        ),
        Column(key="courriel", label=_("Courriel"), value=lambda row: row.email, sort=("email",)),
        Column(key="telephone", label=_("Téléphone"), value=lambda row: row.phone),
    ),
    search=_found,
    search_hint=_("Nom"),
    default_sort="nom",
    empty=Empty(
        title=_("Personne encore"),
        sentence=_("Les personnes de l’annuaire paraîtront ici, avec leur dossier."),
    ),
    invented=_invented,
)
