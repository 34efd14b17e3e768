"""Which files are pictures that we take: by what they hold, never by their name."""

from __future__ import annotations

from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say
from phares.kernel.words import thousands

HEAVIEST = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""A photo of the best telephones has fewer; drawn, these would fill 160 MB."""
SIDE = 640
"""The longest side that is kept, in pixels: twice what a card shows, for fine screens."""
PHOTO_SIDE, STRIP_SIDE = 1600, 480
"""The same of a photo opened by itself, and of the small one that leads to it."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
RIFF, WEBP = b"RIFF", b"WEBP"
SAVE = french("Enregistrez-la en PNG ou en JPEG.")
UNTAKEN = ("too-heavy", "empty", "not-a-picture", "too-many-pixels", "animated", "broken")
"""Why a picture is not taken, by the codes of the refusals."""


def why_not_weight(size: int) -> Reason | None:
    if not size:
        return Reason("empty", "Ce fichier est vide. Choisissez une image PNG, JPEG ou WebP.")
    if size <= HEAVIEST:
        return None
    told = say(
        "Cette image pèse {size} Mo, 8 Mo au plus. Réduisez-la d’abord.",
        size=round(size / 1024 / 1024),
    )
    return Reason("too-heavy", told)


def why_not_picture(content: bytes) -> Reason | None:
    """A PNG, a JPEG or a WebP by its first bytes."""
    if content.startswith((PNG, JPEG)) or is_webp(content):
        return None
    return Reason("not-a-picture", f"{_what(content)} {SAVE}")


def is_webp(content: bytes) -> bool:
    return content.startswith(RIFF) and content[8:12] == WEBP


def _what(content: bytes) -> str:
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return say("Ce fichier est un dessin SVG ou une page, qui peut porter un programme.")
    if start.startswith((b"gif8", b"bm")) or content[8:12] == b"AVI ":
        return say("Cette image est d’un format qui n’est pas pris (GIF, BMP).")
    if content[4:8] == b"ftyp":
        return say("Cette image est d’un format qui n’est pas pris (HEIC, AVIF, vidéo).")
    return say("Ce fichier n’est pas une image, quel que soit son nom.")


def why_not_pixels(width: int, height: int) -> Reason | None:
    """Known from the head of the file, before anything is drawn."""
    if width * height <= MOST_PIXELS:
        return None
    return Reason(
        "too-many-pixels",
        say(
            "Cette image fait {width} sur {height} points, 40 millions au plus. "
            "Réduisez-la d’abord.",
            width=thousands(width),
            height=thousands(height),
        ),
    )


ANIMATED = Reason("animated", "Cette image est animée. Enregistrez-la en PNG ou en JPEG.")
BROKEN = Reason(
    "broken", "Cette image est abîmée, ou coupée. Ouvrez-la, enregistrez-la de nouveau."
)
