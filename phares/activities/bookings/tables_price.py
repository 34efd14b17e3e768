"""The tables of rates, of hours offered and of their ledger."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phares.common.facts import on
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.words import lasting
from phares.money.pricing.models import AllowanceEntry
from phares.money.pricing.queries.hours import left_of
from phares.money.pricing.rules.customers import Customer
from phares.money.pricing.rules.ledger import Move
from phares.money.pricing.rules.units import Unit

RATES = (
    Column(key="quoi", label=_("Quoi"), value=lambda row: row.label, sort=("label",), theirs=True),
    Column(key="pour", label=_("Pour"), value=lambda row: Customer(row.customer).label,
           sort=("customer",)),
    Column(key="prix", label=_("Prix"), value=lambda row: row.net, sort=("full",), numeric=True),
    Column(key="unite", label=_("Unité"), value=lambda row: Unit(row.unit).label, css="seul"),
    Column(key="plein", label=_("Prix plein"), value=lambda row: row.full, numeric=True,
           shown=False),
    Column(key="aide", label=_("Aide"), value=lambda row: row.subsidy or None, numeric=True,
           shown=False),
    Column(key="payeur", label=_("Payée par"), value=lambda row: row.payer, shown=False,
           theirs=True),
    Column(key="plafond", label=_("Au plus par jour"), value=lambda row: row.cap, numeric=True,
           shown=False),
    Column(key="tva", label=_("TVA"), value=lambda row: row.get_vat_display(), shown=False),
    Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning, sort=("starts_on",)),
    Column(key="fin", label=_("Jusqu’à"), value=lambda row: row.ending, sort=("ends_on",)),
    Column(key="source", label=_("Source"), value=lambda row: row.source, shown=False),
)  # fmt: skip


def _acts(template: str) -> Column:
    return Column(
        key="actes", label=_("Actes"), value=lambda row: row.pk, template=template,
        css="seul fin", export=False,
    )  # fmt: skip


def rates_table(today: date, sets: bool) -> TableSpec:
    """Every price ever set, with the choice of those in force today."""
    return TableSpec(
        name="prix-des-salles",
        caption=_("Prix des salles"),
        noun=("tarif", "tarifs"),
        columns=(*RATES, _acts("bookings/cells/rate_acts.html")) if sets else RATES,
        choices=(
            Choice("en-cours", _("En vigueur"), on(today)),
            Choice("a-venir", _("À venir"), Q(starts_on__gt=today)),
            Choice("anciens", _("Anciens"), Q(ends_on__lte=today)),
        ),
        invented=lambda row: row.illustrative,
        empty=Empty(
            title=_("Aucun prix"),
            sentence=_("Sans prix, une salle se réserve et rien ne se compte."),
        ),
    )


def hours_table(today: date) -> TableSpec:
    return TableSpec(
        name="heures-offertes",
        caption=_("Heures offertes"),
        noun=(_("ligne"), _("lignes")),
        columns=(
            Column(key="pour", label=_("Pour"), value=lambda row: row.organisation,
                   sort=("organisation__name",), template="bookings/cells/allowance.html"),
            Column(key="quoi", label=_("Quoi"), value=lambda row: row.named, sort=("label",)),
            Column(key="mois", label=_("Par mois"), value=lambda row: lasting(row.minutes),
                   sort=("minutes",), css="nb"),
            Column(key="reste", label=_("Reste ce mois-ci"), css="nb",
                   value=lambda row: lasting(left_of(row)) if row.holds(today) else ""),
            Column(key="depuis", label=_("Depuis"), value=lambda row: row.beginning,
                   sort=("starts_on",)),
            Column(key="fin", label=_("Jusqu’à"), value=lambda row: row.ending,
                   sort=("ends_on",)),
            _acts("bookings/cells/allowance_acts.html"),
        ),
        choices=(
            Choice("en-cours", _("En cours"), on(today)),
            Choice("anciens", _("Anciens"), Q(ends_on__lte=today)),
        ),
        invented=lambda row: row.illustrative,
        empty=Empty(
            title=_("Aucune heure offerte"),
            sentence=_("Les structures de la maison peuvent en avoir chaque mois, avant de payer."),
        ),
    )  # fmt: skip


def _signed(row: AllowanceEntry) -> str:
    sign = "+" if row.free > 0 else "\u2212" if row.free < 0 else ""
    return f"{sign}{lasting(row.minutes)}"


def ledger_table() -> TableSpec:
    return TableSpec(
        name="mouvements",
        caption=_("Mouvements"),
        noun=(_("mouvement"), _("mouvements")),
        columns=(
            Column(key="mouvement", label=_("Mouvement"), value=lambda row: Move(row.move).label),
            Column(key="heures", label=_("Heures"), value=_signed, css="nb"),
            Column(key="mois", label=_("Mois"), value=lambda row: row.month.strftime("%m/%Y"),
                   sort=("month",), css="nb"),
            Column(key="le", label=_("Le"), value=lambda row: timezone.localdate(row.at),
                   sort=("at",), css="nb"),
            Column(key="pour", label=_("Réservation"), value=lambda row: row.key,
                   template="bookings/cells/held_for.html"),
        ),
        empty=Empty(
            title=_("Aucun mouvement"),
            sentence=_("La première réservation de ces heures paraîtra ici."),
        ),
    )  # fmt: skip
