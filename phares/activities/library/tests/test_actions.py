from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.activities.library.actions import (
    correct_quote,
    file_publication,
    quote_somebody,
    withdraw_quote,
)
from phares.activities.library.models import Publication, Quote
from phares.activities.library.queries import (
    publication_titles,
    quotes_for,
    quotes_kept,
    taken_back,
    years_quoted,
)
from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import write_axis
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused
from phares.people.directory.rules.kinds import ConsentScope
from tests.parties import ANIMATOR, CO_MANAGER, MEMBER, home_pole, person

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)


@pytest.fixture
def axis() -> Axis:
    return write_axis(pole=home_pole(), number=1, name="Accueillir", by=ANIMATOR)


def said(axis: Axis, scope: ConsentScope, text: str = "On apprécie") -> Quote:
    return quote_somebody(
        axis=axis, year=2015, text=text, author=person(), scope=scope, by=ANIMATOR
    )


def test_quotes_are_anonymous_in_the_report_and_known_inside(axis, django_assert_num_queries):
    """Contradiction 18: the author may be known inside and hidden outside."""
    said(axis, ConsentScope.REPORT)
    (inside,) = quotes_kept(2015, actor=ANIMATOR)
    assert inside.author == "Inès Kerboul"
    for actor in (CO_MANAGER, MEMBER):
        assert quotes_kept(2015, actor=actor)[0].author == ""
    for output in ConsentScope:
        with django_assert_num_queries(1):
            assert all(quote.author == "" for quote in quotes_for(axis, 2015, output))


@pytest.mark.parametrize(
    ("consent", "author"),
    [
        (ConsentScope.REPORT, ""),
        (ConsentScope.NAMED, "Inès Kerboul"),
        (ConsentScope.WEB, ""),
    ],
)
def test_a_name_leaves_only_with_consent_to_the_name(axis, consent, author):
    said(axis, consent)
    (quote,) = quotes_for(None, 2015, ConsentScope.REPORT)
    assert quote.author == author


def test_what_stays_in_the_pole_stays_there(axis):
    said(axis, ConsentScope.INTERNAL)
    said(axis, ConsentScope.NAMED)
    assert len(quotes_for(axis, 2015, ConsentScope.INTERNAL)) == 2
    assert len(quotes_for(axis, 2015, ConsentScope.REPORT)) == 1
    assert quotes_for(axis, 2015, ConsentScope.WEB) == []
    assert quotes_for(axis, 2014, ConsentScope.INTERNAL) == []


def test_a_withdrawn_quote_leaves_what_comes_and_is_flagged_in_what_was(axis):
    kept, gone = said(axis, ConsentScope.REPORT), said(axis, ConsentScope.REPORT, "autre")
    withdraw_quote(gone, on=TODAY, by=ANIMATOR)
    assert [quote.pk for quote in quotes_for(axis, 2015, ConsentScope.REPORT)] == [kept.pk]
    assert taken_back([kept.pk, gone.pk], ConsentScope.REPORT).texts == {"autre"}
    assert len(quotes_kept(2015, actor=ANIMATOR)) == 2
    assert len(quotes_kept(2015, actor=MEMBER)) == 1
    with pytest.raises(Refused):
        withdraw_quote(gone, on=date(2016, 2, 1), by=ANIMATOR)
    gone.refresh_from_db()
    assert gone.withdrawn_on == TODAY


def corrected(quote: Quote, by: Actor = ANIMATOR, **more: Any) -> Quote:
    same = {"axis": quote.axis, "text": quote.text, "author": quote.author}
    return correct_quote(quote, **{**same, "scope": ConsentScope(quote.scope), **more}, by=by)


def test_a_quote_is_corrected_and_keeps_its_former_words(axis):
    quote = said(axis, ConsentScope.NAMED, "On aprécie")
    corrected(quote, text="On apprécie", scope=ConsentScope.REPORT)
    again = corrected(Quote.objects.get(), text="On apprécie beaucoup")
    assert (again.text, again.earlier) == ("On apprécie beaucoup", ["On aprécie", "On apprécie"])
    back = taken_back([quote.pk], ConsentScope.REPORT)
    assert not back.texts
    assert back.names == {again.text, *again.earlier}
    withdraw_quote(quote, on=TODAY, by=ANIMATOR)
    assert taken_back([quote.pk], ConsentScope.REPORT).texts == {again.text, *again.earlier}
    line = Entry.objects.filter(verb="library.corrected").latest("pk")
    assert line.details == dict.fromkeys(("before", "scope"), ConsentScope.REPORT.label)


@pytest.mark.parametrize(
    ("case", "more", "code"),
    [
        ("no words", {"text": " "}, "no-text"),
        ("a name without author", {"author": None}, "no-author"),
        ("by a co-manager", {"by": CO_MANAGER}, "not-allowed"),
    ],
)
def test_a_refused_correction_changes_nothing(axis, case, more, code):
    quote = said(axis, ConsentScope.NAMED)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        corrected(quote, **{"text": "autrement", **more})
    assert no.value.reason.code == code, case
    quote.refresh_from_db()
    assert (quote.text, quote.earlier, Entry.objects.count()) == ("On apprécie", [], lines)


def test_what_was_taken_back_is_not_corrected(axis):
    gone = withdraw_quote(said(axis, ConsentScope.REPORT), on=TODAY, by=ANIMATOR)
    with pytest.raises(Refused) as no:
        corrected(gone, text="autrement")
    assert no.value.reason.code == "withdrawn"
    gone.refresh_from_db()
    assert gone.text == "On apprécie"


def test_the_database_keeps_no_silence(axis):
    quote = said(axis, ConsentScope.REPORT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(text="")


@pytest.mark.parametrize(
    ("case", "text", "scope", "by", "code"),
    [
        ("nothing said", " ", ConsentScope.REPORT, ANIMATOR, "no-text"),
        ("a name without author", "oui", ConsentScope.NAMED, ANIMATOR, "no-author"),
        ("by a co-manager", "oui", ConsentScope.REPORT, CO_MANAGER, "not-allowed"),
    ],
)
def test_a_refused_quote_is_not_written(axis, case, text, scope, by, code):
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        quote_somebody(axis=axis, year=2015, text=text, scope=scope, by=by)
    assert no.value.reason.code == code, case
    assert (Quote.objects.count(), Entry.objects.count()) == (0, lines)


def test_the_journal_holds_neither_words_nor_author(axis):
    quote = said(axis, ConsentScope.REPORT, "On apprécie la convivialité")
    line = Entry.objects.first()
    assert line
    assert line.subject == f"parole {quote.pk} de 2015"
    assert "Kerboul" not in str(line.details)
    assert years_quoted() == [2015]


def test_a_document_is_filed_once_under_its_code() -> None:
    file_publication(code="002", title="Rapport", by=ANIMATOR)
    file_publication(code=" 002 ", title=" Rapport 2015 du PHARES ", by=ANIMATOR)
    assert publication_titles() == {"002": "Rapport 2015 du PHARES"}
    assert Entry.objects.filter(verb="library.filed").count() == 2


@pytest.mark.parametrize(
    ("code", "by", "no"), [("002", MEMBER, "not-allowed"), ("le 2", ANIMATOR, "code")]
)
def test_a_document_that_is_not_filed_leaves_no_trace(code, by, no) -> None:
    with pytest.raises(Refused) as refused:
        file_publication(code=code, title="Rapport", by=by)
    assert refused.value.reason.code == no
    assert not Publication.objects.exists()
    assert not Entry.objects.exists()
