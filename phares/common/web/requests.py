"""What our middleware adds to a request, for type checkers: views name this class."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from phares.kernel.actor import Actor


class Request(HttpRequest):
    """A request that knows who asks and what time it is here."""

    actor: Actor
    now: datetime
