"""A file that is not what it says, sent wherever a file may be: never kept as a page, never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest

from phares.config.handbook import addresses
from phares.people.directory.models import Organisation
from phares.steering.suitcases.models import Import
from tests.test_access import GIVEN, path_of

RUNS = b"<script>alert(document.domain)</script>"
DRAWN = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + RUNS + b"</svg>"
FIELDS = ("file", "logo", "photo", "image", "picture", "portrait", "plan")
FILES = {
    "drawing.svg": b"<?xml version='1.0'?>" + DRAWN,
    "logo.png.svg": DRAWN,
    "page.html": b"<!doctype html>" + RUNS,
    "picture.gif": b"GIF89a/*" + RUNS + b"*/=1;",
    "picture.png": b"\x89PNG\r\n\x1a\n" + RUNS,
    "picture.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + RUNS,
    "text.pdf": b"%PDF-1.7\n" + RUNS,
    "zip.xlsx": b"PK\x03\x04" + RUNS,
}  # fmt: skip
IMPORT = "/importer-exporter/organisations/importer/"


@pytest.fixture
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


LEAVING = ("accounts:sign_out", "accounts:end_others")


def takes_a_file(client, path, monkeypatch) -> bool:
    """Whether what answers there looks at the files that were sent."""
    looked, usual = [], WSGIRequest.FILES

    def noted(request):
        looked.append(path)
        return usual.fget(request)

    with monkeypatch.context() as patch:
        patch.setattr(WSGIRequest, "FILES", property(noted))
        assert sent(client, path, "page.html").status_code < 500, path
    return bool(looked)


def sent(client, path, name):
    """Under every name a form may give to a file."""
    return client.post(path, {one: SimpleUploadedFile(name, FILES[name]) for one in FIELDS})


@pytest.mark.any_base
def test_nothing_that_runs_is_kept(client_of, cast, kept, monkeypatch):
    """A page is sent to every address; every other file to those that look at files."""
    monkeypatch.setitem(GIVEN, "pk", cast.houses["quai"].pk)
    client = client_of("administrator")
    client.raise_request_exception = False
    paths = [path_of(at, pattern) for pattern, at, _who in addresses() if at not in LEAVING]
    taking = [path for path in [IMPORT, *paths] if takes_a_file(client, path, monkeypatch)]
    assert [IMPORT, *(one for one in taking if "logo" in one)] == taking
    for path in taking:
        for name in FILES:
            assert sent(client, path, name).status_code < 500, (path, name)
    assert [path for path in kept.rglob("*") if path.is_file() and RUNS in path.read_bytes()] == []
    assert not Import.objects.exists(), "a spreadsheet is read by what it is"


def test_a_name_of_file_is_told_as_text(client_of, kept):
    name = "<img src=x onerror=alert(1)>.csv"
    content = b"Nom;Ville\n<script>alert(1)</script>;Stains\n"
    client = client_of("administrator")
    page = client.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True).text
    assert "&lt;img src=x onerror=alert(1)&gt;.csv" in page
    assert "<img src=x" not in page
    batch = Import.objects.get()
    client.post(f"/imports/{batch.pk}/importer/")
    card = client.get(f"/habitants/{Organisation.objects.latest('pk').pk}/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in card
    assert "<script>alert" not in card


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd.csv"])
def test_a_name_leads_to_no_other_folder(client_of, kept, name):
    client = client_of("administrator")
    client.post(IMPORT, {"file": SimpleUploadedFile(name, b"Nom\nHalage\n")})
    assert Import.objects.get().file_name == name.replace("\\", "/").rpartition("/")[2]


def test_a_zero_in_a_cell_is_no_fault(client_of, kept):
    """PostgreSQL holds none."""
    client = client_of("administrator")
    client.raise_request_exception = False
    for content in (b"Nom;Ville\nA\x00b;Stains\n", "Nom\nA\x00b\n".encode("utf-16")):
        answer = client.post(IMPORT, {"file": SimpleUploadedFile("a.csv", content)})
        assert answer.status_code in (302, 422)
