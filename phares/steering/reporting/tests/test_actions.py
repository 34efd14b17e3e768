"""Opening, writing, declaring, reviewing and freezing a year. A refusal writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from phares.common.audit.models import Entry
from phares.common.documents.models import Document
from phares.kernel.figures import Counted
from phares.kernel.refusal import Refused
from phares.people.directory.figures.indicators import RESIDENTS
from phares.people.directory.models import Belonging, Organisation
from phares.people.directory.rules.declarations import LARGEST
from phares.people.directory.rules.kinds import Declared
from phares.steering.reporting import actions, sources
from phares.steering.reporting.formats.snapshot import report_from
from phares.steering.reporting.models import (
    DeclaredFigure,
    Edition,
    Measure,
    ReportSection,
    ReportYear,
)
from phares.steering.reporting.queries import figure_of, report_of
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.tests.factories import JANUARY, YEAR, declared, small_pole
from tests.parties import ACCOUNTANT, ANIMATOR, MEMBER

pytestmark = pytest.mark.django_db
DECEMBER = JANUARY - timedelta(days=4)


def opened(year: int = YEAR) -> ReportYear:
    return actions.open_year(year, by=ANIMATOR, now=JANUARY)


def reviewed() -> ReportYear:
    note = "Relancées deux fois."
    return actions.mark_reviewed(opened(), missing_note=note, by=ANIMATOR, now=JANUARY)


def refusal(act: Callable[[], object]) -> str:
    """The code of the refusal; nothing may have been written, not even in the journal."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        act()
    assert Entry.objects.count() == before
    return refused.value.reason.code


def test_the_first_report_opens_with_the_usual_texts() -> None:
    small_pole()
    report = opened()
    assert report.state == YearState.DRAFT
    assert not report.sections.filter(to_reread=True).exists()
    assert report.sections.get(key="introduction").title == "Introduction"


def test_the_next_one_takes_over_the_texts_to_be_read_again() -> None:
    small_pole()
    first = opened(2014).sections.get(key="introduction")
    actions.write_section(first, title="D’où", text="Depuis 2001.", by=ANIMATOR, now=JANUARY)
    section = opened().sections.get(key="introduction")
    assert (section.title, section.text, section.to_reread) == ("D’où", "Depuis 2001.", True)


def test_writing_a_text_is_reading_it_again() -> None:
    small_pole()
    section = opened().sections.get(key="partners")
    section.to_reread = True
    section.save()
    actions.write_section(section, title="Avec qui", text=" Un mot. ", by=ANIMATOR, now=JANUARY)
    section.refresh_from_db()
    assert (section.title, section.text, section.to_reread) == ("Avec qui", "Un mot.", False)


def test_who_may_not_prepare_is_refused() -> None:
    small_pole()
    assert refusal(lambda: actions.open_year(YEAR, by=MEMBER, now=JANUARY)) == "not-yours"
    assert refusal(lambda: actions.open_year(YEAR, by=ACCOUNTANT, now=JANUARY)) == "not-yours"
    assert not ReportYear.objects.exists()


@pytest.mark.parametrize("year", [1987, 2017])
def test_a_year_without_records_does_not_open(year: int) -> None:
    small_pole()
    assert refusal(lambda: opened(year)) == "no-records"
    assert not ReportYear.objects.exists()


def test_a_year_opens_once() -> None:
    small_pole()
    opened()
    assert refusal(opened) == "already-open"


def declare(value: str, **more: object) -> DeclaredFigure:
    given = {"code": "residents", "year": YEAR, "by": ANIMATOR, "now": JANUARY} | more
    return actions.declare_figure(value=Decimal(value), **given)  # type: ignore[arg-type]


def test_one_source_says_one_value_for_a_day() -> None:
    small_pole()
    declare("18", source="rapport")
    declare("4", source="rapport", gap_note="Compte Novaedia.")
    declare("5", source="revue")
    assert [one.value for one in DeclaredFigure.objects.order_by("pk")] == [4, 5]
    verbs = Entry.objects.filter(verb__startswith="figure.").order_by("pk")
    assert [*verbs.values_list("verb", flat=True)] == [
        "figure.declared", "figure.declared_again", "figure.declared",
    ]  # fmt: skip


def test_an_unknown_indicator_is_not_declared() -> None:
    small_pole()
    assert refusal(lambda: declare("1", code="moon")) == "unknown-indicator"
    assert refusal(lambda: declare("1", as_of=JANUARY.date())) == "other-year"
    assert refusal(lambda: declare("1", year=1801)) == "no-records"
    assert refusal(lambda: declare("-5")) == "negative"
    assert not DeclaredFigure.objects.exists()


def test_silences_are_accounted_for_before_the_review() -> None:
    small_pole()
    report = opened()
    act = lambda: actions.mark_reviewed(report, by=ANIMATOR, now=JANUARY)  # noqa: E731
    assert refusal(act) == "missing-declarations"
    report.refresh_from_db()
    assert report.state == YearState.DRAFT
    done = actions.mark_reviewed(report, missing_note="Parties.", by=ANIMATOR, now=JANUARY)
    assert (done.state, done.reviewed_by, done.missing_note) == (
        YearState.REVIEWED, ANIMATOR.name, "Parties.",
    )  # fmt: skip


def test_the_reason_of_a_silence_is_kept_before_the_review() -> None:
    small_pole()
    report = opened()
    note = lambda who=ANIMATOR: actions.account_for_silence(  # noqa: E731
        report, missing_note=" Parties. ", by=who, now=JANUARY
    )
    assert refusal(lambda: note(MEMBER)) == "not-yours"
    report.refresh_from_db()
    assert report.missing_note == ""
    assert note().missing_note == "Parties."
    note()
    [entry] = Entry.objects.filter(verb="report.silence_accounted")
    assert entry.details == {"missing_note": "Parties."}
    assert actions.mark_reviewed(report, by=ANIMATOR, now=JANUARY).missing_note == "Parties."
    assert refusal(note) == "reviewed"


def test_a_text_may_be_kept_without_being_read_again() -> None:
    small_pole()
    section = opened().sections.get(key="partners")
    write = lambda text: actions.write_section(  # noqa: E731
        section, title="Avec qui", text=text, reread=False, by=ANIMATOR, now=JANUARY
    )
    assert write("Un début.").to_reread
    assert not write(" ").to_reread


def test_a_gap_without_reason_holds_the_review() -> None:
    small_pole()
    report = opened()
    declare("18")
    act = lambda: actions.mark_reviewed(report, missing_note="x", by=ANIMATOR, now=JANUARY)  # noqa: E731
    assert refusal(act) == "gap-unexplained"
    declare("18", gap_note="La date du rapport n’est pas connue.")
    assert act().state == YearState.REVIEWED


def test_a_reason_written_for_another_gap_is_asked_again() -> None:
    small_pole()
    report = opened()
    declare("71", code="permanent_jobs", gap_note="Avant la réponse de Mael.")
    declared(Organisation.objects.get(name="Mael"), Declared.PERMANENT_JOBS, 1)
    act = lambda: actions.mark_reviewed(report, missing_note="x", by=ANIMATOR, now=JANUARY)  # noqa: E731
    assert refusal(act) == "gap-unexplained"
    figure = figure_of(YEAR, "permanent_jobs")
    assert figure is not None
    assert figure.outdated == "L’écart a changé depuis cette explication (il était de 44)."
    declare("71", code="permanent_jobs", gap_note="Avant la réponse de Novaedia.")
    assert act().state == YearState.REVIEWED


def test_a_reviewed_report_reopens_and_its_texts_wait() -> None:
    small_pole()
    report = reviewed()
    section = report.sections.get(key="team")
    write = lambda: actions.write_section(  # noqa: E731
        section, title="x", text="y", by=ANIMATOR, now=JANUARY
    )
    assert refusal(write) == "reviewed"
    assert actions.reopen(report, by=ANIMATOR, now=JANUARY).state == YearState.DRAFT
    assert write().text == "y"


def test_freezing_keeps_every_figure_with_its_rows() -> None:
    small_pole()
    declare("4", gap_note="Compte Novaedia.")
    report = actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    assert (report.state, report.frozen_by, report.frozen_at) == (
        YearState.FROZEN, ANIMATOR.name, JANUARY,
    )  # fmt: skip
    measures = {one.code: one for one in Measure.objects.all()}
    assert measures.keys() == {"residents", "residents_during_year", "permanent_jobs"}
    residents = measures["residents"]
    assert [residents.value, residents.declared, len(residents.row_keys)] == [3, 4, 3]
    assert residents.gap_note == "Compte Novaedia."
    assert residents.definition
    assert residents.definition_version == RESIDENTS.version
    assert residents.computed_by == ANIMATOR.name
    assert Edition.objects.get().content["state_label"] == "figé"


def test_a_frozen_figure_never_changes_and_the_recount_stands_beside() -> None:
    small_pole()
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    Belonging.objects.get(party__name="Mael").presences.all().delete()
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    assert (figure.frozen_text, figure.value_text, figure.changed) == ("3", "2", True)


@pytest.mark.parametrize("kept", [Measure, Edition])
def test_the_database_refuses_to_touch_what_is_frozen(kept: Any) -> None:
    small_pole()
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    before = [*kept.objects.values()]
    column = "value" if kept is Measure else "content"
    for act in (lambda rows: rows.update(**{column: 0}), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(kept.objects.all())
    assert [*kept.objects.values()] == before


def copy_of(row: Any, **changes: Any) -> Any:
    """The same row again, not written yet."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    return type(row)(**{**columns, "id": None, **changes})


def forbidden(act: Callable[[], object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_nothing_joins_a_year_once_it_is_frozen() -> None:
    """Not even a hand in the tables: an invented figure, a text, nor a text of another year."""
    small_pole()
    other = opened(2014)
    report = actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    before = [(*report.measures.values(),), (*report.sections.values(),)]
    measure = copy_of(report.measures.first(), code="invented")
    forbidden(measure.save, "measure_once_frozen")
    section, theirs = report.sections.get(key="team"), other.sections.get(key="team")
    forbidden(copy_of(section, key="invented").save, "report_section_once_frozen")
    written = ReportSection.objects.filter(pk=section.pk)
    forbidden(lambda: written.update(text="x"), "report_section_.*once_frozen")
    theirs.key, theirs.report = "theirs", report
    forbidden(theirs.save, "report_section_once_frozen")
    forbidden(written.delete, "report_section_kept_once_frozen")
    forbidden(lambda: written.update(report=other), "report_section_kept_once_frozen")
    assert [(*report.measures.values(),), (*report.sections.values(),)] == before
    assert other.sections.filter(key="team").delete()[0] == 1
    assert not other.sections.filter(key="team").exists()


def test_a_year_that_is_not_frozen_has_no_edition() -> None:
    small_pole()
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    edition = copy_of(Edition.objects.get(), report_id=opened(2014).pk)
    forbidden(edition.save, "edition_before_the_freeze")
    assert Edition.objects.count() == 1


def test_freezing_is_refused_before_its_time_and_twice() -> None:
    small_pole()
    draft = opened()
    freeze = lambda now=JANUARY: actions.freeze_year(draft, by=ANIMATOR, now=now)  # noqa: E731
    assert refusal(freeze) == "not-reviewed"
    actions.mark_reviewed(draft, missing_note="Parties.", by=ANIMATOR, now=JANUARY)
    assert refusal(lambda: freeze(DECEMBER)) == "not-over"
    assert refusal(lambda: actions.freeze_year(draft, by=MEMBER, now=JANUARY)) == "not-yours"
    assert not Measure.objects.exists()
    assert not Edition.objects.exists()
    freeze()
    assert refusal(freeze) == "frozen"
    assert Measure.objects.filter(report=draft).count() == 3
    section = draft.sections.get(key="team")
    assert refusal(
        lambda: actions.write_section(section, title="x", text="y", by=ANIMATOR, now=JANUARY)
    ) == "frozen"  # fmt: skip
    assert refusal(lambda: actions.reopen(draft, by=ANIMATOR, now=JANUARY)) == "wrong-state"


def test_the_files_of_a_frozen_report_are_kept_once() -> None:
    small_pole()
    assert refusal(lambda: actions.keep_edition(YEAR, by=ANIMATOR)) == "not-frozen"
    assert refusal(lambda: actions.keep_edition(YEAR, by=MEMBER)) == "not-yours"
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    kept = actions.keep_edition(YEAR, by=ANIMATOR)
    assert [one.filename for one in kept] == ["bilan-2015.pdf", "bilan-2015.docx", "bilan-2015.csv"]
    assert {one.kind for one in kept} == {"report"}
    again = actions.keep_edition(YEAR, by=ANIMATOR)
    assert kept[2].pk == again[2].pk
    assert report_of(YEAR) is not None
    assert Document.objects.filter(filename="bilan-2015.csv").count() == 1


@pytest.mark.parametrize("changes", [{"state": "draft", "frozen_at": None}, {"title": "Autre"}])
def test_the_database_keeps_a_frozen_report_as_it_is(changes: dict[str, Any]) -> None:
    """Not even a hand in the tables moves it back, renames it or deletes it."""
    small_pole()
    report = actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    rows = ReportYear.objects.filter(pk=report.pk)
    for act in (lambda: rows.update(**changes), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    report.refresh_from_db()
    assert (report.state, report.title) == ("frozen", "Bilan du pôle")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize("kept", [ReportYear, Measure, Edition])
def test_what_is_frozen_is_not_written_over(kept: type[Model]) -> None:
    small_pole()
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    before, table = [*kept._default_manager.values()], kept._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} ORDER BY id")
    assert [*kept._default_manager.values()] == before


def test_a_freeze_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who arrives meanwhile is in the figure and in the report, or in neither."""
    small_pole()
    report, counts = reviewed(), count()
    whole = sources.SOURCES[0]

    def one_more_each_time(year: int) -> dict[str, Counted]:
        return whole.measure(year) | {"residents": Counted(Decimal(next(counts)))}

    moving = replace(whole, measure=one_more_each_time)
    monkeypatch.setattr(sources, "SOURCES", (moving, *sources.SOURCES[1:]))
    actions.freeze_year(report, by=ANIMATOR, now=JANUARY)
    told = report_from(Edition.objects.get().content)
    [printed] = [item.value_text for item in told.figures if item.code == "residents"]
    assert Measure.objects.get(code="residents").value == Decimal(printed)


def test_a_very_large_sum_is_frozen_as_it_is() -> None:
    """Two structures at the most each may declare."""
    small_pole()
    for name in ("Halage", "Terragram"):
        declared(Organisation.objects.get(name=name), Declared.TURNOVER, LARGEST)
    actions.freeze_year(reviewed(), by=ANIMATOR, now=JANUARY)
    assert Measure.objects.get(code="turnover_eur").value == 2 * LARGEST
