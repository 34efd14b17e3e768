"""One file for two houses that take the same picture and let it go at the same moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as here
from django.core.files.storage import default_storage
from PIL import Image

from phares.common.pictures.models import Picture
from phares.kernel.actor import Role
from phares.people.directory.actions import choose_logo
from phares.people.directory.models import Organisation
from tests.parties import acting
from tests.racing import connected, copied_database, race

pytestmark = pytest.mark.django_db
ROUNDS = int(os.environ.get("PHARES_RACE_ROUNDS", "24"))


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            settings = stack.enter_context(copied_database(tmp_path_factory.mktemp("race")))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


def drawing(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 64), colour).save(out, "PNG")
    return out.getvalue()


def taker(house: Organisation, drawings: list[bytes], first: int) -> Callable[[int], None]:
    """Each round takes the picture that the other house lets go."""

    def act(turn: int) -> None:
        content = drawings[(turn + first) % len(drawings)]
        kept = choose_logo(house, content=content, by=acting(Role.ADMINISTRATOR))
        logo = str(kept.logo and kept.logo.file.name)
        assert default_storage.exists(logo), "its row is there, its file is not"

    return act


def test_a_row_that_is_there_has_its_file(copied, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    drawings = [drawing("red"), drawing("blue")]
    with connected(copied):
        houses = [Organisation.objects.create(name=one, search=one) for one in ("quai", "halage")]
    race(copied, [taker(one, drawings, first) for first, one in enumerate(houses)], ROUNDS)
    with connected(copied):
        named = set(Picture.objects.values_list("file", flat=True))
        assert Picture.objects.count() == len(houses)
    there = {one.relative_to(here.MEDIA_ROOT).as_posix() for one in tmp_path.rglob("*.png")}
    assert there == named
