"""Pictures made for the tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def a_picture(kind: str = "PNG", size: tuple[int, int] = (80, 40), **more: Any) -> bytes:
    """Red on the left, clear or white on the right."""
    mode = "RGBA" if kind == "PNG" else "RGB"
    drawn = Image.new(mode, size, (255, 255, 255, 0) if mode == "RGBA" else (255, 255, 255))
    drawn.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    kept = io.BytesIO()
    drawn.save(kept, kind, **more)
    return kept.getvalue()


def a_moving_picture() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    kept = io.BytesIO()
    frames[0].save(kept, "PNG", save_all=True, append_images=frames[1:])
    return kept.getvalue()


def a_bomb(side: int = 50_000) -> bytes:
    """A PNG whose head promises billions of points, in a few bytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_part, parts))


def _part(told: tuple[bytes, bytes]) -> bytes:
    name, content = told
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
