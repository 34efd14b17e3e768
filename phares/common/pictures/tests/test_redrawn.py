"""What is taken for a picture, and what is left of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from phares.common.pictures.formats.redrawn import photographed, redrawn
from phares.common.pictures.rules import taking
from phares.kernel.refusal import Refused
from tests.drawing import a_bomb, a_moving_picture, a_picture

WHERE = "48.9356 N, 2.3539 E"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def with_a_place(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = WHERE
    exif[0x8825] = {1: "N", 2: (48.0, 56.0, 8.0)}
    return a_picture("JPEG", exif=exif, comment=b"secret", icc_profile=b"profile")


@pytest.mark.parametrize(
    ("case", "content", "words"),
    [
        ("nothing", b"", "vide"),
        ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
        ("SVG after a mark", b'\xef\xbb\xbf <?xml version="1.0"?><svg/>', "SVG"),
        ("HTML", b"<!DOCTYPE html><script>alert(1)</script>", "une page"),
        ("GIF", b"GIF89a" + b"\0" * 40, "GIF"),
        ("WebP cut short", b"RIFF\0\0\0\0WEBPVP8 ", "abîmée"),
        ("HEIC", b"\0\0\0\x18ftypheic", "HEIC"),
        ("PDF", b"%PDF-1.7", "pas une image"),
        ("animated", a_moving_picture(), "animée"),
        ("a bomb", a_bomb(), "40 millions"),
        ("cut short", a_picture("JPEG", (400, 400))[:300], "abîmée"),
        ("a head alone", taking.PNG + b"\0" * 50, "abîmée"),
        ("a small bomb that lies", a_bomb(3000), "abîmée"),
        ("too heavy", a_picture() + b"\0" * taking.HEAVIEST, "8 Mo au plus"),
    ],
)
def test_what_is_no_still_picture_is_told(case, content, words):
    with pytest.raises(Refused) as caught:
        redrawn(content)
    assert words in str(caught.value)
    assert caught.value.reason.code in taking.UNTAKEN


@pytest.mark.parametrize(
    ("kind", "size", "expected"),
    [
        ("PNG", (80, 40), (80, 40)),
        ("PNG", (2000, 1000), (640, 320)),
        ("JPEG", (1000, 3000), (213, 640)),
        ("JPEG", (1, 1), (1, 1)),
    ],
)
def test_a_picture_is_small_and_of_its_type(kind, size, expected):
    found = redrawn(a_picture(kind, size))
    assert (found.width, found.height) == expected
    assert (found.media_type, opened(found.content).format) == (f"image/{kind.lower()}", kind)


def test_a_webp_becomes_a_png():
    found = redrawn(a_picture("WEBP", (80, 40)))
    assert (found.media_type, opened(found.content).format) == ("image/png", "PNG")
    assert (found.width, found.height) == (80, 40)


def test_transparency_stays():
    found = opened(redrawn(a_picture("PNG")).content)
    assert (found.getpixel((70, 20)), found.getpixel((10, 20))) == (
        (255, 255, 255, 0), (200, 30, 30, 255),
    )  # fmt: skip


def test_place_camera_and_comments_are_gone_and_it_stands_upright():
    given = with_a_place(6)
    assert WHERE.encode() in given
    found = redrawn(given)
    assert (found.width, found.height) == (40, 80)
    kept = opened(found.content)
    assert (dict(kept.getexif()), kept.info.get("icc_profile"), kept.info.get("comment")) == (
        {}, None, None,
    )  # fmt: skip
    assert WHERE.encode() not in found.content


def test_what_follows_the_picture_in_its_file_is_gone():
    tail = b"<script>alert(1)</script>"
    for kind in ("PNG", "JPEG"):
        assert tail not in redrawn(a_picture(kind) + tail).content


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_every_way_to_hold_colours_is_drawn(mode):
    kept = io.BytesIO()
    drawn = Image.new(mode, (30, 30))
    drawn.save(kept, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(redrawn(kept.getvalue()).content).mode == "RGB"


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((3200, 1600), (1600, 800), (480, 240)),
        ((1000, 2000), (800, 1600), (240, 480)),
        ((80, 40), (80, 40), (80, 40)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_is_drawn_twice_on_white_without_what_it_carried(kind, size, large, small):
    found = photographed(a_picture(kind, size) + b"<script>")
    assert [(one.width, one.height) for one in found] == [large, small]
    for one in found:
        drawn = opened(one.content)
        assert (drawn.format, drawn.mode, one.media_type) == ("JPEG", "RGB", "image/jpeg")
        right = drawn.convert("L").crop((one.width - 5, 0, *drawn.size))
        assert min(right.tobytes()) > 250
        assert b"<script>" not in one.content
    assert WHERE.encode() not in photographed(with_a_place(6))[0].content
