"""Collecting what people say, taking it back when they ask; filing what was published."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from phares.activities.library.models import Publication, Quote
from phares.activities.library.queries import authors_over
from phares.activities.library.rules.consent import why_not_correct, why_not_quote, why_not_withdraw
from phares.activities.library.rules.filing import why_not_title
from phares.activities.library.rules.permissions import why_not_file, why_not_keep_quotes
from phares.common.audit.actions import record
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.kernel.tongue import french
from phares.people.directory.models import Person
from phares.people.directory.rules.kinds import ConsentScope


@transaction.atomic
def quote_somebody(
    *,
    axis: Axis,
    year: int,
    text: str,
    author: Person | None = None,
    scope: ConsentScope = ConsentScope.REPORT,
    rank: int | None = None,
    source: str = "",
    illustrative: bool = False,
    by: Actor,
) -> Quote:
    """What somebody said, and how far it may go. The journal never holds the author."""
    insist(why_not_keep_quotes(by))
    insist(why_not_quote(text, scope, author is not None))
    quote = Quote.objects.create(
        axis=axis,
        year=year,
        text=text,
        author=author,
        scope=scope.value,
        rank=_last_rank(axis, year) + 1 if rank is None else rank,
        source=source,
        illustrative=illustrative,
    )
    record("library.quoted", quote, by=by, scope=scope)
    return quote


@transaction.atomic
def correct_quote(
    quote: Quote, *, axis: Axis, text: str, author: Person | None, scope: ConsentScope, by: Actor
) -> Quote:
    """Its words, whose they are and how far they may go. The former words are kept with it."""
    insist(why_not_keep_quotes(by))
    kept = Quote.objects.select_for_update().get(pk=quote.pk)
    insist(why_not_correct(kept.withdrawn_on))
    insist(why_not_quote(text, scope, author is not None))
    before = ConsentScope(kept.scope)
    if text != kept.text:
        kept.earlier = [*kept.earlier, kept.text]
    kept.axis, kept.text, kept.author, kept.scope = axis, text, author, scope.value
    kept.save(update_fields=["axis", "text", "author", "scope", "earlier"])
    record("library.corrected", kept, by=by, before=before, scope=scope)
    return kept


@transaction.atomic
def withdraw_quote(quote: Quote, *, on: date, by: Actor) -> Quote:
    """The quote leaves every output from now on; frozen reports say so in its place."""
    insist(why_not_keep_quotes(by))
    return take_quote_away(quote, on=on, by=by)


@transaction.atomic
def take_quote_away(quote: Quote, *, on: date, by: Actor) -> Quote:
    """The row itself, for actions that asked who may."""
    kept = Quote.objects.select_for_update().get(pk=quote.pk)
    insist(why_not_withdraw(kept.withdrawn_on))
    kept.withdrawn_on = on
    kept.save(update_fields=["withdrawn_on"])
    record("library.withdrawn", kept, by=by, on=on)
    return kept


@transaction.atomic
def forget_author(person: int, *, on: date, by: Actor) -> int:
    """A person is forgotten: what they said leaves every output, and nobody knows who said it."""
    insist(why_not_keep_quotes(by))
    said = list(Quote.objects.select_for_update().filter(author=person))
    for quote in said:
        if quote.withdrawn_on is None:
            withdraw_quote(quote, on=on, by=by)
    return Quote.objects.filter(pk__in=[quote.pk for quote in said]).update(author=None)


@transaction.atomic
def part_from_authors(before: date, *, by: Actor) -> int:
    """Quotes taken back before a day lose their author; the journal says how many."""
    insist(why_not_keep_quotes(by))
    parted = authors_over(before).update(author=None)
    if parted:
        record("library.authors_forgotten", french("paroles retirées"), by=by, count=parted)
    return parted


@transaction.atomic
def file_publication(*, code: str, title: str, by: Actor) -> Publication:
    """A document under its code; filed again, it takes the new title."""
    insist(why_not_file(by))
    insist(why_not_title(code, title))
    filed, _new = Publication.objects.update_or_create(
        code=code.strip(), defaults={"title": title.strip()}
    )
    record("library.filed", filed, by=by, rubric=filed.code)
    return filed


def _last_rank(axis: Axis, year: int) -> int:
    found = Quote.objects.filter(axis=axis, year=year).aggregate(last=Max("rank"))["last"]
    return int(found or 0)
