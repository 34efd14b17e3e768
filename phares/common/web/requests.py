"""What our middleware adds to a request, for type checkers; where a request comes from."""

from __future__ import annotations

from datetime import datetime
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
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
