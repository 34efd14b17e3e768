"""The only way to take a shared thing, to give it back, or to move the dates.

Whoever calls has already checked that the person may; the units are locked in id order, the
occupations written, and the database has the last word on two at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from phares.common.audit.actions import record
from phares.common.constraints import broken
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.queries import (
    Taken,
    at,
    clashes,
    names_of,
    said_of,
    standing,
    tree_of,
)
from phares.cooperative.assets.rules import sentences
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.assets.rules.tree import Tree
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.words import listed
from phares.people.directory.models import Party

ONE_AT_A_TIME = "occupation_one_at_a_time"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken: for whom and why, from `start` up to, and without, `end`.

    `key` names what it is taken for (« lease:12 »). `names`: a refusal says who has it.
    """

    holder: Party | None
    taking: Taking
    key: str
    start: datetime
    end: datetime | None
    names: bool = True

    def __post_init__(self) -> None:
        insist(sentences.ends_too_early() if self.end and self.end <= self.start else None)


@transaction.atomic
def occupy(
    *,
    assets: Sequence[Asset],
    holder: Party | None,
    taking: Taking,
    key: str,
    start: datetime,
    end: datetime | None,
    by: Actor,
) -> list[Occupation]:
    """Takes every leaf of these assets from `start` up to, and without, `end`; all or nothing.

    `key` names what they are taken for (« lease:12 »). Refused with who has it and until when.
    """
    rows = take([asset.pk for asset in assets], Wanted(holder, taking, key, start, end))
    names = [asset.name for asset in assets]
    record("asset.occupied", key, by=by, named=listed(names), start=start, end=end)
    return rows


def take(
    units: Sequence[int], wanted: Wanted, *, any_one: bool = False, instead: bool = False
) -> list[Occupation]:
    """Every leaf of these, inside the transaction and the journal's line of whoever calls.

    `any_one`: of the first that is free, whole; refused when none is. `instead`: what the key has
    is given back by the same act, and does not stand in its way.
    """
    insist(sentences.nothing_to_take() if not units else None)
    held = _held(wanted.key) if instead else ()
    tree = _lock_family({*units, *held})
    met = clashes(tree.family(units), wanted.start, wanted.end, but=wanted.key if instead else "")
    chosen = _free(units, tree, met) if any_one else units
    if not chosen or (met and not any_one):
        raise Refused(_why(met, wanted))
    if held:
        _standing(wanted.key).update(state=OccupationState.RELEASED.value)
    return _write(tree.leaves(chosen), wanted, OccupationState.ACTIVE)


def take_many(
    units: Sequence[int], wanted: Sequence[Wanted], *, any_one: bool = False
) -> dict[str, Reason]:
    """Each in its turn, as `take` would; why not, by key, for those that cannot be had.

    One look at the whole time they cover and one writing, inside the caller's transaction.
    """
    if not wanted:
        return {}
    refused, rows = _sorted_out(_lock_family(units), units, wanted, any_one=any_one)
    with _told():
        Occupation.objects.bulk_create(rows)
    return refused


def foresee_many(
    units: Sequence[int], wanted: Sequence[Wanted], *, any_one: bool = False
) -> dict[str, Reason]:
    """What `take_many` would refuse by now; nothing is locked nor taken."""
    if not wanted:
        return {}
    return _sorted_out(tree_of(units), units, wanted, any_one=any_one)[0]


def _sorted_out(
    tree: Tree, units: Sequence[int], wanted: Sequence[Wanted], *, any_one: bool
) -> tuple[dict[str, Reason], list[Occupation]]:
    """Why not, by key, and what is written for the others: one look at the time they cover."""
    ends = [one.end for one in wanted if one.end is not None]
    until = max(ends) if len(ends) == len(wanted) else None
    taken = Taken(standing(tree.family(units), min(one.start for one in wanted), until))
    refused, rows = dict[str, Reason](), list[Occupation]()
    for one in wanted:
        met = taken.met(tree.family(units), one.start, one.end)
        chosen = _free(units, tree, met) if any_one else units
        if not chosen or (met and not any_one):
            refused[one.key] = (
                said_of(met, one.start, names=one.names) or sentences.nothing_to_take()
            )
            continue
        mine = _rows(tree.leaves(chosen), one, OccupationState.ACTIVE)
        rows += mine
        taken.add(mine)
    return refused, rows


def double(units: Sequence[int], wanted: Wanted) -> list[Occupation]:
    """Takes what somebody has already, knowingly: it stands in nobody's way, and nobody in its."""
    insist(sentences.nothing_to_take() if not units else None)
    return _write(tree_of(units).leaves(units), wanted, OccupationState.DOUBLED)


def give_back(key: str) -> None:
    """All that `key` has, as if it had never been taken: inside the transaction of who calls."""
    give_all_back([key])


def give_all_back(keys: Collection[str]) -> None:
    """The same for many at once."""
    states = (OccupationState.ACTIVE.value, OccupationState.DOUBLED.value)
    Occupation.objects.filter(key__in=keys, state__in=states).update(
        state=OccupationState.RELEASED.value
    )


def _why(met: Sequence[Occupation], wanted: Wanted) -> Reason:
    said = said_of(met, wanted.start, names=wanted.names)
    return said or sentences.nothing_to_take()


def _free(pool: Sequence[int], tree: Tree, met: Iterable[Occupation]) -> list[int]:
    taken = tree.family({one.asset_id for one in met})
    return [unit for unit in pool if unit not in taken][:1]


def _standing(key: str) -> QuerySet[Occupation]:
    return Occupation.objects.filter(key=key, state=OccupationState.ACTIVE.value)


def _held(key: str) -> list[int]:
    return sorted(_standing(key).values_list("asset_id", flat=True))


def _write(leaves: Sequence[int], wanted: Wanted, state: OccupationState) -> list[Occupation]:
    with _told():
        return Occupation.objects.bulk_create(_rows(leaves, wanted, state))


def _rows(leaves: Sequence[int], wanted: Wanted, state: OccupationState) -> list[Occupation]:
    return [
        Occupation(
            asset_id=leaf,
            holder=wanted.holder,
            taking=wanted.taking.value,
            key=wanted.key,
            starts_at=wanted.start,
            ends_at=wanted.end,
            state=state.value,
        )
        for leaf in leaves
    ]


@transaction.atomic
def release(key: str, moment: datetime, *, by: Actor) -> int:
    """Gives back what `key` has from `moment` on; what has not begun is withdrawn.

    What is over stays as it was. Says how many units were given back.
    """
    held = Occupation.objects.filter(key=key, state=OccupationState.ACTIVE.value)
    coming, running = held.filter(starts_at__gte=moment), held.filter(at(moment))
    names = names_of(coming | running)
    units = coming.update(state=OccupationState.RELEASED.value) + running.update(ends_at=moment)
    if units:
        record("asset.released", key, by=by, named=listed(names), at=moment)
    return units


@transaction.atomic
def move(key: str, start: datetime, end: datetime | None, *, by: Actor) -> int:
    """Gives other dates to what `key` has, under the same guard; says how many units moved."""
    insist(sentences.ends_too_early() if end is not None and end <= start else None)
    units = _held(key)
    tree = _lock_family(units)
    insist(said_of(clashes(tree.family(units), start, end, but=key), start))
    with _told():
        _standing(key).update(starts_at=start, ends_at=end)
    named = listed(names_of(_standing(key)))
    record("asset.moved", key, by=by, named=named, start=start, end=end)
    return len(units)


def lock(assets: Iterable[Asset]) -> None:
    """Until the transaction ends nobody takes these, nor a whole or a part of them."""
    _lock_family([asset.pk for asset in assets])


@transaction.atomic
def make_room_for_parts(whole: Asset, moment: datetime) -> None:
    """Locks an asset about to be divided. Refused while somebody has it as a whole."""
    _lock_family([whole.pk])
    lasting = Occupation.objects.filter(
        asset_id=whole.pk, state=OccupationState.ACTIVE.value
    ).exclude(ends_at__lte=moment)
    insist(sentences.has_standing_occupation(whole.name) if lasting.exists() else None)


def _lock_family(asset_ids: Collection[int]) -> Tree:
    """Locks these with all their wholes and parts, and says which they are.

    An asset may be divided while one waits for the lock: then its new parts are locked too.
    """
    if not connection.features.has_select_for_update:
        return tree_of(asset_ids)
    locked = tree_of(asset_ids, lock=True)
    while (tree := tree_of(asset_ids)).parents.keys() != locked.parents.keys():
        locked = tree_of(asset_ids, lock=True)
    return tree


@contextmanager
def _told() -> Iterator[None]:
    """Whoever holds the lock has looked first: the database speaks when somebody went past it."""
    try:
        yield
    except IntegrityError as error:
        if broken(error, ONE_AT_A_TIME):
            raise Refused(sentences.taken_meanwhile()) from error
        raise
