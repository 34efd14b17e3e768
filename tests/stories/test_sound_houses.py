"""A demonstration holds all that must hold: what the doctor looks at, on this database."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import override_settings

from phares.config.doctor.checkup import Checkup, look_at_the_data
from tests.stories.demo import DemoStory, Hainaut2021, Phares2015


class Sound:
    def test_it_is_sound(self) -> None:
        checkup, told = Checkup(), []
        with override_settings(MEDIA_ROOT=""):
            look_at_the_data(checkup, datetime.now(UTC), told.append)
        # Files are written once the base has committed, which a test never does.
        found = [one for one in checkup.findings if one.code != "pictures.lost"]
        assert (found, checkup.unseen) == ([], [])
        assert len(told) == 16


class TestPharesIsSound(Sound, Phares2015): ...


class TestHainautIsSound(Sound, Hainaut2021): ...


del DemoStory, Hainaut2021, Phares2015
