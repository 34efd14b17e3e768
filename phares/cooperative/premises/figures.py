"""The figures of the place: surfaces, spaces by kind, occupancy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from phares.cooperative.assets.rules.kinds import Taking
from phares.cooperative.premises.models import SpaceState
from phares.cooperative.premises.queries.taken import Taken, taken_in
from phares.cooperative.premises.rules.kinds import SpaceKind
from phares.cooperative.premises.rules.letting import State
from phares.cooperative.premises.rules.occupancy import (
    Offer,
    might_add,
    offer_of,
    shares_of_rate,
)
from phares.cooperative.premises.rules.permissions import may_read_all_leases
from phares.cooperative.premises.rules.standing import Standing, standing_on, sure_parts
from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, DateRule, Indicator, Row, count_of, sum_of, undetailed
from phares.kernel.time import Period, year_period
from phares.kernel.tongue import french, say
from phares.kernel.words import square_metres

SURFACE = Indicator(
    code="surface_m2",
    label="surface du lieu",
    definition="Somme des surfaces des espaces au 31 décembre, utilisables ou non. "
    "Un poste est compris dans sa salle. Une date de changement inconnue ne compte que ce qui est "
    "sûr.",
    population="les espaces des bâtiments du pôle",
    date_rule=DateRule.LAST_DAY,
    unit="m²",
    source="états des espaces",
    version=2,
)
USABLE = replace(
    SURFACE,
    code="usable_surface_m2",
    label=french("surface utilisable"),
    definition=french(
        "Somme des surfaces des espaces utilisables au 31 décembre, pour ce qui est sûr."
    ),
    key=False,
)
FLOORS = replace(
    SURFACE,
    code="floors",
    label=french("étages"),
    definition=french(
        "Niveaux qui ont au moins un espace au 31 décembre, rez-de-chaussée compris. "
        "Une date inconnue ne compte pas."
    ),
    population=french("les étages des bâtiments du pôle"),
    unit="",
)
KINDS = {
    "meeting_rooms": (SpaceKind.MEETING, french("salles de réunion et de formation")),
    "private_offices": (SpaceKind.OFFICE, french("bureaux privatifs")),
    "coworking_desks": (SpaceKind.DESK, french("postes dans un espace de co-travail")),
    "refectories": (SpaceKind.REFECTORY, french("réfectoires")),
    "cafeterias": (SpaceKind.CAFETERIA, french("cafétérias")),
    "workshops": (SpaceKind.WORKSHOP, french("ateliers")),
    "shops": (SpaceKind.SHOP, french("commerces")),
}
OF_A_KIND = tuple(
    replace(
        SURFACE,
        code=code,
        label=label,
        definition=french(
            "Espaces de nature « {label} », utilisables au 31 décembre. Une date inconnue "
            "ne compte pas.",
            label=kind.french,
        ),
        unit="",
    )
    for code, (kind, label) in KINDS.items()
)
OCCUPANCY = Indicator(
    code="occupancy_rate",
    label="taux d’occupation",
    definition="Surface × jours sous convention, rapportée à la surface × jours offerts. "
    "Un espace fermé ou inutilisable n’est pas offert ce jour-là. Les jours où "
    "nul ne sait ce qu’il était ne comptent pas. Ceux où nul ne sait si une convention courait "
    "comptent comme offerts seulement.",
    population="les espaces qui se louent : bureaux, postes, ateliers, commerces, stockages",
    date_rule=DateRule.PRORATA,
    unit="%",
    source="conventions et états des espaces",
    version=3,
    decimals=1,
    key=False,
)
INDICATORS = (SURFACE, USABLE, FLOORS, *OF_A_KIND, OCCUPANCY)


type History = list[SpaceState]
"""The states of one space, the oldest first."""
type Stood = Standing[SpaceState]


def measure(year: int, *, whole: bool = True) -> dict[str, Counted]:
    """All in one query. A pole without building has none: « sans objet », not zero.

    The whole answer, in one more, or two where something is let, has the occupancy.
    """
    spaces = _spaces(year)
    if not spaces:
        return {indicator.code: Counted(None) for indicator in INDICATORS}
    found = [standing_on(states, date(year, 12, 31)) for states in spaces]
    last = [one for one in found if one.states]
    return {
        SURFACE.code: _surface(last),
        USABLE.code: _usable(last),
        FLOORS.code: _floors(last),
        **{code: _of_kind(last, kind) for code, (kind, _label) in KINDS.items()},
        **({OCCUPANCY.code: _occupied(spaces, year)} if whole else {}),
    }


def hides(actor: Actor, code: str) -> bool:
    """How many days each space is let tells when an agreement ends: for those who read them all."""
    return code == OCCUPANCY.code and not may_read_all_leases(actor)


def told_to(actor: Actor, code: str, counted: Counted) -> Counted:
    return undetailed(counted) if hides(actor, code) else counted


def _occupied(spaces: Sequence[History], year: int) -> Counted:
    return _occupancy(spaces, taken_in(year), year_period(year))


def _spaces(year: int) -> list[History]:
    """The states of each space that stood in the year, those before it included."""
    rows = SpaceState.objects.filter(starts_on__lt=date(year + 1, 1, 1))
    found: dict[int, list[SpaceState]] = {}
    for row in rows.select_related("space__floor__building").order_by(
        "space__floor__level", "space__code", "starts_on"
    ):
        found.setdefault(row.space_id, []).append(row)
    frame = year_period(year)
    return [of for of in found.values() if any(one.period.overlaps(frame) for one in of)]


def _row(state: SpaceState, value: Decimal, detail: str) -> Row:
    return Row(
        key=f"premises.space:{state.space_id}",
        label=state.space.name,
        detail=f"{state.space.floor.code}, {detail}",
        value=value,
        url=reverse("premises:space", args=[state.space_id]),
        illustrative=state.illustrative,
    )


def _in_m2(state: SpaceState, m2: Decimal) -> Row:
    return _row(state, m2, SpaceKind(state.kind).label)


def _one_each(state: SpaceState, one: Decimal) -> Row:
    return _row(state, one, square_metres(state.surface_m2))


def _split(
    last: Sequence[Stood],
    amount: Callable[[SpaceState], Decimal | None],
    made: Callable[[SpaceState, Decimal], Row],
) -> tuple[list[Row], tuple[Row, ...]]:
    """What each space surely gives, and apart what it only may; None gives nothing at all."""
    rows, aside = [], []
    for one in last:
        known = [(state, amount(state)) for state in one.states]
        given = [(m, state) for state, m in known if m is not None]
        if not given:
            continue
        (least, state), (most, _) = (f(given, key=lambda pair: pair[0]) for f in (min, max))
        whole = one.sure and len(given) == len(known)
        if whole:
            rows.append(made(state, least))
        if rest := most - least if whole else most:
            aside.append(replace(made(one.states[-1], rest), detail=one.doubt))
    return rows, tuple(aside)


def _surface(last: Sequence[Stood]) -> Counted:
    rows, aside = _split([one for one in last if _whole(one)], lambda s: s.surface_m2, _in_m2)
    return sum_of(rows, aside=aside)


def _usable(last: Sequence[Stood]) -> Counted:
    def usable(state: SpaceState) -> Decimal | None:
        return state.surface_m2 if state.usable else None

    spaces = [one for one in last if _whole(one)]
    rows, aside = _split(spaces, usable, _in_m2)
    shut = tuple(_shut(_in_m2(one, one.surface_m2)) for one in _unusable(spaces))
    return sum_of(rows, aside=(*shut, *aside))


def _whole(one: Stood) -> bool:
    """A desk is a part of its room."""
    return not one.states[-1].space.parent_id


def _unusable(last: Sequence[Stood]) -> list[SpaceState]:
    """What is there for sure, and surely not fit for use."""
    return [one.states[-1] for one in last if one.sure and not any(s.usable for s in one.states)]


def _shut(row: Row) -> Row:
    return replace(row, detail=say("pas utilisable"))


def _of_kind(last: Sequence[Stood], kind: SpaceKind) -> Counted:
    def one_usable(state: SpaceState) -> Decimal | None:
        return Decimal(1) if state.usable and state.kind == kind.value else None

    rows, aside = _split(last, one_usable, _one_each)
    shut = [one for one in _unusable(last) if one.kind == kind.value]
    return count_of(rows, aside=(*(_shut(_one_each(one, Decimal(1))) for one in shut), *aside))


def _floors(last: Sequence[Stood]) -> Counted:
    """A floor stands by one space that surely does."""
    ordered = sorted(last, key=lambda one: not one.sure)
    floors = {one.states[-1].space.floor_id: one for one in reversed(ordered)}
    in_order = dict.fromkeys(one.states[-1].space.floor_id for one in last)
    rows = [_floor(floors[pk]) for pk in in_order if floors[pk].sure]
    unsure = [floors[pk] for pk in in_order if not floors[pk].sure]
    return count_of(rows, aside=tuple(replace(_floor(one), detail=one.doubt) for one in unsure))


def _floor(one: Stood) -> Row:
    floor = one.states[-1].space.floor
    return Row(
        key=f"premises.floor:{floor.pk}",
        label=floor.name,
        detail=floor.building.name,
        url=reverse("premises:floor", args=[floor.pk]),
    )


def _occupancy(spaces: Sequence[History], taken: Sequence[Taken], year: Period) -> Counted:
    """Let for sure; what it would be with the days of doubt stands aside, with the reason."""
    found = [(of[-1], *_offers(of, taken, year)) for of in spaces]
    offered = [one for one in found if one[1].days_offered]
    sure = [offer for _state, offer, _whole in offered]
    shares = shares_of_rate(sure)
    if shares is None:
        return Counted(None)
    rows = [
        _row(
            state,
            share,
            say(
                "{days_let} jours sous convention sur {days_offered} offerts",
                days_let=offer.days_let,
                days_offered=offer.days_offered,
            ),
        )
        for (state, offer, _whole), share in zip(offered, shares, strict=True)
    ]
    aside = tuple(
        _perhaps(state, whole.days_let - offer.days_let, might_add(offer, whole, sure), taken)
        for state, offer, whole in offered
        if whole.days_let > offer.days_let
    )
    return sum_of(rows, aside=aside)


def _perhaps(state: SpaceState, days: int, more: Decimal, taken: Sequence[Taken]) -> Row:
    """« 91 jours peut-être sous convention, 8,31 points de plus : date de début incertaine… »."""
    whys = dict.fromkeys(one.doubt for one in taken if one.space_id == state.space_id and one.doubt)
    many, points = "jours" if days > 1 else "jour", "points" if more >= 2 else "point"
    added = f"{more} {points} de plus".replace(".", ",")
    return _row(
        state, more, f"{days} {many} peut-être sous convention, {added} : {' ; '.join(whys)}"
    )


def _offers(of: History, taken: Sequence[Taken], year: Period) -> tuple[Offer, Offer]:
    """What is let for sure, then what may be; a room of desks offers its desks, not itself.

    By the days on which nobody doubts what the space was, under its latest state.
    """
    stays = [(State(days, SpaceKind(s.kind), s.usable), s.surface_m2) for s, days in sure_parts(of)]
    here = [one for one in taken if one.space_id == of[-1].space_id]
    lets = [one for one in here if one.taking is Taking.LEASE]
    closures = [one.period for one in here if one.taking is Taking.CLOSURE]
    sure = [one.sure for one in lets if one.sure is not None]
    whole = [one.period for one in lets]
    return offer_of(stays, sure, closures, year), offer_of(stays, whole, closures, year)
