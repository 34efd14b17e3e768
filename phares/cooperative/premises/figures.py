"""The figures of the place: surfaces, spaces by kind, occupancy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.timezone import localtime

from phares.common.facts import during
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import meeting, midnight
from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.models import SpaceState
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.letting import State
from phares.cooperative.premises.rules.occupancy import Offer, offer_of, shares_of_rate
from phares.cooperative.premises.rules.permissions import may_read_all_leases
from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, DateRule, Indicator, Row, count_of, sum_of, undetailed
from phares.kernel.time import Period, year_period
from phares.kernel.words import square_metres

SURFACE = Indicator(
    code="surface_m2",
    label="surface du lieu",
    definition="Somme des surfaces des espaces au 31 décembre, utilisables ou non. "
    "Un poste est compris dans sa salle.",
    population="les espaces des bâtiments du pôle",
    date_rule=DateRule.LAST_DAY,
    unit="m²",
    source="états des espaces",
)
USABLE = replace(
    SURFACE,
    code="usable_surface_m2",
    label="surface utilisable",
    definition="Somme des surfaces des espaces utilisables au 31 décembre.",
    key=False,
)
FLOORS = replace(
    SURFACE,
    code="floors",
    label="étages",
    definition="Niveaux qui ont au moins un espace au 31 décembre, rez-de-chaussée compris.",
    population="les étages des bâtiments du pôle",
    unit="",
)
KINDS = {
    "meeting_rooms": (SpaceKind.MEETING, "salles de réunion et de formation"),
    "private_offices": (SpaceKind.OFFICE, "bureaux privatifs"),
    "coworking_desks": (SpaceKind.DESK, "postes dans un espace de co-travail"),
    "refectories": (SpaceKind.REFECTORY, "réfectoires"),
    "cafeterias": (SpaceKind.CAFETERIA, "cafétérias"),
    "workshops": (SpaceKind.WORKSHOP, "ateliers"),
    "shops": (SpaceKind.SHOP, "commerces"),
}
OF_A_KIND = tuple(
    replace(
        SURFACE,
        code=code,
        label=label,
        definition=f"Espaces de nature « {kind.label} », utilisables au 31 décembre.",
        unit="",
    )
    for code, (kind, label) in KINDS.items()
)
OCCUPANCY = Indicator(
    code="occupancy_rate",
    label="taux d’occupation",
    definition="Surface × jours sous convention, rapportée à la surface × jours offerts. "
    "Un espace fermé ou inutilisable n’est pas offert ce jour-là.",
    population="les espaces qui se louent : bureaux, postes, ateliers, commerces, stockages",
    date_rule=DateRule.PRORATA,
    unit="%",
    source="conventions et états des espaces",
    decimals=1,
    key=False,
)
INDICATORS = (SURFACE, USABLE, FLOORS, *OF_A_KIND, OCCUPANCY)


@dataclass(frozen=True, slots=True)
class Taken:
    """Days of a year during which a space is let or closed."""

    space_id: int
    taking: Taking
    period: Period


def measure(year: int, *, whole: bool = True) -> dict[str, Counted]:
    """All in one query. A pole without building has none: « sans objet », not zero.

    The whole answer, in one more, has the occupancy.
    """
    states = _states(year)
    if not states:
        return {indicator.code: Counted(None) for indicator in INDICATORS}
    last = [one for one in states if date(year, 12, 31) in one.period]
    return {
        SURFACE.code: sum_of([_in_m2(one) for one in last if not one.space.parent_id]),
        USABLE.code: _usable(last),
        FLOORS.code: count_of(_floors(last)),
        **{code: _of_kind(last, kind) for code, (kind, _label) in KINDS.items()},
        **({OCCUPANCY.code: _occupied(states, year)} if whole else {}),
    }


def hides(actor: Actor, code: str) -> bool:
    """How many days each space is let tells when an agreement ends: for those who read them all."""
    return code == OCCUPANCY.code and not may_read_all_leases(actor)


def told_to(actor: Actor, code: str, counted: Counted) -> Counted:
    return undetailed(counted) if hides(actor, code) else counted


def _occupied(states: Sequence[SpaceState], year: int) -> Counted:
    return _occupancy(states, _taken(year), year_period(year))


def _states(year: int) -> list[SpaceState]:
    rows = SpaceState.objects.filter(during(year_period(year)))
    return list(
        rows.select_related("space__floor__building").order_by(
            "space__floor__level", "space__code", "starts_on"
        )
    )


def _taken(year: int) -> list[Taken]:
    start, end = midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))
    rows = Occupation.objects.filter(
        meeting(start, end), taking__in=[Taking.LEASE.value, Taking.CLOSURE.value]
    )
    return [Taken(row.asset_id, Taking(row.taking), _period(row)) for row in rows]


def _period(row: Occupation) -> Period:
    end = localtime(row.ends_at).date() if row.ends_at else None
    return Period(localtime(row.starts_at).date(), end)


def _row(state: SpaceState, value: Decimal, detail: str) -> Row:
    return Row(
        key=f"premises.space:{state.space_id}",
        label=state.space.name,
        detail=f"{state.space.floor.code}, {detail}",
        value=value,
        url=reverse("premises:space", args=[state.space_id]),
        illustrative=state.illustrative,
    )


def _in_m2(state: SpaceState) -> Row:
    return _row(state, state.surface_m2, SpaceKind(state.kind).label)


def _split(
    states: Sequence[SpaceState], made: Callable[[SpaceState], Row]
) -> tuple[list[Row], tuple[Row, ...]]:
    """Rows of what is usable, and apart those of what is not yet."""
    aside = [replace(made(one), detail="pas utilisable") for one in states if not one.usable]
    return [made(one) for one in states if one.usable], tuple(aside)


def _usable(last: Sequence[SpaceState]) -> Counted:
    rows, aside = _split([one for one in last if not one.space.parent_id], _in_m2)
    return sum_of(rows, aside=aside)


def _of_kind(last: Sequence[SpaceState], kind: SpaceKind) -> Counted:
    def one_each(state: SpaceState) -> Row:
        return _row(state, Decimal(1), square_metres(state.surface_m2))

    rows, aside = _split([one for one in last if one.kind == kind.value], one_each)
    return count_of(rows, aside=aside)


def _floors(last: Sequence[SpaceState]) -> list[Row]:
    floors = {one.space.floor_id: one.space.floor for one in last}
    return [
        Row(
            key=f"premises.floor:{pk}",
            label=floor.name,
            detail=floor.building.name,
            url=reverse("premises:floor", args=[pk]),
        )
        for pk, floor in floors.items()
    ]


def _occupancy(states: Sequence[SpaceState], taken: Sequence[Taken], year: Period) -> Counted:
    offers = [(one, offer) for one, offer in _offers(states, taken, year) if offer.days_offered]
    shares = shares_of_rate([offer for _state, offer in offers])
    if shares is None:
        return Counted(None)
    rows = [
        _row(
            state, share, f"{offer.days_let} jours sous convention sur {offer.days_offered} offerts"
        )
        for (state, offer), share in zip(offers, shares, strict=True)
    ]
    return sum_of(rows)


def _offers(
    states: Sequence[SpaceState], taken: Sequence[Taken], year: Period
) -> list[tuple[SpaceState, Offer]]:
    """One offer a space, under its latest state; a room of desks offers its desks, not itself."""
    by_space: dict[int, list[SpaceState]] = {}
    for one in states:
        by_space.setdefault(one.space_id, []).append(one)
    return [
        (
            of[-1],
            offer_of(
                [(State(s.period, SpaceKind(s.kind), s.usable), s.surface_m2) for s in of],
                [t.period for t in taken if t.space_id == pk and t.taking is Taking.LEASE],
                [t.period for t in taken if t.space_id == pk and t.taking is Taking.CLOSURE],
                year,
            ),
        )
        for pk, of in by_space.items()
    ]
