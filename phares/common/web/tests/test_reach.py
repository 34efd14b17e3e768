"""Dates and numbers that no calendar and no table can hold."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from phares.common.web.forms import DatedField, DayField


@pytest.mark.parametrize("typed", ["01/01/0001", "31/12/9999", "1799-12-31"])
def test_a_year_out_of_reach_gets_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError, match="hors de portée"):
        DayField().clean(typed)
    with pytest.raises(ValidationError, match="hors de portée"):
        DatedField().clean(typed)


@pytest.mark.django_db
def test_a_number_beyond_any_key_is_a_page_that_does_not_exist(client: Client) -> None:
    assert client.get(f"/annuaire/{10**20}/").status_code == 404
