"""Values as JSON and back, each the same as before and of the same type."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from phares.common.keeping.kinds import KINDS, comparable

PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("sort", "value", "told"),
    [
        ("DecimalField", Decimal("12.50"), "12.50"),
        ("DecimalField", Decimal("1E+3"), "1000"),
        (
            "DateTimeField",
            datetime(2016, 1, 4, 9, 30, 0, 5, UTC),
            "2016-01-04T09:30:00.000005+00:00",
        ),
        ("DateTimeField", datetime(2016, 1, 4, 9, 30, tzinfo=PARIS), "2016-01-04T08:30:00+00:00"),
        ("DateField", date(2016, 1, 4), "2016-01-04"),
        ("TimeField", time(9, 30, 0, 5), "09:30:00.000005"),
        ("DurationField", timedelta(days=-1, microseconds=3), -86399999997),
        ("UUIDField", UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ("BinaryField", b"\x00\xff", "AP8="),
        ("JSONField", '{"b": 1, "a": null}', '{"b": 1, "a": null}'),
    ],
)
def test_a_value_goes_into_json_and_comes_back(sort: str, value: object, told: object) -> None:
    kind = KINDS[sort]
    assert kind.told
    assert kind.read
    said = kind.told(value)
    assert json.loads(json.dumps(said)) == told
    assert kind.read(said) == value
    assert type(kind.read(said)) is type(value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('{"b": 1, "a": "é"}', '{"a":"\\u00e9","b":1}', True),
        ("[1e2, 1.50]", "[100, 1.5]", True),
        ("[1]", '["1"]', False),
        ("[1, 2]", "[2, 1]", False),
        ("null", None, False),
        ("[1.0000000000000001]", "[1]", False),
    ],
)
def test_two_spellings_of_one_json(one: str, other: str | None, same: bool) -> None:
    assert (comparable(one) == comparable(other)) is same
