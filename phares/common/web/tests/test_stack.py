"""What makes a page fits in one piece of stack, wherever the server calls it from."""

from __future__ import annotations

from django.conf import settings

from phares.common.web.stack import WORDS, RoomMiddleware


def test_the_outermost_frame_is_large() -> None:
    assert settings.MIDDLEWARE[0] == f"{RoomMiddleware.__module__}.{RoomMiddleware.__qualname__}"
    assert RoomMiddleware.__call__.__code__.co_stacksize == WORDS
