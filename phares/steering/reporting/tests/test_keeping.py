"""The files of a frozen report: each is made when it can be, and again when it could not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from phares.common.audit.models import Entry
from phares.common.documents.formats.typst import CannotTypeset
from phares.common.documents.models import Document
from phares.kernel.refusal import Refused
from phares.people.directory.models import Belonging
from phares.steering.reporting import actions, exports
from phares.steering.reporting.formats.content import Report
from phares.steering.reporting.jobs import make_missing_files
from phares.steering.reporting.models import ReportYear
from phares.steering.reporting.queries import editions
from phares.steering.reporting.tests.factories import JANUARY, YEAR, housed, small_pole
from tests.parties import ANIMATOR

pytestmark = pytest.mark.django_db
PDF, DOCX, CSV = "bilan-2015.pdf", "bilan-2015.docx", "bilan-2015.csv"


@contextmanager
def broken(suffix: str, error: Exception) -> Iterator[None]:
    """A format that cannot be made meanwhile."""

    def fails(report: Report) -> bytes:
        raise error

    usual = exports.WRITERS[suffix]
    exports.WRITERS[suffix] = fails
    try:
        yield
    finally:
        exports.WRITERS[suffix] = usual


def freeze() -> None:
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    actions.mark_reviewed(report, missing_note="Parties.", by=ANIMATOR, now=JANUARY)
    actions.freeze_year(report, by=ANIMATOR, now=JANUARY)


def names() -> set[str]:
    return set(Document.objects.values_list("filename", flat=True))


def test_a_file_that_cannot_be_made_leaves_the_others() -> None:
    small_pole()
    freeze()
    with broken("docx", ValueError("All strings must be XML compatible")):
        made = actions.keep_edition(YEAR, by=ANIMATOR)
    assert [one.filename for one in made] == [PDF, CSV]
    [entry] = Entry.objects.filter(verb="report.file_failed")
    assert entry.details == {"file": "docx", "reason": "All strings must be XML compatible"}
    [edition] = editions()
    assert exports.missing_files(edition) == ["docx"]


def test_the_clock_makes_it_again_and_tells_each_reason_once() -> None:
    small_pole()
    freeze()
    with broken("pdf", CannotTypeset("La mise en page a échoué.")):
        assert make_missing_files(JANUARY) == 2
        assert make_missing_files(JANUARY) == 0
    assert Entry.objects.filter(verb="report.file_failed").count() == 1
    assert make_missing_files(JANUARY) == 1
    assert names() == {PDF, DOCX, CSV}
    assert make_missing_files(JANUARY) == 0
    assert Document.objects.count() == 3


def test_a_report_that_is_not_frozen_has_no_file_to_make() -> None:
    small_pole()
    actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    assert make_missing_files(JANUARY) == 0
    assert not Document.objects.exists()


def test_two_who_make_the_same_file_at_once_have_the_same() -> None:
    """The other was first between the look and the write: nothing failed."""
    small_pole()
    freeze()
    [standing] = actions.keep_edition(YEAR, by=ANIMATOR, suffixes=["csv"])
    with broken("csv", RuntimeError("documents_document_once")):
        assert actions.keep_edition(YEAR, by=ANIMATOR, suffixes=["csv"]) == [standing]
    assert not Entry.objects.filter(verb="report.file_failed").exists()


def test_the_page_freezes_and_says_that_files_are_to_come(cast, client_of) -> None:
    housed(cast.pole, "Halage", "2001")
    client = client_of("animator")
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    actions.mark_reviewed(report, missing_note="Absente.", by=ANIMATOR, now=JANUARY)
    with broken("pdf", CannotTypeset("La mise en page a échoué.")):
        done = client.post(f"/bilan/{YEAR}/figer/", {"sure": "on"}, follow=True)
        assert done.status_code == 200
        assert "Le bilan est figé ; les fichiers se préparent." in done.text
        assert "Les fichiers se préparent : PDF." in client.get(f"/bilan/{YEAR}/preparer/").text
        late = client.get(f"/bilan/{YEAR}/bilan.pdf")
        assert late.status_code == 422
        assert "Prenez un autre format" in late.text
    assert ReportYear.objects.get().state == "frozen"
    make_missing_files(JANUARY)
    assert "se préparent" not in client.get(f"/bilan/{YEAR}/preparer/").text
    assert client.get(f"/bilan/{YEAR}/bilan.pdf").status_code == 200


def test_a_draft_whose_page_cannot_be_set_is_refused_with_a_sentence() -> None:
    small_pole()
    with broken("pdf", CannotTypeset("ligne 7")), pytest.raises(Refused) as refused:
        exports.report_file(YEAR, ".pdf", now=JANUARY)
    assert refused.value.reason.code == "not-made"


@pytest.mark.parametrize("name", ["\u200b", "Quai\ufffe\uffff", "Première\x0bligne", " "])
def test_a_name_of_former_days_does_not_stop_the_files(name: str) -> None:
    """What the rules refuse today may stand in the records since before."""
    small_pole()
    party = Belonging.objects.get(party__name="Halage").party
    type(party).objects.filter(pk=party.pk).update(name=name)
    freeze()
    actions.keep_edition(YEAR, by=ANIMATOR)
    assert names() == {PDF, DOCX, CSV}
