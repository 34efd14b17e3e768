"""Room for a whole page in one piece of stack.

CPython keeps the frames of Python calls in pieces of 16 kB and gives a piece back as soon as its
last frame returns. A page calls deep and a thousand times over: where the edge of a piece falls in
the middle of a template, each of these calls asks the system for memory and gives it back, and the
page costs up to half more; the same page, two calls deeper or shallower, does not. A frame declared
large gets a large piece, where all that it calls fits. Source: `push_chunk`, cpython
Python/pystate.c (3.12 to 3.14).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

WORDS = 16_384
"""Of eight bytes, declared by one frame; its piece is at least twice as large."""


class RoomMiddleware:
    """The outermost one: everything that makes a page runs inside its large frame."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)


RoomMiddleware.__call__.__code__ = RoomMiddleware.__call__.__code__.replace(co_stacksize=WORDS)
