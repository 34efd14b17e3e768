"""The only way to take a shared thing, to give it back, or to move the dates.

Whoever calls has already checked that the person may; the units are locked in id order, the
occupations written, and the database has the last word on two at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from phares.common.audit.actions import record
from phares.common.constraints import broken
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.queries import at, clashes, family_of, leaves_of, names_of, said_of
from phares.cooperative.assets.rules import sentences
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.kernel.words import listed
from phares.people.directory.models import Party

ONE_AT_A_TIME = "occupation_one_at_a_time"


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
    insist(sentences.nothing_to_take() if not assets else None)
    insist(sentences.ends_too_early() if end is not None and end <= start else None)
    wanted = [asset.pk for asset in assets]
    family = _lock_family(wanted)
    leaves = leaves_of(wanted)
    rows = [
        Occupation(
            asset_id=leaf, holder=holder, taking=taking.value, key=key, starts_at=start, ends_at=end
        )
        for leaf in leaves
    ]
    _guarded(lambda: Occupation.objects.bulk_create(rows), leaves, family, start, end)
    names = [asset.name for asset in assets]
    record("asset.occupied", key, by=by, named=listed(names), start=start, end=end)
    return rows


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
    standing = Occupation.objects.filter(key=key, state=OccupationState.ACTIVE.value)
    units = sorted(standing.values_list("asset_id", flat=True))
    family, dates = _lock_family(units), {"starts_at": start, "ends_at": end}
    _guarded(lambda: standing.update(**dates), units, family, start, end, but=key)
    named = listed(names_of(standing))
    record("asset.moved", key, by=by, named=named, start=start, end=end)
    return len(units)


def lock(assets: Iterable[Asset]) -> None:
    """Until the transaction ends nobody takes these, nor a whole or a part of them."""
    _lock_family([asset.pk for asset in assets])


@transaction.atomic
def make_room_for_parts(whole: Asset, moment: datetime) -> None:
    """Locks an asset about to be divided. Refused while somebody has it as a whole."""
    _lock([whole.pk])
    lasting = Occupation.objects.filter(
        asset_id=whole.pk, state=OccupationState.ACTIVE.value
    ).exclude(ends_at__lte=moment)
    insist(sentences.has_standing_occupation(whole.name) if lasting.exists() else None)


def _lock_family(asset_ids: Collection[int]) -> set[int]:
    """Locks these with all their wholes and parts, and says which they are.

    An asset may be divided while one waits for the lock: then its new parts are locked too.
    """
    locked = set[int]()
    while (family := family_of(asset_ids)) != locked:
        _lock(family)
        locked = family
    return locked


def _lock(asset_ids: Iterable[int]) -> None:
    """In id order, or two who want the same units wait for each other for ever."""
    rows = Asset.objects.select_for_update().filter(pk__in=list(asset_ids)).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _guarded(
    write: Callable[[], object],
    units: Sequence[int],
    family: set[int],
    start: datetime,
    end: datetime | None,
    *,
    but: str = "",
) -> None:
    """Writes inside a savepoint, so that a refusal leaves the caller's transaction usable.

    The database sees two on one unit; a unit against its whole or its parts is looked at here.
    """
    insist(said_of(clashes(family.difference(units), start, end, but=but), start))
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        found = clashes(units, start, end, but=but) if broken(error, ONE_AT_A_TIME) else []
        if reason := said_of(found, start):
            raise Refused(reason) from error
        raise
