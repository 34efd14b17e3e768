"""Every kept document has its file, unchanged; every file has its document."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from phares.common.documents.actions import keep
from phares.common.documents.models import Document
from phares.common.documents.soundness import findings
from phares.kernel.actor import THE_POLE
from tests.breaking import behind_the_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    document = keep(
        kind="report", title="Bilan", filename="bilan.pdf", content=b"%PDF", subject="report:1",
        media_type="application/pdf", source=None, by=THE_POLE,
    )  # fmt: skip
    return Path(document.file.path)


def told() -> list[str]:
    return [one.code for one in findings(timezone.now())]


def test_all_is_well(kept):
    assert told() == []


def test_a_file_that_is_gone(kept):
    kept.unlink()
    (one,) = findings(timezone.now())
    assert one.code == "documents.document-lost"
    assert one.sentence.endswith("n’est plus dans le dossier des documents.")
    assert one.mend == "Reprenez-le dans une sauvegarde."
    assert one.where.startswith(f"documents.document:{Document.objects.get().pk}, documents/")


def test_a_file_that_was_changed(kept):
    kept.write_bytes(b"%PDf")
    assert told() == ["documents.document-altered"]


def test_a_file_that_cannot_be_read(kept):
    kept.unlink()
    kept.mkdir()
    assert told() == ["documents.unreadable"]


def test_a_file_that_nobody_knows(kept):
    with behind_the_guards("DELETE FROM documents_document"):
        (one,) = findings(timezone.now())
    assert (one.code, one.where) == (
        "documents.strayed",
        kept.relative_to(kept.parents[2]).as_posix(),
    )
