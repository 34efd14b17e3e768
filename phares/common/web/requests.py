"""What our middleware adds to a request, for type checkers; where a request comes from."""

from __future__ import annotations

from datetime import datetime
from ipaddress import IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from phares.kernel.actor import Actor


class Request(HttpRequest):
    """A request that knows who asks and what time it is here."""

    actor: Actor
    viewing: Any
    """What one sees as somebody else, or nothing: `people/accounts/viewing.py`."""
    now: datetime


def place_of(request: HttpRequest) -> str:
    """Where somebody knocks from: behind a proxy, what it says of whom it let in, the last one."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return place_in(told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))


def place_in(address: str) -> str:
    """Of an IPv6 address, its /64: one subscriber has them all (RFC 6177, § 2), and would try from
    another each time. Of IPv4, the address, however it is written."""
    try:
        told = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if told.version == 4:
        return str(told)
    if told.ipv4_mapped is not None:
        return str(told.ipv4_mapped)
    return str(IPv6Network((told, 64), strict=False))
