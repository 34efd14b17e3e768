"""The list of grants."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phares.common.facts import on
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import SECURE, FunderLevel, GrantState, SupportKind
from phares.cooperative.funding.rules.support import euros
from phares.kernel.tongue import say
from phares.people.directory.rules.names import needles

HOPED = (GrantState.ASKED.value, GrantState.ENVISAGED.value)


def _found(rows: QuerySet[Grant], text: str) -> QuerySet[Grant]:
    for word in needles(text):
        named = Q(funder__search__contains=word)
        rows = rows.filter(named | Q(purpose__icontains=word) | Q(scheme__icontains=word))
    return rows


def _amount(row: Grant) -> str:
    return say("inconnu") if row.amount is None else euros(row.amount)


def _ending(row: Grant) -> object:
    return row.ending if row.end_known else say("terme inconnu")


COLUMNS = (
    Column(
        key="financeur",
        label=_("Financeur"),
        value=lambda row: row.funder.name,
        sort=("funder__name",),
        template="funding/cells/funder.html",
    ),
    Column(
        key="objet", label=_("Objet"), value=lambda row: row.purpose, sort=("purpose",), theirs=True
    ),
    Column(
        key="titre", label=_("Au titre de"), value=lambda row: row.scheme, shown=False, theirs=True
    ),
    Column(key="echelon", label=_("Échelon"), value=lambda row: FunderLevel(row.level).label),
    Column(
        key="nature",
        label=_("Nature"),
        value=lambda row: SupportKind(row.kind).label,
        sort=("kind",),
    ),
    Column(key="montant", label=_("Montant"), value=_amount, sort=("amount",), numeric=True),
    Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning, sort=("starts_on",)),
    Column(key="fin", label=_("Jusqu’à"), value=_ending, sort=("ends_on",), css="nb"),
    Column(
        key="etat",
        label=_("État"),
        value=lambda row: GrantState(row.state).label,
        sort=("state",),
        template="funding/cells/state.html",
        css="etat",
    ),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)


ACTS = Column(
    key="actes",
    label=_("Actes"),
    value=lambda row: "corriger",
    template="funding/cells/acts.html",
    css="seul nb",
    export=False,
)


def grants_table(today: date, *, keeps: bool) -> TableSpec:
    """Every grant one may read; those that run, those hoped for, those that are over."""
    secure = [state.value for state in SECURE]
    return TableSpec(
        name="subventions",
        caption=_("Subventions"),
        noun=("subvention", "subventions"),
        columns=(*COLUMNS, ACTS) if keeps else COLUMNS,
        search=_found,
        search_hint=_("Financeur ou objet"),
        choices=(
            Choice(
                "en-cours",
                _("En cours"),
                on(today) & Q(state__in=secure),
            ),
            Choice("esperees", _("À obtenir"), Q(state__in=HOPED)),
            Choice("finies", _("Finies"), Q(ends_on__lte=today)),
        ),
        empty=Empty(
            title=_("Aucune subvention"),
            sentence=_("Ce qui est envisagé, demandé ou acquis apparaîtra ici."),
        ),
    )
