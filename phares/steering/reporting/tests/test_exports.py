"""The report as files, and what a frozen one keeps."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from typing import Any

import docx
import pytest

from phares.activities.library.actions import correct_quote, quote_somebody, withdraw_quote
from phares.activities.library.models import Quote
from phares.common.documents.queries import content_of
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import VISITOR, Role
from phares.kernel.refusal import Refused
from phares.people.directory.models import Belonging, Function, Organisation, Person, Pole
from phares.people.directory.rules.kinds import ConsentScope, Declared
from phares.steering.reporting import actions, exports
from phares.steering.reporting.alerts import for_actor
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.formats.snapshot import report_from
from phares.steering.reporting.models import Measure
from phares.steering.reporting.queries import edition_of, report_of, withdrawn_since
from phares.steering.reporting.tests.factories import JANUARY, YEAR, declared, freeze, small_pole
from tests.parties import ANIMATOR, acting, carrier_of, person

pytestmark = pytest.mark.django_db
OUTSIDE = re.compile(r"""(?:src|href)=["']?(?!#)(?!data:)|url\((?!data:|#)|@import""")


@pytest.mark.parametrize(
    ("suffix", "head"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".csv", b"\xef\xbb\xbf")]
)
def test_each_format_is_written(suffix: str, head: bytes) -> None:
    small_pole()
    assert exports.report_file(YEAR, suffix, now=JANUARY).startswith(head)


def test_the_page_reads_offline() -> None:
    small_pole()
    page = exports.report_file(YEAR, "html", now=JANUARY).decode()
    assert page.startswith("<!doctype html>")
    assert "Halage" in page
    assert "<script" not in page
    assert OUTSIDE.findall(page) == []


@pytest.mark.parametrize("year", [1987, 2030])
def test_a_year_without_records_is_refused_with_a_sentence(year: int) -> None:
    small_pole()
    with pytest.raises(Refused) as refused:
        exports.report_file(year, ".pdf", now=JANUARY)
    assert refused.value.reason.code == "no-records"
    assert f"Aucun enregistrement pour {year}" in refused.value.reason.sentence


def jobs_by_structure(content: bytes) -> dict[str, str]:
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return {
        line["enregistrement"]: line["valeur"]
        for line in lines
        if line["code"] == "permanent_jobs" and line["nature"] == "enregistrement"
    }


def test_the_annex_of_a_draft_says_who_declared_what_to_who_may_read_it() -> None:
    small_pole()
    ours = exports.report_file(YEAR, "csv", now=JANUARY, actor=ANIMATOR)
    assert jobs_by_structure(ours) == {"Halage": "24", "Terragram": "3"}
    assert b"ne sort pas" not in ours
    for actor in (acting(Role.MEMBER_CONTACT, 1), VISITOR):
        theirs = exports.report_file(YEAR, "csv", now=JANUARY, actor=actor)
        assert jobs_by_structure(theirs) == {"Halage": "", "Terragram": ""}
        assert "ne sort pas du pôle" in theirs.decode()


def test_the_annex_of_a_frozen_report_is_everybodys_and_keeps_that_back() -> None:
    """Neither the file nor what was frozen holds it."""
    small_pole()
    freeze()
    actions.keep_edition(YEAR, by=ANIMATOR)
    for actor in (ANIMATOR, VISITOR):
        content = exports.report_file(YEAR, "csv", now=JANUARY, actor=actor)
        assert jobs_by_structure(content) == {"Halage": "", "Terragram": ""}
    edition = edition_of(YEAR)
    assert edition is not None
    [jobs] = [one for one in report_from(edition.content).figures if one.code == "permanent_jobs"]
    assert {(one.value_text, one.detail, one.withheld) for one in jobs.records} == {("", "", True)}


def test_an_unknown_format_is_refused() -> None:
    small_pole()
    with pytest.raises(Refused) as refused:
        exports.report_file(YEAR, ".odt", now=JANUARY)
    assert ".pdf" in refused.value.reason.sentence


def test_a_frozen_report_does_not_move_with_the_records() -> None:
    small_pole()
    freeze()
    Belonging.objects.all().delete()
    report = exports.report_of_year(YEAR, now=JANUARY)
    figures = {item.code: item.value_text for item in report.figures}
    assert figures["residents"] == "3"
    assert report.state_label == "figé"


def test_a_frozen_report_gives_the_files_that_were_kept() -> None:
    small_pole()
    freeze()
    [pdf, *_rest] = actions.keep_edition(YEAR, by=ANIMATOR)
    with pdf.file.open("rb") as kept:
        assert exports.report_file(YEAR, ".pdf", now=JANUARY) == kept.read()


def jobs(report: c.Report) -> c.FigureItem:
    [item] = [one for one in report.figures if one.code == "permanent_jobs"]
    return item


def test_a_count_of_few_answers_is_frozen_untold() -> None:
    """The team reads it in the draft, which says so; what everybody reads has it no more."""
    small_pole()
    draft = jobs(exports.report_of_year(YEAR, now=JANUARY))
    assert draft.value_text == "27"
    assert (draft.warning or "").startswith("Moins de trois réponses : ne sera pas publié.")
    freeze()
    item = jobs(exports.report_of_year(YEAR, now=JANUARY))
    assert (item.value_text, item.unit, item.origin) == ("–", "", "compté")
    assert (item.warning or "").startswith("Moins de trois réponses : non publié.")
    assert Measure.objects.get(code="permanent_jobs").value == 27
    page = exports.report_file(YEAR, "html", now=JANUARY).decode().partition("</head>")[2]
    assert "emplois permanents" in page
    assert "27" not in page
    assert b"27" not in exports.report_file(YEAR, "csv", now=JANUARY)
    assert exports.report_file(YEAR, "pdf", now=JANUARY).startswith(b"%PDF")
    assert exports.report_file(YEAR, "docx", now=JANUARY).startswith(b"PK")


def test_a_count_of_enough_answers_is_frozen_as_it_is() -> None:
    small_pole()
    declared(Organisation.objects.get(name="Mael"), Declared.PERMANENT_JOBS, 5)
    freeze()
    item = jobs(exports.report_of_year(YEAR, now=JANUARY))
    assert item.value_text == "32"
    assert "publié" not in (item.warning or "")


def test_the_command_lists_the_counts_of_few_answers() -> None:
    """Whoever types it holds the database."""
    small_pole()
    listed = {one["code"]: one["value"] for one in exports.figures_listed(YEAR, now=JANUARY)}
    assert listed["permanent_jobs"] == 27


def test_a_quote_taken_back_leaves_even_a_frozen_report() -> None:
    axis = Axis.objects.create(pole=small_pole(), number=1, name="Accueillir")
    quote = Quote.objects.create(axis=axis, year=YEAR, text="On n’est pas seuls")
    freeze()
    actions.keep_edition(YEAR, by=ANIMATOR)
    edition = edition_of(YEAR)
    assert edition is not None
    assert edition.quote_ids == [quote.pk]
    assert b"pas seuls" in exports.report_file(YEAR, "html", now=JANUARY)
    Quote.objects.update(withdrawn_on=date(2016, 2, 1))
    assert b"pas seuls" not in exports.report_file(YEAR, "html", now=JANUARY)


@pytest.mark.parametrize(
    ("case", "scope", "words", "name"),
    [
        ("no more than inside", "internal", False, False),
        ("the words without the name", "report", True, False),
        ("nothing taken back", "named", True, True),
    ],
)
def test_a_smaller_agreement_holds_for_a_frozen_report_and_its_former_words(
    case: str, scope: str, words: bool, name: bool
) -> None:
    axis = Axis.objects.create(pole=small_pole(), number=1, name="Accueillir")
    said: dict[str, Any] = {"axis": axis, "author": person("Maël", "Ferrand"), "by": ANIMATOR}
    quote = quote_somebody(year=YEAR, text="On n’est pas seuls", scope=ConsentScope.NAMED, **said)
    freeze()
    actions.keep_edition(YEAR, by=ANIMATOR)
    correct_quote(quote, text="On n’est jamais seuls", scope=ConsentScope(scope), **said)
    page = exports.report_file(YEAR, "html", now=JANUARY).decode()
    assert ("pas seuls" in page, "Maël Ferrand" in page) == (words, name), case
    assert "jamais seuls" not in page


NOTICE = "Une parole a été retirée depuis : elle ne paraît plus ici."


def taken_back() -> None:
    """A frozen year whose files are kept, and a quote taken back afterwards."""
    axis = Axis.objects.create(pole=small_pole(), number=1, name="Accueillir")
    kept = Quote.objects.create(axis=axis, year=YEAR, text="Plus jamais seuls", rank=1)
    quote = Quote.objects.create(axis=axis, year=YEAR, text="On n’est pas rien", rank=2)
    freeze()
    actions.keep_edition(YEAR, by=ANIMATOR)
    assert withdrawn_since() == {}
    withdraw_quote(quote, on=date(2016, 2, 1), by=ANIMATOR)
    assert kept.withdrawn_on is None


def words_of(content: bytes) -> str:
    page = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in page.paragraphs)


def test_a_frozen_report_says_that_a_quote_was_taken_back(client) -> None:
    taken_back()
    page = client.get(f"/bilan/{YEAR}/").text.replace("\u00a0", " ")
    offline = exports.report_file(YEAR, "html", now=JANUARY).decode().replace("\u00a0", " ")
    typed = words_of(exports.report_file(YEAR, "docx", now=JANUARY)).replace("\u00a0", " ")
    assert NOTICE in exports.report_of_year(YEAR, now=JANUARY).notice
    for told in (page, offline, typed):
        assert NOTICE in told
        assert "pas rien" not in told
        assert "Plus jamais seuls" in told
    if shutil.which("pdftotext"):
        read = ["pdftotext", "-", "-"]
        content = exports.report_file(YEAR, "pdf", now=JANUARY)
        printed = subprocess.run(read, input=content, capture_output=True, check=True).stdout
        assert NOTICE in " ".join(printed.decode().split())
        assert "pas rien" not in printed.decode()


def test_files_kept_again_leave_the_quote_out() -> None:
    taken_back()
    again = actions.keep_edition(YEAR, by=ANIMATOR)
    [typed] = [content_of(one) for one in again if one.filename.endswith("docx")]
    assert "pas rien" not in words_of(typed)
    assert NOTICE in words_of(typed).replace("\u00a0", " ")


def test_the_team_is_told_beside_the_year(client_of) -> None:
    Pole.objects.all().delete()
    taken_back()
    assert withdrawn_since() == {YEAR: 1}
    told = "Une parole a été retirée depuis"
    assert told in client_of("animator").get("/bilans/").text
    assert told not in client_of("visitor").get("/bilans/").text


def contact_of(pole: Pole) -> Function:
    """Inès, who agreed that everybody may read her name and how to reach her."""
    ines = person()
    Person.objects.update(email="ines@phares.test", phone="01 99 00 12 34")
    return Function.objects.create(
        person=ines, organisation=carrier_of(pole), title="Chargée", kind="employee",
        starts_on="2014-01-01", public=True, public_reach=True,
    )  # fmt: skip


NAME, PHONE, EMAIL = "Inès Kerboul", "01 99 00 12 34", "ines@phares.test"


@pytest.mark.parametrize(
    ("case", "function", "card", "told"),
    [
        ("all may be shown", {}, {}, {NAME, PHONE, EMAIL}),
        ("the name alone", {"public_reach": False}, {}, {NAME}),
        ("nothing any more", {"public": False, "public_reach": False}, {}, set()),
        ("an e-mail that was erased", {}, {"email": ""}, {NAME, PHONE}),
        ("a telephone that changed", {}, {"phone": "02 99"}, {NAME, EMAIL}),
        ("a function that is over", {"ends_on": "2016-02-01"}, {}, {NAME, PHONE, EMAIL}),
    ],
)
def test_a_person_who_takes_it_back_leaves_even_a_frozen_report(
    case: str, function: dict[str, object], card: dict[str, str], told: set[str]
) -> None:
    contact_of(small_pole())
    freeze()
    [pdf, *_rest] = actions.keep_edition(YEAR, by=ANIMATOR)
    Function.objects.update(**function)
    Person.objects.update(**card)
    page = re.sub(r"[\u00a0\u202f]", " ", exports.report_file(YEAR, "html", now=JANUARY).decode())
    assert {word for word in (NAME, PHONE, EMAIL) if word in page} == told
    with pdf.file.open("rb") as kept:
        same = exports.report_file(YEAR, ".pdf", now=JANUARY) == kept.read()
    assert same is (told == {NAME, PHONE, EMAIL})


def test_a_contact_who_lets_only_the_name_be_shown_is_not_reached() -> None:
    contact_of(small_pole())
    Function.objects.update(public_reach=False)
    page = exports.report_file(YEAR, "html", now=JANUARY).decode()
    assert "Inès Kerboul" in page
    assert "ines@phares.test" not in page


def test_the_animator_is_told_that_the_report_waits() -> None:
    small_pole()
    today = JANUARY.date()
    [alert] = for_actor(ANIMATOR, today=today)
    assert (alert.fact, alert.verb, alert.due) == (
        "Le bilan 2015 est à faire", "Ouvrir", date(2016, 6, 30),
    )  # fmt: skip
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    report.sections.filter(key="team").update(to_reread=True)
    [alert] = for_actor(ANIMATOR, today=today)
    assert alert.consequence == "1\u00a0texte à relire ; voyez aussi les écarts."
    assert for_actor(acting(Role.ACCOUNTANT), today=today) == []
    assert for_actor(ANIMATOR, today=date(2016, 7, 1)) == []


def test_a_frozen_year_asks_for_nothing_more() -> None:
    small_pole()
    freeze()
    assert report_of(YEAR) is not None
    assert for_actor(ANIMATOR, today=JANUARY.date()) == []
