"""Never a whole and one of its parts at one time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from phares.cooperative.assets.models import Asset, Occupation
from phares.cooperative.assets.soundness import findings

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (datetime(2016, month, 1, tzinfo=UTC) for month in (1, 2, 3))


def taken(asset: Asset, key: str, start: datetime, end: datetime | None = None, **more):
    return Occupation.objects.create(
        asset=asset, taking="booking", key=key, starts_at=start, ends_at=end, **more
    )


@pytest.fixture
def hall() -> Asset:
    return Asset.objects.create(kind="space", name="Grande salle")


@pytest.fixture
def corner(hall) -> Asset:
    half = Asset.objects.create(kind="space", name="Moitié", parent=hall)
    return Asset.objects.create(kind="space", name="Coin", parent=half)


def test_one_after_the_other_is_well(hall, corner):
    taken(hall, "b:1", JANUARY, FEBRUARY)
    taken(corner, "b:2", FEBRUARY)
    taken(hall, "b:3", MARCH, state="released")
    assert list(findings(MARCH)) == []


@pytest.mark.parametrize(
    ("case", "start", "end"),
    [
        ("begun before it ends", JANUARY, None),
        ("within", FEBRUARY, MARCH),
        ("still there when it begins", JANUARY, MARCH),
    ],
)
def test_a_whole_and_a_part_of_its_part_at_one_time(hall, corner, case, start, end):
    whole, part = taken(hall, "b:1", FEBRUARY), taken(corner, "b:2", start, end)
    (one,) = findings(MARCH)
    assert one.code == "assets.whole-and-part", case
    assert "Coin est pris pour b:2 pendant que Grande salle" in one.sentence
    assert one.where == f"assets.occupation:{whole.pk}, assets.occupation:{part.pk}"
