"""The list of associates."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from phares.common.web.tables import Column, Empty, TableSpec
from phares.cooperative.membership.models import Associate
from phares.people.directory.rules.names import needles


def _found(rows: QuerySet[Associate], text: str) -> QuerySet[Associate]:
    for word in needles(text):
        rows = rows.filter(party__search__contains=word)
    return rows


ASSOCIATES = TableSpec(
    name="associes",
    caption=_("Associés de la coopérative"),
    noun=("associé", "associés"),
    columns=(
        Column(
            key="nom",
            label=_("Associé"),
            value=lambda row: row.party.name,
            sort=("party__name",),
            template="membership/cells/party.html",
        ),
        Column(
            key="depuis",
            label=_("Depuis"),
            value=lambda row: row.beginning,
            sort=("starts_on",),
        ),
        Column(key="voix", label=_("Voix"), value=lambda row: 1, numeric=True),
        Column(
            key="categorie",
            label=_("Catégorie"),
            value=lambda row: row.category.name,
            sort=("category__name",),
            shown=False,
        ),
        Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
    ),
    search=_found,
    search_hint=_("Nom de l’associé"),
    group=lambda row: capfirst(row.category.name),
    group_sort=("category__starts_on", "category_id"),
    default_sort="nom",
    empty=Empty(
        title=_("Aucun associé ce jour"),
        sentence=_("Les associés de la coopérative qui porte le pôle apparaîtront ici."),
    ),
)
