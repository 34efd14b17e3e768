"""A file left without its row is told by the doctor, and swept after a day."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from phares.common.pictures.actions import keep_picture
from phares.common.pictures.formats.redrawn import Redrawn
from phares.common.pictures.jobs import sweep_strays
from phares.common.pictures.models import Picture
from phares.common.pictures.soundness import findings

pytestmark = pytest.mark.django_db
DRAWN = Redrawn(b"points", "image/png", 2, 1)
HOUR = timedelta(hours=1)


def test_a_stray_file_is_told_then_swept_and_one_taken_again_is_left(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = datetime.now(UTC)
    kept, lost = keep_picture(DRAWN), keep_picture(Redrawn(b"others", "image/png", 2, 1))
    Picture.objects.filter(pk=lost.pk).delete()
    stray, held = tmp_path / lost.file.name, tmp_path / kept.file.name
    assert [one.code for one in findings(now)] == ["pictures.strayed"]
    assert sweep_strays(now + 23 * HOUR) == 0
    for path in (stray, held):
        os.utime(path, ((now - 25 * HOUR).timestamp(),) * 2)
    again = keep_picture(Redrawn(b"others", "image/png", 2, 1))
    Picture.objects.filter(pk=again.pk).delete()
    assert sweep_strays(now) == 0, "its row may be on its way"
    assert sweep_strays(now + 25 * HOUR) == 1
    assert (stray.exists(), held.exists()) == (False, True)
    assert list(findings(now)) == []
