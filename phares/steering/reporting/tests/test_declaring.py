"""Published figures: one value for a source and a day, whoever types it and when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from phares.common.audit.models import Entry
from phares.common.audit.rules.details import told
from phares.kernel.refusal import Refused
from phares.steering.reporting import actions
from phares.steering.reporting.models import DeclaredFigure
from phares.steering.reporting.tests.factories import JANUARY, YEAR, small_pole
from tests.parties import ANIMATOR, MEMBER
from tests.racing import connected, copied_database

DAY = date(YEAR, 2, 1)


def declare(value: str, **more: object) -> DeclaredFigure:
    given = {"code": "residents", "year": YEAR, "by": ANIMATOR, "now": JANUARY} | more
    return actions.declare_figure(value=Decimal(value), **given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_what_was_said_before_stays_in_the_journal() -> None:
    small_pole()
    declare("18", source="rapport", gap_note="Sans date.")
    declare("25", source="rapport")
    declare("25.5", source="rapport")
    lines = Entry.objects.filter(verb="figure.declared_again").order_by("pk")
    assert [one.details["before"] for one in lines] == ["18", "25"]
    assert "auparavant : 18" in told(lines[0].details)


@pytest.mark.django_db
def test_the_reason_of_a_gap_is_said_alone_and_holds_for_the_count_of_then() -> None:
    small_pole()
    declare("18", source="rapport", gap_note="Sans date.")
    explain = lambda who=ANIMATOR, note=" Compte ceux de l’été. ", code="residents": (  # noqa: E731
        actions.explain_gap(code=code, year=YEAR, gap_note=note, by=who)
    )
    before = Entry.objects.count()
    for code, act in (
        ("not-yours", lambda: explain(MEMBER)),
        ("no-reason", lambda: explain(note=" ")),
        ("nothing-published", lambda: explain(code="adherents")),
        ("unknown-indicator", lambda: explain(code="moon")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason.code == code
    assert Entry.objects.count() == before
    assert DeclaredFigure.objects.get().gap_note == "Sans date."
    said = explain()
    said.refresh_from_db()
    assert (int(said.value), said.source) == (18, "rapport")
    assert (said.gap_note, said.gap_note_for) == ("Compte ceux de l’été.", Decimal(3))
    assert Entry.objects.get(verb="figure.gap_explained").details == {"reason": said.gap_note}


@pytest.mark.django_db
@pytest.mark.parametrize("as_of", [None, DAY])
def test_the_database_keeps_one_value_for_a_source(as_of: date | None) -> None:
    said: dict[str, Any] = {"code": "residents", "year": YEAR, "source": "rapport", "as_of": as_of}
    DeclaredFigure.objects.create(value=18, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclaredFigure.objects.create(value=25, **said)
    assert [one.value for one in DeclaredFigure.objects.all()] == [18]


@pytest.mark.django_db
def test_doubles_of_former_days_are_merged_into_the_last() -> None:
    """The reason stays even when only the first of the two had one."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX declared_once_a_year")
        cursor.execute("DROP INDEX declared_once_a_day")
    for as_of in (None, DAY):
        said: dict[str, Any] = {
            "code": "residents",
            "year": YEAR,
            "source": "rapport",
            "as_of": as_of,
        }
        DeclaredFigure.objects.create(value=18, gap_note="Sans date.", **said)
        DeclaredFigure.objects.create(value=25, **said)
    other = DeclaredFigure.objects.create(code="residents", year=YEAR, value=3, source="revue")
    steps = import_module("phares.steering.reporting.migrations.0004_one_source_says_one_value")
    steps.keep_the_last_said(apps, None)
    left = DeclaredFigure.objects.order_by("pk")
    assert [(int(one.value), one.as_of, one.gap_note) for one in left.exclude(pk=other.pk)] == [
        (25, None, "Sans date."), (25, DAY, "Sans date."),
    ]  # fmt: skip
    assert left.filter(pk=other.pk).exists()


def at_once(settings: dict[str, Any], acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each gave, all beginning together, each on its own connection."""
    gave: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        with connected(settings):
            start.wait(timeout=30)
            try:
                gave[place] = act()
            except Exception as error:
                gave[place] = error

    threads = [threading.Thread(target=run, args=one, daemon=True) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return gave


def test_four_people_declare_the_same_figure_at_once(
    django_db_setup, django_db_blocker, tmp_path
) -> None:
    """One row, whoever was last; nobody meets an error, then or later."""
    with django_db_blocker.unblock(), copied_database(tmp_path) as settings:
        with connected(settings):
            small_pole()
        for number in range(5):
            source = f"rapport {number}"
            acts = [partial(declare, value, source=source) for value in "1234"]
            gave = at_once(settings, acts)
            assert [type(one) for one in gave] == [DeclaredFigure] * 4
        with connected(settings):
            assert DeclaredFigure.objects.count() == 5
            assert Entry.objects.filter(verb="figure.declared").count() == 5
            assert Entry.objects.filter(verb="figure.declared_again").count() == 15
