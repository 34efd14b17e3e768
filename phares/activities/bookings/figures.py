"""How much the rooms are booked, by whom, and how much of the time they are open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, DurationField, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import TruncDate
from django.urls import reverse

from phares.activities.bookings.models import Booking, Offer, OfferUnit
from phares.activities.bookings.queries.opening import terms_of
from phares.activities.bookings.rules.kinds import BookingState, Nature, OfferKind
from phares.activities.bookings.rules.opening import Opening
from phares.common.facts import during
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import midnight, tree_of
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, sum_of
from phares.kernel.time import year_period
from phares.kernel.tongue import french, say, say_plural
from phares.people.directory.models import Belonging
from phares.people.directory.rules.kinds import PartyKind

TOOK_PLACE = french(
    "Réservations qui ont eu lieu et ont commencé dans l’année ; annulées, refusées et sans "
    "personne exceptées."
)
BOOKINGS = Indicator(
    code="bookings",
    label="réservations de salles",
    definition="Réservations qui ont eu lieu, une date d’une série comptant pour une.",
    population=TOOK_PLACE,
    date_rule=DateRule.FLOW,
    source="Réservations",
    key=False,
)
HOURS = Indicator(
    code="booked_hours",
    label="heures réservées",
    definition="Heures de ces réservations, de leur début à leur fin, sans la remise en ordre.",
    population=TOOK_PLACE,
    date_rule=DateRule.FLOW,
    unit="h",
    source="Réservations",
    key=False,
)
EXTERNAL = Indicator(
    code="external_share",
    label="part des heures réservées hors du pôle",
    definition="Heures de structures ou de personnes qui n’appartenaient pas au pôle ce jour-là, "
    "pour cent heures réservées.",
    population=TOOK_PLACE,
    date_rule=DateRule.FLOW,
    unit="%",
    source="Réservations et appartenances",
    decimals=1,
    key=False,
)
USE = Indicator(
    code="room_use_rate",
    label="taux d’usage des salles de réunion",
    definition="Heures où les salles de réunion sont réservées, remise en ordre comprise, pour "
    "cent heures où elles sont ouvertes dans toute l’année, fermetures et jours fériés ôtés. Une "
    "salle qui en réunit d’autres compte par elles.",
    population="Salles de réunion que l’on peut réserver dans l’année.",
    date_rule=DateRule.FLOW,
    unit="%",
    source="Réservations, horaires et fermetures",
    decimals=1,
    key=False,
)
INDICATORS = (BOOKINGS, HOURS, EXTERNAL, USE)


class Group(NamedTuple):
    """What a party booked for one nature, as a member of the pole or not."""

    party: int
    name: str
    kind: str
    nature: str
    inside: bool
    number: int
    span: timedelta
    invented: int


def measure(year: int) -> dict[str, Counted]:
    """« Sans objet » for a year without any booking."""
    groups = _groups(year)
    if not groups:
        return {one.code: Counted(None) for one in INDICATORS}
    outside = [one for one in groups if not one.inside]
    share = _hours(outside) * 100 / _hours(groups)
    return {
        BOOKINGS.code: sum_of(_rows(groups, of_count), parts=_parts(groups)),
        HOURS.code: sum_of(_rows(groups, of_hours)),
        EXTERNAL.code: Counted(share, tuple(_rows(outside, of_hours))),
        USE.code: _use(year),
    }


def _groups(year: int) -> list[Group]:
    """In one query, the light sums of all bookings of the year."""
    belongs = Belonging.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("day")),
        party=OuterRef("party"), pole__is_home=True, starts_on__lte=OuterRef("day"),
    )  # fmt: skip
    rows = Booking.objects.filter(
        state=BookingState.DONE.value, starts_at__gte=_first(year), starts_at__lt=_first(year + 1)
    )
    rows = rows.annotate(day=TruncDate("starts_at")).annotate(inside=Exists(belongs))
    told = ("party", "party__name", "party__kind", "nature", "inside")
    grouped = rows.order_by().values_list(*told).annotate(
        number=Count("pk"),
        span=Sum(F("ends_at") - F("starts_at"), output_field=DurationField()),
        invented=Count("pk", filter=Q(illustrative=True)),
    )  # fmt: skip
    return sorted((Group(*row) for row in grouped), key=lambda one: (one.name, one.party))


def _first(year: int) -> datetime:
    return midnight(date(year, 1, 1))


def of_count(groups: Iterable[Group]) -> Decimal:
    return Decimal(sum(one.number for one in groups))


def of_hours(groups: Iterable[Group]) -> Decimal:
    return _hours(groups)


def _hours(groups: Iterable[Group]) -> Decimal:
    seconds = sum((one.span for one in groups), timedelta()).total_seconds()
    return Decimal(int(seconds)) / 3600


def _rows(groups: list[Group], value: Any) -> list[Row]:
    """A row for each structure, and one for all persons: a figure names nobody."""
    houses, persons = defaultdict[int, list[Group]](list), list[Group]()
    for one in groups:
        of = persons if one.kind == PartyKind.PERSON.value else houses[one.party]
        of.append(one)
    rows = [
        _row(f"directory.organisation:{pk}", some[0].name, some, value)
        for pk, some in houses.items()
    ]
    return [*rows, _row("bookings.persons", say("Personnes"), persons, value)] if persons else rows


def _row(key: str, label: str, some: list[Group], value: Any) -> Row:
    invented = any(one.invented for one in some)
    return Row(key, label, _told(some), value=value(some), illustrative=invented)


def _told(groups: list[Group]) -> str:
    count = sum(one.number for one in groups)
    return say_plural("{n} réservation", "{n} réservations", count).format(n=count)


def _parts(groups: list[Group]) -> tuple[Part, ...]:
    """By nature: assemblies, seminars, meetings."""
    found = Counter[str]()
    for one in groups:
        found[one.nature] += one.number
    return tuple(Part(nature.label, Decimal(found[nature])) for nature in Nature if found[nature])


def _use(year: int) -> Counted:
    """One row a room: the hours it was taken of those it was open."""
    rows = Offer.objects.filter(during(year_period(year)), kind=OfferKind.MEETING_ROOM.value)
    offers = list(rows.order_by("name"))
    rooms = _leaves(offers)
    taken = _taken(list(rooms), year)
    terms = terms_of(offers, date(year, 1, 1), date(year, 12, 31))
    opened = {leaf: _open_hours(terms[one.pk].opening, one, year) for leaf, one in rooms.items()}
    total = sum(opened.values(), Decimal(0))
    if not total:
        return Counted(None)
    told = [
        Row(
            f"bookings.offer:{one.pk}",
            one.name,
            say("{taken} h sur {opened} h", taken=round(taken[leaf]), opened=round(opened[leaf])),
            value=taken[leaf],
            url=reverse("bookings:place", args=[one.pk]),
            illustrative=one.illustrative,
        )
        for leaf, one in rooms.items()
    ]
    return Counted(sum(taken.values(), Decimal(0)) * 100 / total, tuple(told))


def _leaves(offers: list[Offer]) -> dict[int, Offer]:
    """Each unit of a room, under the smallest offer that takes it."""
    units = defaultdict[int, list[int]](list)
    for offer, asset in OfferUnit.objects.filter(offer__in=offers).values_list("offer", "asset"):
        units[offer].append(asset)
    tree = tree_of({asset for some in units.values() for asset in some})
    found = {one: tree.leaves(units[one.pk]) for one in offers if units[one.pk]}
    smallest: dict[int, Offer] = {}
    for one, leaves in sorted(found.items(), key=lambda pair: (len(pair[1]), pair[0].name)):
        for leaf in leaves:
            smallest.setdefault(leaf, one)
    return smallest


def _taken(leaves: list[int], year: int) -> dict[int, Decimal]:
    first, after = _first(year), _first(year + 1)
    rows = Occupation.objects.filter(
        asset__in=leaves, taking=Taking.BOOKING.value, state=OccupationState.ACTIVE.value,
        starts_at__gte=first, starts_at__lt=after,
    )  # fmt: skip
    spans = rows.order_by().values_list("asset").annotate(
        span=Sum(F("ends_at") - F("starts_at"), output_field=DurationField())
    )  # fmt: skip
    found = {asset: Decimal(int(span.total_seconds())) / 3600 for asset, span in spans}
    return {leaf: found.get(leaf, Decimal(0)) for leaf in leaves}


def _open_hours(opening: Opening, offer: Offer, year: int) -> Decimal:
    """Of the days it could be booked: minutes between which it is open, added up."""
    day, minutes = max(date(year, 1, 1), offer.starts_on), 0
    after = date(year + 1, 1, 1)
    while day < min(after, offer.ends_on or after):
        minutes += sum(closes - opens for opens, closes in opening.of_day(day))
        day += timedelta(days=1)
    return Decimal(minutes) / 60
