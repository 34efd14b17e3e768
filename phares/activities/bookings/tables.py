"""The table of bookings."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from phares.activities.bookings.models import Booking
from phares.activities.bookings.queries.asked import searched, searched_series
from phares.activities.bookings.rules.kinds import HOLDS, BookingState, Nature
from phares.common.web.tables import Choice, Column, TableSpec
from phares.common.web.tables.specs import Empty
from phares.kernel.words import on_the_clock

NONE_YET = Empty(
    "Aucune réservation",
    "Une réservation dit qui a quelle salle, quand, et ce qu’il faut préparer. "
    "La première paraîtra ici.",
)


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return on_the_clock(local.hour * 60 + local.minute)


def price_told(one: Booking, what: str) -> object:
    """Of its price, where it has one."""
    told = getattr(getattr(one, "price", None), what, None)
    return told() if callable(told) else told


def columns() -> tuple[Column, ...]:
    return (
        Column(key="quoi", label="Quoi", value=lambda one: one.offer,
               sort=("offer__name", "starts_at"), template="bookings/cells/offer.html"),
        Column(key="jour", label="Jour", value=lambda one: timezone.localdate(one.starts_at),
               sort=("starts_at",), css="nb"),
        Column(key="de", label="De", value=lambda one: _clock(one.starts_at), css="nb"),
        Column(key="a", label="À", value=lambda one: _clock(one.ends_at), css="nb"),
        Column(key="pour", label="Pour", value=lambda one: one.party, sort=("party__name",)),
        Column(key="nature", label="Nature", value=lambda one: Nature(one.nature).label,
               sort=("nature",)),
        Column(key="objet", label="Objet", value=lambda one: one.purpose, theirs=True),
        Column(key="personnes", label="Personnes", value=lambda one: one.people, sort=("people",),
               numeric=True),
        Column(key="prix", label="Prix", value=lambda one: price_told(one, "net"), numeric=True),
        Column(key="du", label="Ce qui est dû", shown=False,
               value=lambda one: price_told(one, "get_owing_display")),
        Column(key="etat", label="État", css="etat",
               value=lambda one: BookingState(one.state).label, sort=("state",)),
    )  # fmt: skip


def booking_table(now: datetime) -> TableSpec:
    """Bookings seen from now."""
    waits = Q(state=BookingState.TO_APPROVE.value, ends_at__gt=now)
    holds = Q(state__in=[state.value for state in HOLDS], ends_at__gt=now)
    gone = Q(state__in=[BookingState.CANCELLED.value, BookingState.REFUSED.value])
    return TableSpec(
        name="reservations",
        caption="Réservations",
        noun=("réservation", "réservations"),
        columns=columns(),
        search=searched,
        search_hint="Structure, salle, objet",
        choices=(
            Choice("avenir", "À venir", holds),
            Choice("aconfirmer", "À confirmer", waits),
            Choice("passees", "Passées", Q(ends_at__lte=now)),
            Choice("annulees", "Annulées ou refusées", gone),
        ),
        all_label="Toutes",
        default_sort="jour",
        invented=lambda one: one.illustrative,
        empty=NONE_YET,
    )


NO_SERIES = Empty(
    "Aucune série",
    "Une série réserve la même salle à des dates qui reviennent : tous les mardis, le 2e jeudi du "
    "mois. La première paraîtra ici.",
)


def series_table() -> TableSpec:
    """Series, the latest first; how many of their dates were had."""
    return TableSpec(
        name="series",
        caption="Séries",
        noun=("série", "séries"),
        columns=(
            Column(key="quoi", label="Quoi", value=lambda one: one.offer,
                   sort=("offer__name", "-first_on"), template="bookings/cells/series.html"),
            Column(key="pour", label="Pour", value=lambda one: one.party, sort=("party__name",)),
            Column(key="quand", label="Quand", value=lambda one: one.recurrence.said),
            Column(key="depuis", label="À partir du", value=lambda one: one.first_on,
                   sort=("first_on",), css="nb"),
            Column(key="objet", label="Objet", value=lambda one: one.purpose, theirs=True),
            Column(key="eues", label="Dates réservées", value=lambda one: one.had, sort=("had",),
                   numeric=True),
            Column(key="dates", label="Dates", value=lambda one: one.all_dates,
                   sort=("all_dates",), numeric=True),
        ),
        search=searched_series,
        search_hint="Structure, salle, objet",
        default_sort="-depuis",
        invented=lambda one: one.illustrative,
        empty=NO_SERIES,
    )  # fmt: skip
