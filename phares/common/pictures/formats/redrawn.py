"""A picture drawn again from its points alone: place, camera, author and what follows are gone."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from phares.common.pictures.rules import taking
from phares.kernel.refusal import Refused, insist

Image.MAX_IMAGE_PIXELS = None  # `taking.why_not_pixels` says it, with a sentence


@dataclass(frozen=True, slots=True)
class Redrawn:
    content: bytes
    media_type: str
    width: int
    height: int


def redrawn(content: bytes) -> Redrawn:
    """Small enough, upright, as PNG or JPEG; a WebP becomes a PNG, that every browser shows.

    Anything that is not a still picture is Refused.
    """
    points = _points(content, taking.SIDE)
    return _kept(points, "JPEG" if content.startswith(taking.JPEG) else "PNG")


def photographed(content: bytes) -> tuple[Redrawn, Redrawn]:
    """A photo to look at and the small one that leads to it, both JPEG; refused as `redrawn`."""
    points = _points(content, taking.PHOTO_SIDE)
    if points.mode == "RGBA":
        sheet = Image.new("RGB", points.size, "white")
        sheet.paste(points, mask=points.getchannel("A"))
        points = sheet
    small = points.copy()
    small.thumbnail((taking.STRIP_SIDE, taking.STRIP_SIDE))
    return _kept(points, "JPEG"), _kept(small, "JPEG")


def _points(content: bytes, side: int) -> Image.Image:
    """What is seen of a picture, upright, its longest side at most so long; nothing else of it."""
    insist(taking.why_not_weight(len(content)))
    insist(taking.why_not_picture(content))
    try:
        return _drawn(content, side)
    except Refused:
        raise
    except Exception as error:  # Pillow raises of every kind on a file that others broke
        raise Refused(taking.BROKEN) from error


def _drawn(content: bytes, side: int) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as given:
        insist(taking.why_not_pixels(*given.size))
        insist(taking.ANIMATED if not content.startswith(taking.JPEG) and _moves(given) else None)
        given.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(given)
        bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.thumbnail((side, side))
    points = Image.new(bare.mode, bare.size)
    points.paste(bare)
    return points


def _kept(points: Image.Image, kind: str) -> Redrawn:
    kept = io.BytesIO()
    points.save(kept, kind, optimize=True, **({"quality": 85} if kind == "JPEG" else {}))
    return Redrawn(kept.getvalue(), f"image/{kind.lower()}", *points.size)


def _moves(picture: Image.Image) -> bool:
    return bool(getattr(picture, "is_animated", False))
