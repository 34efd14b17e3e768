"""Reading quotes: an author never leaves without having agreed to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from phares.activities.library.models import Quote
from phares.activities.library.rules.consent import ALLOWED_BY, named
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


def withdrawn_among(ids: Iterable[int]) -> set[int]:
    """Which of these quotes were withdrawn since: what a frozen report flags."""
    found = Quote.objects.filter(pk__in=list(ids), withdrawn_on__isnull=False)
    return set(found.values_list("pk", flat=True))


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


def quotes_kept(year: int, *, actor: Actor) -> list[KeptQuote]:
    """Every quote of the year for the page inside; withdrawn ones for those who keep them."""
    knows = may_know_authors(actor)
    found = quotes().filter(year=year)
    if not knows:
        found = found.filter(withdrawn_on=None)
    return [KeptQuote(quote, str(quote.author or "") if knows else "") for quote in found]


def years_quoted() -> list[int]:
    """The years of which something is quoted, the last first."""
    said = Quote.objects.filter(axis__pole__is_home=True)
    return sorted(set(said.order_by().values_list("year", flat=True).distinct()), reverse=True)


def _said(quote: Quote, with_name: bool) -> Saying:
    author = str(quote.author) if with_name and quote.author else ""
    return Saying(quote.pk, quote.axis_id, quote.text, author, quote.illustrative)
