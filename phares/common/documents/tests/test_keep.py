"""A document is kept once, whole, for good."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.common.documents.actions import keep
from phares.common.documents.models import Document
from phares.common.documents.queries import content_of, documents_about, why_not_intact
from phares.kernel.actor import THE_POLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(content: bytes = b"%PDF-1.7 rapport", subject: str = "report:2015") -> Document:
    return keep(
        kind="report",
        title="Rapport annuel 2015",
        filename="rapport-2015.PDF",
        content=content,
        media_type="application/pdf",
        subject=subject,
        source={"year": 2015},
        by=THE_POLE,
    )


def test_what_is_kept_reads_back():
    document = Document.objects.get(pk=kept().pk)
    fingerprint = hashlib.sha256(b"%PDF-1.7 rapport").hexdigest()
    assert (document.sha256, document.size) == (fingerprint, 16)
    assert document.file.name == f"documents/{fingerprint[:2]}/{fingerprint}.pdf"
    assert document.source == {"year": 2015}
    assert document.made_by_name == "Phares"
    assert content_of(document) == b"%PDF-1.7 rapport"
    assert why_not_intact(document) is None


def test_the_journal_says_so_once():
    first, second = kept(), kept()
    assert first == second
    assert list(Entry.objects.values_list("verb", "actor_name")) == [("document.kept", "Phares")]


def test_another_content_or_subject_is_another_document():
    kept()
    kept(content=b"%PDF-1.7 second")
    kept(subject="report:2016")
    assert documents_about("report:2015").count() == 2
    assert Document.objects.count() == 3


def test_a_file_left_by_a_broken_act_is_taken_up():
    name = str(kept().file.name)
    kept(subject="report:2016")
    assert default_storage.listdir(name.rsplit("/", 1)[0])[1] == [name.rsplit("/", 1)[1]]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_it(change):
    document = kept()
    rows = Document.objects.filter(pk=document.pk)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        rows.update(title="Autre") if change == "update" else rows.delete()
    assert Document.objects.get(pk=document.pk).title == "Rapport annuel 2015"


def test_an_altered_file_is_told():
    document = kept()
    with default_storage.open(str(document.file.name), "wb") as stored:
        stored.write(b"autre chose")
    reason = why_not_intact(document)
    assert reason is not None
    assert reason.code == "document-altered"


def test_a_lost_file_is_told():
    document = kept()
    default_storage.delete(str(document.file.name))
    reason = why_not_intact(document)
    assert reason is not None
    assert reason.code == "document-lost"
