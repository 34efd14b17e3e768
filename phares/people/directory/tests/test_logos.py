"""A structure chooses its logo; it is shown to whom its card is, and goes when it is taken away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from phares.common.audit.models import Entry
from phares.common.pictures import soundness
from phares.common.pictures.models import Picture
from phares.kernel.actor import THE_POLE, VISITOR
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.actions import (
    choose_logo,
    edit_organisation,
    enter_pole,
    register_organisation,
    take_logo_away,
)
from phares.people.directory.models import Organisation
from phares.people.directory.rules.kinds import BelongingRole
from tests.drawing import a_picture

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return Path(tmp_path)


@pytest.fixture
def halage() -> Organisation:
    return register_organisation(name="Halage", by=THE_POLE)


def kept(files: Path) -> list[str]:
    return sorted(path.suffix for path in files.rglob("*") if path.is_file())


def test_a_logo_is_chosen_replaced_and_taken_away(
    halage, files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        choose_logo(halage, content=a_picture("PNG"), by=THE_POLE)
    [logo] = Picture.objects.all()
    assert (logo.width, logo.height, kept(files)) == (80, 40, [".png"])
    assert list(soundness.findings(NOW)) == []
    with django_capture_on_commit_callbacks(execute=True):
        choose_logo(halage, content=a_picture("JPEG"), by=THE_POLE)
    assert (Picture.objects.count(), kept(files)) == (1, [".jpg"])
    with django_capture_on_commit_callbacks(execute=True):
        take_logo_away(halage, by=THE_POLE)
    assert (Picture.objects.count(), kept(files)) == (0, [])
    verbs = Entry.objects.filter(verb__startswith="organisation.logo").order_by("pk")
    assert [one.verb for one in verbs] == [
        "organisation.logo_chosen", "organisation.logo_chosen", "organisation.logo_taken_away",
    ]  # fmt: skip
    with pytest.raises(Refused, match="n’a pas de logo"):
        take_logo_away(halage, by=THE_POLE)


def test_two_structures_of_one_logo_share_a_file_until_the_last_leaves(
    halage, files, django_capture_on_commit_callbacks
):
    other = register_organisation(name="Autre", by=THE_POLE)
    for one in (halage, other):
        choose_logo(one, content=a_picture(), by=THE_POLE)
    assert kept(files) == [".png"]
    for one, left in ((halage, [".png"]), (other, [])):
        with django_capture_on_commit_callbacks(execute=True):
            take_logo_away(one, by=THE_POLE)
        assert kept(files) == left


@pytest.mark.parametrize(
    ("content", "by", "words"),
    [
        (b"<svg/>", THE_POLE, "SVG"),
        (a_picture(), VISITOR, "Votre rôle"),
    ],
)
def test_a_refusal_writes_nothing(halage, files, content, by, words):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        choose_logo(halage, content=content, by=by)
    assert (Picture.objects.count(), Entry.objects.count(), kept(files)) == (0, entries, [])
    halage.refresh_from_db()
    assert halage.logo is None


def test_a_file_that_is_lost_or_that_nobody_knows_is_told(halage, files):
    choose_logo(halage, content=a_picture(), by=THE_POLE)
    path = files / Picture.objects.get().file.name
    path.write_bytes(b"other")
    (files / "pictures" / "stray.png").write_bytes(b"x")
    assert [one.code for one in soundness.findings(NOW)] == ["pictures.lost", "pictures.strayed"]
    path.unlink()
    assert [one.code for one in soundness.findings(NOW)] == ["pictures.lost", "pictures.strayed"]


def send(client, pk: int, content: bytes, name: str = "logo.png"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"/habitants/{pk}/logo/choisir/", {"file": file}, follow=True)


def test_the_page_of_a_structure_shows_it_in_its_size(client_of, cast):
    client, house = client_of("member_contact"), cast.houses["quai"]
    page = send(client, house.pk, a_picture("JPEG", (1000, 500)), "photo.png").content.decode()
    house.refresh_from_db()
    address = f"/habitants/{house.pk}/logo/"
    assert f'src="{address}?v={house.logo.mark}" width="640" height="320"' in page
    assert 'alt="Logo' in page
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == 'inline; filename="image.jpeg"'
    taken = client.post(f"/habitants/{house.pk}/logo/retirer/", follow=True).content.decode()
    assert "Le logo est retiré." in taken
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", b"<svg/>", "SVG"),
        ("logo.png", b"", "vide"),
        ("logo.png", b"<!doctype html>", "une page"),
        ("logo.jpg", b"\0" * (9 * 1024 * 1024), "9 Mo, 8 Mo au plus"),
    ],
)
def test_a_file_that_is_no_picture_is_told_on_its_form(client_of, cast, name, content, said):
    house = cast.houses["quai"]
    answer = send(client_of("animator"), house.pk, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Picture.objects.count() == 0


def test_nobody_chooses_the_logo_of_another_structure(client_of, cast):
    house = cast.houses["quai"]
    assert send(client_of("stranger"), house.pk, a_picture()).status_code == 403
    assert Picture.objects.count() == 0


def test_everybody_sees_the_logos_of_the_public_directory_and_no_other(client_of, cast, client):
    house = cast.houses["quai"]
    since = read_dated("2013")
    enter_pole(party=house, role=BelongingRole.ADHERENT, since=since, by=THE_POLE)
    send(client_of("animator"), house.pk, a_picture())
    house.refresh_from_db()
    address = f"/annuaire/{house.pk}/logo/"
    assert client.get(address).status_code == 200
    shown = f"{address}?v={house.logo.mark}"
    assert shown in client.get("/annuaire/").content.decode()
    assert shown in client.get(f"/annuaire/{house.pk}/").content.decode()
    assert client.get(f"/habitants/{house.pk}/logo/").status_code == 302
    edit_organisation(house, in_public_directory=False, by=THE_POLE)
    assert client.get(address).status_code == 404


def test_the_logo_is_reached_from_the_form_and_is_asked_about_before_it_goes(cast, client_of):
    quai, client = cast.houses["quai"], client_of("member_contact")
    choose = f"/habitants/{quai.pk}/logo/choisir/"
    for page in (f"/habitants/{quai.pk}/modifier/", "/mon-espace/"):
        assert f'href="{choose}"' in client.get(page).text
    form = client.get(choose).text
    assert "image/webp" in form
    assert f'data-plus-lourd="{8 * 1024 * 1024}"' in form
    choose_logo(quai, content=a_picture("PNG"), by=THE_POLE)
    assert 'data-confirmer="Retirer le logo ?"' in client.get(f"/habitants/{quai.pk}/").text
