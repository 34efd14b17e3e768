"""Flat drawings that stand for photos in the demonstration: they show nothing that exists."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640
SMALL = 640, 427
"""Quickly drawn again, and enough to look at."""
WALL, FLOOR, SEA, INK, LANTERN, WOOD = (
    "#E6E9E3", "#CDB48C", "#84CBE2", "#0D2433", "#FFC72E", "#9A6B3F",
)  # fmt: skip

type Sheet = ImageDraw.ImageDraw


def drawing(what: str) -> bytes:
    """A JPEG of a room or of the building, by its name in building.toml."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), WALL)
    DRAWINGS[what](ImageDraw.Draw(sheet))
    kept = io.BytesIO()
    sheet.resize(SMALL, Image.Resampling.BILINEAR).save(kept, "JPEG", quality=90)
    return kept.getvalue()


def _room(sheet: Sheet, windows: int) -> None:
    """A floor, a wall and its windows, with the sea behind."""
    sheet.rectangle((0, 430, WIDTH, HEIGHT), fill=FLOOR)
    wide = WIDTH // windows
    for number in range(windows):
        left = number * wide + 40
        sheet.rectangle((left, 70, left + wide - 80, 330), fill=SEA, outline=INK, width=6)
        sheet.line((left + wide // 2 - 40, 70, left + wide // 2 - 40, 330), fill=INK, width=6)
    sheet.line((0, 430, WIDTH, 430), fill=INK, width=6)


def _meeting(sheet: Sheet) -> None:
    _room(sheet, 3)
    for left in range(180, 780, 120):
        sheet.rounded_rectangle((left, 370, left + 70, 470), 12, fill=LANTERN, outline=INK, width=5)
    sheet.ellipse((120, 420, 840, 590), fill=WOOD, outline=INK, width=6)


def _desks(sheet: Sheet) -> None:
    _room(sheet, 4)
    for left in (70, 360, 650):
        sheet.rectangle((left, 440, left + 240, 470), fill=WOOD, outline=INK, width=5)
        sheet.rectangle((left + 80, 370, left + 160, 430), fill=INK)
        for leg in (left + 20, left + 220):
            sheet.line((leg, 470, leg, 580), fill=INK, width=6)


def _hall(sheet: Sheet) -> None:
    _room(sheet, 2)
    for row in range(3):
        for left in range(60 - 10 * row, 900, 110):
            top = 400 + 70 * row
            sheet.rounded_rectangle((left, top, left + 70, top + 50), 10, fill=LANTERN, outline=INK)


def _facade(sheet: Sheet) -> None:
    sheet.rectangle((0, 0, WIDTH, 520), fill=SEA)
    sheet.rectangle((0, 520, WIDTH, HEIGHT), fill="#7FA36B")
    sheet.rectangle((130, 120, 830, 540), fill=WALL, outline=INK, width=6)
    for top in (160, 290, 420):
        for left in range(170, 790, 105):
            sheet.rectangle((left, top, left + 65, top + 70), fill=LANTERN, outline=INK, width=4)
    sheet.rectangle((440, 410, 520, 540), fill=WOOD, outline=INK, width=5)


DRAWINGS: Mapping[str, Callable[[Sheet], None]] = {
    "meeting": _meeting,
    "desks": _desks,
    "hall": _hall,
    "facade": _facade,
}
