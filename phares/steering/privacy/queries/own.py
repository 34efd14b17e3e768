"""What a person may take back, and what was asked of the data held on somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phares.activities.library.models import Quote
from phares.common.facts import on
from phares.people.directory.models import Consent, Function
from phares.steering.privacy.models import RightsRequest
from phares.steering.privacy.queries import Somebody


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What somebody agreed to and may take back, and what is shown of them outside."""

    consents: tuple[Consent, ...] = ()
    quotes: tuple[Quote, ...] = ()
    functions: tuple[Function, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.consents or self.quotes or self.functions)


def to_take_back(somebody: Somebody, day: date) -> TakeBack:
    """Three queries; none for an account that is of no card."""
    who = somebody.person
    if who is None:
        return TakeBack()
    consents = Consent.objects.filter(person=who, withdrawn_on=None)
    quotes = Quote.objects.filter(author=who, withdrawn_on=None)
    shown = Function.objects.filter(on(day), person=who, public=True)
    return TakeBack(tuple(consents), tuple(quotes), tuple(shown.select_related("organisation")))


def requests_open() -> QuerySet[RightsRequest]:
    """Those that wait for an answer, the soonest due first."""
    rows = RightsRequest.objects.filter(answered_on=None).select_related("user")
    return rows.order_by("due_on", "pk")


def requests_of(somebody: Somebody) -> QuerySet[RightsRequest]:
    return RightsRequest.objects.filter(user=somebody.account)
