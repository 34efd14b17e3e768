"""What is said of photos and logos leaves line by line, each with its file and fingerprint."""

from __future__ import annotations

import pytest

from phares.cooperative.premises.actions import add_photo
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.tests.factories import place
from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import choose_logo
from phares.steering.suitcases.tests.factories import NOW
from tests.drawing import a_picture

pytestmark = pytest.mark.django_db


def test_what_is_said_of_photos_and_logos_leaves(client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    where, client = place(), client_of("animator")
    choose_logo(where.owner, content=a_picture(), by=THE_POLE)
    for of in (where.meeting, where.ground, where.building, where.building.site):
        add_photo(
            of, content=a_picture("JPEG"), description=f"Vue {of}", credit="Maud", public=True,
            today=NOW.date(), by=THE_POLE,
        )  # fmt: skip
    kept = client.get("/importer-exporter/photos/tout.csv").content.decode("utf-8-sig")
    photo = Photo.objects.select_related("large").first()
    assert photo is not None
    mark = photo.large.sha256
    assert [line.split(";") for line in kept.splitlines()[1:]] == [
        [*of, "1", f"Vue {name}", "Maud", "", "oui", "non", "", "", "", f"{mark}.jpg", mark]
        for of, name in (
            (["Le PHARES", "", "", ""], "Le PHARES"),
            (["", "Maison des phares", "", ""], "Maison des phares"),
            (["", "", "Maison des phares, Rez-de-chaussée", ""], "Rez-de-chaussée"),
            (["", "", "", "Cordouan"], "Cordouan"),
        )
    ]
    logos = client.get("/importer-exporter/logos/tout.json").json()
    assert [(one["Structure"], one["Largeur, en points"]) for one in logos] == [("Halage", 80)]
