from __future__ import annotations

from datetime import date

import pytest

from phares.activities.library.actions import quote_somebody, withdraw_quote
from phares.activities.library.models import Quote
from phares.activities.library.queries import (
    quotes_for,
    quotes_kept,
    withdrawn_among,
    years_quoted,
)
from phares.common.audit.models import Entry
from phares.cooperative.projects.actions import write_axis
from phares.cooperative.projects.models import Axis
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
    assert withdrawn_among([kept.pk, gone.pk]) == {gone.pk}
    assert len(quotes_kept(2015, actor=ANIMATOR)) == 2
    assert len(quotes_kept(2015, actor=MEMBER)) == 1
    with pytest.raises(Refused):
        withdraw_quote(gone, on=date(2016, 2, 1), by=ANIMATOR)
    gone.refresh_from_db()
    assert gone.withdrawn_on == TODAY


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
