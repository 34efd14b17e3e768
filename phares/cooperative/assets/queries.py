"""Who has what, and what is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import product

from django.db.models import Q, QuerySet
from django.utils import timezone

from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.rules import sentences
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.kernel.refusal import Reason


def midnight(day: date) -> datetime:
    """The first moment of a day, Paris time: where an agreement begins or ends."""
    return timezone.make_aware(datetime.combine(day, time()))


def leaves_of(asset_ids: Iterable[int]) -> tuple[int, ...]:
    """The units that are taken when these are: every leaf below, in id order."""
    leaves, seen, level = set[int](), set[int](), set(asset_ids)
    while level:
        seen |= level
        parts = list(Asset.objects.filter(parent_id__in=level).values_list("pk", "parent_id"))
        leaves |= level - {parent for _part, parent in parts}
        level = {part for part, _parent in parts} - seen
    return tuple(sorted(leaves))


def family_of(asset_ids: Iterable[int]) -> set[int]:
    """These, all they are a part of and all their parts: what taking them may meet."""
    ids = set(asset_ids)
    return ids | wholes_of(ids) | below(ids)


def wholes_of(asset_ids: Iterable[int]) -> set[int]:
    """Everything these are a part of, up to the root."""
    found, level = set[int](), set(asset_ids)
    while level:
        level = set(Asset.objects.filter(parts__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def at(moment: datetime) -> Q:
    """Occupations that hold at a moment."""
    lasts = Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
    return lasts & Q(starts_at__lte=moment, state=OccupationState.ACTIVE.value)


def names_of(occupations: QuerySet[Occupation]) -> list[str]:
    """What these take, as one says it."""
    return list(occupations.order_by("asset_id").values_list("asset__name", flat=True))


def meeting(start: datetime, end: datetime | None) -> Q:
    """Occupations that hold at some moment of a stretch of time."""
    lasts = Q(ends_at__isnull=True) | Q(ends_at__gt=start)
    begun = Q() if end is None else Q(starts_at__lt=end)
    return lasts & begun & Q(state=OccupationState.ACTIVE.value)


def who_has(moment: datetime) -> QuerySet[Occupation]:
    """Who has what at a moment."""
    return Occupation.objects.filter(at(moment)).select_related("asset", "holder")


def occupations_of(asset: Asset) -> QuerySet[Occupation]:
    """What was, is and will be taken of an asset or of any of its parts, latest first."""
    wholes = wholes_of([asset.pk]) if asset.parent_id else set[int]()
    units = {asset.pk} | below([asset.pk]) | wholes
    return (
        Occupation.objects.filter(asset_id__in=units, state=OccupationState.ACTIVE.value)
        .select_related("asset", "holder")
        .order_by("-starts_at", "asset_id")
    )


def below(asset_ids: Iterable[int]) -> set[int]:
    """Every part of these, down to the leaves."""
    found, level = set[int](), set(asset_ids)
    while level:
        parts = Asset.objects.filter(parent_id__in=level).values_list("pk", flat=True)
        level = set(parts) - found
        found |= level
    return found


def taken_during(start: datetime, end: datetime | None) -> set[int]:
    """Ids of the assets that are taken, whole or in part, at some moment of a stretch of time."""
    met = set(Occupation.objects.filter(meeting(start, end)).values_list("asset_id", flat=True))
    return met | wholes_of(met) | below(met)


def free_during[A: Asset](
    assets: QuerySet[A], start: datetime, end: datetime | None
) -> QuerySet[A]:
    """Those of the assets that nobody has, even in part, from start to end."""
    return assets.exclude(pk__in=taken_during(start, end))


def clashes(
    asset_ids: Iterable[int], start: datetime, end: datetime | None, *, but: str = ""
) -> list[Occupation]:
    """What is in the way of taking these very assets: the first occupation of each."""
    wanted = list(asset_ids)
    if not wanted:
        return []
    met = Occupation.objects.filter(meeting(start, end), asset_id__in=wanted).exclude(key=but)
    rows = met.select_related("asset", "holder").order_by("-starts_at", "asset_id")
    first = {one.asset_id: one for one in rows}
    return sorted(first.values(), key=lambda one: (one.starts_at, one.asset_id))


def why_not_take(
    asset_ids: Iterable[int], start: datetime, end: datetime | None, *, but: str = ""
) -> Reason | None:
    """Who has each of these, or a whole or a part of it, and until when: all at once.

    `but`: the key of what asks, which does not stand in its own way.
    """
    return said_of(clashes(family_of(asset_ids), start, end, but=but), start)


def said_of(met: Sequence[Occupation], start: datetime) -> Reason | None:
    """The refusal of who asks from `start` for what these occupations have."""
    standings = [
        sentences.Standing(
            one.asset.name,
            str(one.holder or ""),
            Taking(one.taking),
            timezone.localtime(one.starts_at),
            timezone.localtime(one.ends_at) if one.ends_at else None,
        )
        for one in met
    ]
    return sentences.taken(standings, timezone.localtime(start)) if standings else None


def whole_and_part() -> Iterator[tuple[Occupation, Occupation]]:
    """Pairs that hold at one time, of an asset and of something it is a part of."""
    parents = dict(Asset.objects.values_list("pk", "parent_id"))
    taken: dict[int, list[Occupation]] = {}
    rows = Occupation.objects.filter(state=OccupationState.ACTIVE.value).select_related("asset")
    for one in rows.order_by("starts_at", "pk"):
        taken.setdefault(one.asset_id, []).append(one)
    for pk in sorted(taken):
        for whole in _above(pk, parents):
            yield from _met(taken.get(whole, []), taken[pk])


def _above(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    """What it is a part of, up to the root; a loop ends where it began."""
    above: list[int] = []
    while (parent := parents.get(above[-1] if above else pk)) and parent not in (pk, *above):
        above.append(parent)
    return above


def _met(
    wholes: Iterable[Occupation], parts: Iterable[Occupation]
) -> Iterator[tuple[Occupation, Occupation]]:
    for whole, part in product(wholes, parts):
        begun_before_its_end = part.ends_at is None or whole.starts_at < part.ends_at
        if begun_before_its_end and (whole.ends_at is None or part.starts_at < whole.ends_at):
            yield whole, part
