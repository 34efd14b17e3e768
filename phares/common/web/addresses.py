"""Addresses of records, for lists of them: looked up once for each page, not once for each row."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

SOME = 987654321
"""A number that stands in no address."""


def address(name: str, pk: object) -> str:
    """`reverse(name, args=[pk])`, of a page of one record."""
    before, after = _around(name, get_urlconf(), get_script_prefix())
    return f"{before}{pk}{after}"


@lru_cache(maxsize=256)
def _around(name: str, urlconf: str | None, _prefix: str) -> tuple[str, str]:
    before, found, after = reverse(name, urlconf, args=[SOME]).partition(str(SOME))
    if not found:
        raise ValueError(f"{name}: its address does not say which record")
    return before, after
