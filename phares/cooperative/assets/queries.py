"""Who has what, and what is free."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from phares.common.compiled import filled_in
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.rules import sentences
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.assets.rules.tree import Tree
from phares.kernel.refusal import Reason


def midnight(day: date) -> datetime:
    """The first moment of a day, Paris time: where an agreement begins or ends."""
    return timezone.make_aware(datetime.combine(day, time()))


def leaves_of(asset_ids: Iterable[int]) -> tuple[int, ...]:
    """The units that are taken when these are: every leaf below, in id order."""
    wanted = set(asset_ids)
    return tree_of(wanted).leaves(wanted)


def family_of(asset_ids: Iterable[int]) -> set[int]:
    """These, all they are a part of and all their parts: what taking them may meet."""
    wanted = set(asset_ids)
    return tree_of(wanted).family(wanted)


_FAMILY = """
WITH RECURSIVE
 up(id, parent_id) AS (
  SELECT id, parent_id FROM assets_asset WHERE id IN ({wanted})
  UNION SELECT a.id, a.parent_id FROM assets_asset a JOIN up ON a.id = up.parent_id),
 down(id, parent_id) AS (
  SELECT id, parent_id FROM assets_asset WHERE id IN ({wanted})
  UNION SELECT a.id, a.parent_id FROM assets_asset a JOIN down ON a.parent_id = down.id)
SELECT id, parent_id FROM up UNION SELECT id, parent_id FROM down
"""


def tree_of(asset_ids: Collection[int], *, lock: bool = False) -> Tree:
    """These with their wholes and their parts, in one query.

    `lock`: until the transaction ends nobody else locks any of them. In id order, or two who want
    the same units wait for each other for ever. SQLite locks the whole base when it begins.
    """
    if not asset_ids:
        return Tree({})
    sql = _FAMILY.format(wanted=", ".join(["%s"] * len(asset_ids)))
    if lock:
        sql = (
            f"SELECT id, parent_id FROM assets_asset WHERE id IN (SELECT id FROM ({sql}) family) "
            "ORDER BY id FOR UPDATE"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asset_ids, *asset_ids])
        return Tree(dict(cursor.fetchall()))


def wholes_of(asset_ids: Iterable[int]) -> set[int]:
    """Everything these are a part of, up to the root."""
    wanted = set(asset_ids)
    return tree_of(wanted).above(wanted)


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
    units = family_of([asset.pk])
    return (
        Occupation.objects.filter(asset_id__in=units, state=OccupationState.ACTIVE.value)
        .select_related("asset", "holder")
        .order_by("-starts_at", "asset_id")
    )


def below(asset_ids: Iterable[int]) -> set[int]:
    """Every part of these, down to the leaves."""
    wanted = set(asset_ids)
    return tree_of(wanted).below(wanted)


def taken_during(start: datetime, end: datetime | None) -> set[int]:
    """Ids of the assets that are taken, whole or in part, at some moment of a stretch of time."""
    met = set(Occupation.objects.filter(meeting(start, end)).values_list("asset_id", flat=True))
    return family_of(met)


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
    if not wanted or (end is not None and not _any_met(start, end, *wanted)):
        return []
    met = Occupation.objects.filter(meeting(start, end), asset_id__in=wanted).exclude(key=but)
    rows = met.select_related("asset", "holder").order_by("-starts_at", "asset_id")
    first = {one.asset_id: one for one in rows}
    return sorted(first.values(), key=lambda one: (one.starts_at, one.asset_id))


@filled_in
def _any_met(start: datetime, end: datetime, *asset_ids: int) -> QuerySet[Any, Any]:
    """One row where there is any: most of what is asked is free, and nothing else is read."""
    met = Occupation.objects.filter(meeting(start, end), asset_id__in=asset_ids).order_by()
    return met.values_list("pk")[:1]


def standing(asset_ids: Iterable[int], start: datetime, end: datetime | None) -> list[Occupation]:
    """All that these very assets have during a stretch of time, in order."""
    met = Occupation.objects.filter(meeting(start, end), asset_id__in=list(asset_ids))
    return list(met.select_related("asset", "holder").order_by("starts_at", "asset_id"))


class Taken:
    """What is taken of some assets, looked at many times without asking again."""

    def __init__(self, rows: Iterable[Occupation]) -> None:
        self._of: dict[int, list[Occupation]] = {}
        self.add(rows)

    def add(self, rows: Iterable[Occupation]) -> None:
        for one in rows:
            insort(self._of.setdefault(one.asset_id, []), one, key=lambda row: row.starts_at)

    def met(
        self, asset_ids: Iterable[int], start: datetime, end: datetime | None
    ) -> list[Occupation]:
        """The first of each asset that is in the way."""
        found = (self._first(self._of.get(pk, []), start, end) for pk in asset_ids)
        return sorted(
            (one for one in found if one is not None), key=lambda one: (one.starts_at, one.asset_id)
        )

    @staticmethod
    def _first(rows: list[Occupation], start: datetime, end: datetime | None) -> Occupation | None:
        """None overlaps another, so the one that runs at `start` is the last begun by then."""
        at = bisect_right(rows, start, key=lambda row: row.starts_at)
        running = rows[at - 1] if at else None
        if running is not None and (running.ends_at is None or running.ends_at > start):
            return running
        if at < len(rows) and (end is None or rows[at].starts_at < end):
            return rows[at]
        return None


def why_not_take(
    asset_ids: Iterable[int], start: datetime, end: datetime | None, *, but: str = ""
) -> Reason | None:
    """Who has each of these, or a whole or a part of it, and until when: all at once.

    `but`: the key of what asks, which does not stand in its own way.
    """
    return said_of(clashes(family_of(asset_ids), start, end, but=but), start)


def said_of(met: Sequence[Occupation], start: datetime, *, names: bool = True) -> Reason | None:
    """The refusal of who asks from `start` for what these occupations have.

    Without `names`, to somebody who may not know who has it.
    """
    standings = [
        sentences.Standing(
            one.asset.name,
            str(one.holder or "") if names else None,
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
