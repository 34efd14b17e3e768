"""The list of associates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phares.common.web.tables import Column, Empty, TableSpec
from phares.cooperative.membership.models import Associate
from phares.kernel.tongue import say
from phares.people.directory.rules.names import needles


def _found(rows: QuerySet[Associate], text: str) -> QuerySet[Associate]:
    for word in needles(text):
        rows = rows.filter(party__search__contains=word)
    return rows


@dataclass(frozen=True, slots=True)
class FirstAct:
    """What a keeper does first on this page, and where."""

    label: str
    url: str
    why: str = ""
    """Why there is nothing else to do yet."""


def first_act(
    keeps: bool, cooperative: object, categories: Iterable[object], *, structures: bool
) -> FirstAct | None:
    """Welcome a structure, say who carries the pole, found a category, admit: for who keeps it."""
    if not keeps:
        return None
    if cooperative is None and not structures:
        why = gettext("Inscrivez d’abord la structure qui porte le pôle : c’est sa coopérative.")
        return FirstAct(gettext("Inscrire une structure"), reverse("directory:welcome"), why)
    if cooperative is None:
        why = gettext("Dites d’abord qui porte le pôle : le registre est celui de sa coopérative.")
        return FirstAct(gettext("Dire qui porte le pôle"), reverse("directory:describe_pole"), why)
    if not categories:
        why = gettext("Commencez par une catégorie d’associés : celle des statuts.")
        return FirstAct(gettext("Créer une catégorie"), reverse("membership:add_category"), why)
    return FirstAct(gettext("Admettre un associé"), reverse("membership:admit"))


COLUMNS = (
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
        theirs=True,
    ),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)
ACTS = Column(
    key="actes",
    label=_("Actes"),
    value=lambda row: row.pk,
    template="membership/cells/acts.html",
    css="seul fin",
    export=False,
)


def associates_table(keeps: bool, first: FirstAct | None) -> TableSpec:
    """Who is associate today; who keeps the register may correct it there."""
    return TableSpec(
        name="associes",
        caption=_("Associés de la coopérative"),
        noun=(say("associé"), say("associés")),
        invented=lambda row: row.illustrative or row.party.illustrative,
        columns=(*COLUMNS, ACTS) if keeps else COLUMNS,
        search=_found,
        search_hint=_("Nom de l’associé"),
        group=lambda row: capfirst(row.category.name),
        group_sort=("category__starts_on", "category_id"),
        default_sort="nom",
        empty=_nobody(first),
    )


def _nobody(first: FirstAct | None) -> Empty:
    soon = gettext("Les associés de la coopérative qui porte le pôle apparaîtront ici.")
    if first is None:
        return Empty(_("Aucun associé ce jour"), soon)
    return Empty(_("Aucun associé ce jour"), first.why or soon, first.url, first.label)
