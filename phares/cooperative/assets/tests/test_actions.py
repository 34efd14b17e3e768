from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.assets.actions import make_room_for_parts, move, occupy, release
from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.queries import free_during, occupations_of, who_has
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.cooperative.assets.tests.factories import asset, holder, moment
from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


MARCH, SEPTEMBER = moment(3), moment(9)


def take(*assets, who=None, start=MARCH, end=SEPTEMBER, key="lease:1", taking=Taking.LEASE):
    return occupy(
        assets=assets, holder=who, taking=taking, key=key, start=start, end=end, by=THE_POLE
    )


def refused(code, act, /, *args, **options):
    """Refused with this code, and nothing written; the transaction still answers."""
    before = (Occupation.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert caught.value.reason.code == code
    assert (Occupation.objects.count(), Entry.objects.count()) == before
    return caught.value.reason.sentence


def test_taking_a_whole_takes_every_leaf():
    hall = asset("Grande salle")
    half = asset("Moitié nord", hall)
    desks = [asset(f"Poste {n}", half) for n in (1, 2)]
    south = asset("Moitié sud", hall)
    rows = take(hall, who=holder())
    assert {row.asset_id for row in rows} == {desks[0].pk, desks[1].pk, south.pk}
    assert Entry.objects.get().subject == "Grande salle"


def test_a_part_taken_blocks_the_whole_and_the_reverse():
    hall = asset("Grande salle")
    north, south = asset("Nord", hall), asset("Sud", hall)
    take(north, who=holder("Halage"))
    assert "Nord est occupé par Halage" in refused("taken", take, hall, key="lease:2")
    take(south, key="lease:3")
    take(hall, start=moment(9), end=None, key="lease:4")
    assert "sans date de fin" in refused("taken", take, north, start=moment(12), end=None, key="x")


def test_two_neighbours_share_a_midnight():
    room = asset()
    take(room, end=moment(6))
    take(room, start=moment(6), end=moment(9), key="lease:2")
    assert Occupation.objects.count() == 2


@pytest.mark.parametrize(
    ("case", "start", "end"),
    [
        ("inside", moment(4), moment(5)),
        ("around", moment(1), moment(12)),
        ("over the beginning", moment(1), moment(4)),
        ("over the end, for ever", moment(8), None),
        ("the same", moment(3), moment(9)),
    ],
)
def test_two_at_once_is_refused(case, start, end):
    room = asset()
    take(room, who=holder())
    sentence = refused("taken", take, room, start=start, end=end, key="lease:2")
    assert "Bureau 5 est occupé par Terragram" in sentence
    assert "31 août 2015" in sentence


def test_all_or_nothing():
    one, two = asset("Bureau 1"), asset("Bureau 2")
    take(two)
    refused("taken", take, one, two, key="lease:2")


def test_a_refusal_leaves_the_outer_transaction_usable():
    room = asset()
    with transaction.atomic():
        take(room)
        with pytest.raises(Refused):
            take(room, key="lease:2")
        take(asset("Bureau 6"), key="lease:3")
    assert Occupation.objects.count() == 2


@pytest.mark.parametrize(
    ("case", "assets", "end", "code"),
    [("nothing asked", 0, moment(9), "nothing"), ("ends as it starts", 1, moment(3), "dates")],
)
def test_nonsense_is_refused(case, assets, end, code):
    refused(code, take, *[asset() for _ in range(assets)], end=end)


def test_the_database_itself_forbids_two_at_once():
    room = asset()
    row = {"asset": room, "taking": "lease", "key": "a", "starts_at": moment(3)}
    Occupation.objects.create(**row, ends_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.create(**row | {"starts_at": moment(11)}, ends_at=moment(12))
    other = Occupation.objects.create(
        **row | {"starts_at": moment(11)}, ends_at=moment(12), state=OccupationState.RELEASED.value
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.filter(pk=other.pk).update(state=OccupationState.ACTIVE.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.create(**row | {"starts_at": moment(2)}, ends_at=moment(1))


def test_what_an_asset_is_a_part_of_never_changes():
    hall = asset("Grande salle")
    north = asset("Nord", hall)
    for moved, parent in ((hall, north), (hall, asset("Aile")), (north, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Asset.objects.filter(pk=moved.pk).update(parent=parent)
    north.name = "Moitié nord"
    north.save()
    asset("Note d’un jour").delete()
    assert set(Asset.objects.values_list("name", "parent__name")) == {
        ("Grande salle", None), ("Moitié nord", "Grande salle"), ("Aile", None)
    }  # fmt: skip


def test_release_ends_what_runs_and_withdraws_what_is_to_come():
    room = asset()
    take(room, start=moment(1), end=moment(2))
    take(room, start=moment(3), end=moment(6))
    take(room, start=moment(9), end=None)
    assert release("lease:1", moment(4), by=THE_POLE) == 2
    assert "lease" not in Entry.objects.latest("pk").subject
    rows = list(Occupation.objects.order_by("starts_at").values_list("ends_at", "state"))
    assert rows == [(moment(2), "active"), (moment(4), "active"), (None, "released")]


def test_move_is_under_the_same_guard():
    room = asset()
    take(room, start=moment(3), end=moment(6))
    take(room, start=moment(9), end=None, key="lease:2", who=holder())
    assert "Terragram" in refused("taken", move, "lease:1", moment(3), None, by=THE_POLE)
    assert move("lease:1", moment(2), moment(9), by=THE_POLE) == 1
    refused("dates", move, "lease:1", moment(3), moment(3), by=THE_POLE)


def test_moving_a_whole_looks_at_its_parts_and_moving_a_part_at_its_whole():
    room = asset("Co-travail")
    take(room, start=moment(1), end=moment(6))
    desk = asset("Poste 1", room)
    take(desk, start=moment(7), end=moment(8), key="lease:2", who=holder())
    said = refused("taken", move, "lease:1", moment(1), moment(9), by=THE_POLE)
    assert "Poste 1 est occupé par Terragram" in said
    refused("taken", move, "lease:2", moment(5), moment(8), by=THE_POLE)
    assert move("lease:1", moment(1), moment(7), by=THE_POLE) == 1


def test_an_asset_taken_as_a_whole_cannot_be_divided():
    room = asset("Co-travail")
    take(room)
    refused("taken-whole", make_room_for_parts, room, moment(5))
    make_room_for_parts(room, moment(9))


def test_what_was_taken_before_the_division_still_counts():
    room = asset("Co-travail")
    take(room, who=holder())
    desk = asset("Poste 1", room)
    assert "Co-travail est occupé" in refused(
        "taken", take, desk, start=moment(8), end=None, key="lease:2"
    )
    take(desk, start=moment(9), end=None, key="lease:2")
    assert [row.key for row in occupations_of(desk)] == ["lease:2", "lease:1"]


def test_who_has_what_and_what_is_free():
    hall = asset("Grande salle")
    north, south, room = asset("Nord", hall), asset("Sud", hall), asset()
    take(north, who=holder())
    assert [row.asset.name for row in who_has(moment(8, 31, 23))] == ["Nord"]
    assert not who_has(moment(9)).exists()
    free = free_during(Asset.objects.all(), moment(8), moment(10))
    assert set(free) == {south, room}
    assert free_during(Asset.objects.all(), moment(9), None).count() == 4
