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
    """Small enough, upright, as PNG or JPEG; anything that is not a still picture is Refused."""
    insist(taking.why_not_weight(len(content)))
    insist(taking.why_not_picture(content))
    try:
        return _drawn(content)
    except Refused:
        raise
    except Exception as error:  # Pillow raises of every kind on a file that others broke
        raise Refused(taking.BROKEN) from error


def _drawn(content: bytes) -> Redrawn:
    kind = "PNG" if content.startswith(taking.PNG) else "JPEG"
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as given:
        insist(taking.why_not_pixels(*given.size))
        insist(taking.ANIMATED if kind == "PNG" and _moves(given) else None)
        given.draft("RGB", (taking.SIDE, taking.SIDE))
        upright = ImageOps.exif_transpose(given)
        bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.thumbnail((taking.SIDE, taking.SIDE))
    points = Image.new(bare.mode, bare.size)
    points.paste(bare)
    kept = io.BytesIO()
    points.save(kept, kind, optimize=True, **({"quality": 85} if kind == "JPEG" else {}))
    return Redrawn(kept.getvalue(), f"image/{kind.lower()}", *points.size)


def _moves(picture: Image.Image) -> bool:
    return bool(getattr(picture, "is_animated", False))
