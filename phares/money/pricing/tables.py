"""The list of tariffs, those of the day and those before."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phares.common.facts import on
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.money.pricing.rules.units import Unit

COLUMNS = (
    Column(
        key="quoi",
        label=_("Quoi"),
        value=lambda row: row.label,
        sort=("label",),
        theirs=True,
    ),
    Column(
        key="prix", label=_("Prix"), value=lambda row: row.amount, sort=("amount",), numeric=True
    ),
    Column(key="unite", label=_("Unité"), value=lambda row: Unit(row.unit).label, css="seul"),
    Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning, sort=("starts_on",)),
    Column(key="fin", label=_("Jusqu’à"), value=lambda row: row.ending, sort=("ends_on",)),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)


def _acts(today: date) -> Column:
    """What may be done about a price; nothing about one that another followed."""
    return Column(
        key="actes",
        label=_("Actes"),
        value=lambda row: "" if row.followed and row.starts_on < today else row.pk,
        template="pricing/cells/acts.html",
        css="seul fin",
        export=False,
    )


def tariffs_table(today: date, sets: bool) -> TableSpec:
    """Every price ever set, with the choice of those in force today."""
    return TableSpec(
        name="tarifs",
        caption=_("Tarifs"),
        noun=("tarif", "tarifs"),
        columns=(*COLUMNS, _acts(today)) if sets else COLUMNS,
        choices=(
            Choice("en-cours", _("En vigueur"), on(today)),
            Choice("a-venir", _("À venir"), Q(starts_on__gt=today)),
            Choice("anciens", _("Anciens"), Q(ends_on__lte=today)),
        ),
        empty=Empty(
            title=_("Aucun tarif"),
            sentence=_("Les prix des bureaux, postes et services apparaîtront ici, datés."),
        ),
    )
