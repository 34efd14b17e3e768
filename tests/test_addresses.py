"""The address of a record in a list is the one its page has."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from phares.common.web.addresses import address


@pytest.mark.parametrize("name", ["directory:organisation", "directory:person", "premises:space"])
def test_it_is_the_address_of_the_page(name: str) -> None:
    for pk in (1, 42, 987654321):
        assert address(name, pk) == reverse(name, args=[pk])


def test_a_page_that_is_of_no_record_has_none() -> None:
    with pytest.raises(NoReverseMatch):
        address("directory:organisations", 1)
