"""Reading quotes: an author never leaves without having agreed to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phares.activities.library.models import Publication, Quote
from phares.activities.library.rules.consent import ALLOWED_BY, may_go, named, who_knows
from phares.activities.library.rules.permissions import may_know_authors
from phares.cooperative.projects.models import Axis
from phares.kernel.actor import Actor
from phares.people.directory.rules.kinds import ConsentScope


@dataclass(frozen=True, slots=True)
class Saying:
    """A quote as it may be shown where it goes."""

    pk: int
    axis_id: int
    text: str
    author: str
    """Empty unless the author agreed to be named there."""
    illustrative: bool


def quotes_for(axis: Axis | None, year: int, scope: ConsentScope) -> list[Saying]:
    """Quotes of a year that may go to `scope`, of one axis or of all, none of them withdrawn."""
    allowed = [consent.value for consent in ALLOWED_BY[scope]]
    found = quotes().filter(year=year, withdrawn_on=None, scope__in=allowed)
    if axis is not None:
        found = found.filter(axis=axis)
    return [_said(quote, named(ConsentScope(quote.scope), scope)) for quote in found]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an output made earlier may show no more, known by its words."""

    texts: frozenset[str]
    """Quotes that may not go there, in all the words they were ever written in."""
    names: frozenset[str]
    """Quotes whose author may not be named there."""
    hidden: frozenset[int]
    """The keys of the quotes that may not go there."""


def taken_back(ids: Iterable[int], scope: ConsentScope) -> TakenBack:
    """Among these quotes, those that were withdrawn or agreed to less than `scope` since."""
    texts, names, hidden = set[str](), set[str](), set[int]()
    for quote in Quote.objects.filter(pk__in=list(ids)):
        consent, words = ConsentScope(quote.scope), {quote.text, *quote.earlier}
        if quote.withdrawn_on is not None or not may_go(consent, scope):
            texts |= words
            hidden.add(quote.pk)
        elif not named(consent, scope):
            names |= words
    return TakenBack(frozenset(texts), frozenset(names), frozenset(hidden))


def quotes() -> QuerySet[Quote]:
    """Every quote under the axes of our pole, in the order they are told."""
    return (
        Quote.objects.filter(axis__pole__is_home=True)
        .select_related("axis", "author")
        .order_by("axis__number", "rank", "pk")
    )


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote as the house sees it; the author's name for those who may know it."""

    quote: Quote
    author: str

    @property
    def consent(self) -> ConsentScope:
        return ConsentScope(self.quote.scope)

    @property
    def known_to(self) -> str:
        return who_knows(self.consent)


def quotes_kept(year: int, *, actor: Actor) -> list[KeptQuote]:
    """Every quote of the year for the page inside; withdrawn ones for those who keep them."""
    knows = may_know_authors(actor)
    found = quotes().filter(year=year)
    if not knows:
        found = found.filter(withdrawn_on=None)
    return [KeptQuote(quote, str(quote.author or "") if knows else "") for quote in found]


def authors_over(before: date) -> QuerySet[Quote]:
    """Quotes taken back before a day whose author is still noted."""
    rows = Quote.objects.filter(withdrawn_on__lt=before, author__isnull=False)
    return rows.order_by("pk")


def publications() -> QuerySet[Publication]:
    """The documents on file."""
    return Publication.objects.order_by("code")


def publication_titles() -> dict[str, str]:
    """The titles of the documents on file, by their code."""
    return dict(Publication.objects.values_list("code", "title"))


def years_quoted() -> list[int]:
    """The years of which something is quoted, the last first."""
    said = Quote.objects.filter(axis__pole__is_home=True)
    return sorted(set(said.order_by().values_list("year", flat=True).distinct()), reverse=True)


def _said(quote: Quote, with_name: bool) -> Saying:
    author = str(quote.author) if with_name and quote.author else ""
    return Saying(quote.pk, quote.axis_id, quote.text, author, quote.illustrative)
