"""How a value is written in a file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.common.web.exports import _in_csv


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("5E+1"), "50"),
        (Decimal("72.60"), "72,60"),
        (2.5, "2,5"),
        (1e21, "1000000000000000000000"),
        (1350, 1350),
        ("5E+1", "5E+1"),
    ],
)
def test_a_number_in_a_file_is_written_out(value: object, written: object) -> None:
    assert _in_csv(value) == written
