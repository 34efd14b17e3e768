"""Years that no calendar holds: no page of figures, and a sentence instead of a report."""

from __future__ import annotations

import pytest

ADDRESSES = (
    ("/chiffres/{}/", 404),
    ("/chiffres/{}/autres/", 404),
    ("/chiffres/{}/residents/", 404),
    ("/chiffres/{}/residents/declarer/", 404),
    ("/bilan/{}/", 404),
    ("/bilan/{}/preparer/", 404),
    ("/bilan/{}/bilan.csv", 404),
    ("/declarations/{}/", 404),
)


@pytest.mark.parametrize("year", [0, 9999, 10000, 40000])
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_an_odd_year_is_never_a_fault(client_of, address: str, status: int, year: int) -> None:
    assert client_of("animator").get(address.format(year)).status_code == status
