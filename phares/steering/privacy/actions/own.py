"""What a person takes back by herself: an agreement, what she said, what is shown of her."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from phares.activities.library.actions import take_quote_away
from phares.activities.library.models import Quote
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.kernel.tongue import say
from phares.people.accounts.models import User
from phares.people.directory.actions import end_consent, hide_function
from phares.people.directory.models import Consent, Function
from phares.steering.privacy.actions.asking import ask_of_data
from phares.steering.privacy.rules import asking
from phares.steering.privacy.rules.asking import Wish


@transaction.atomic
def take_back_consent(consent: Consent, *, by: Actor, today: date, now: datetime) -> Consent:
    """By the person who gave it; the administration is told what to take away, and by when."""
    user = _insist_on_own(consent.person_id, by)
    kept = end_consent(consent, on=max(today, consent.given_on), by=by)
    told = say("« {about} », {scope}", about=kept.about, scope=kept.get_scope_display())
    ask_of_data(user, Wish.WITHDRAWN, words=told, by=by, today=today, now=now)
    return kept


@transaction.atomic
def take_back_quote(quote: Quote, *, by: Actor, today: date) -> Quote:
    """By the person who said it: it leaves every page and every report, frozen ones too."""
    _insist_on_own(quote.author_id, by)
    return take_quote_away(quote, on=today, by=by)


@transaction.atomic
def hide_own_function(function: Function, *, by: Actor) -> Function:
    """Name, function, e-mail and telephone leave the public pages at once."""
    _insist_on_own(function.person_id, by)
    insist(None if function.public else asking.SHOWS_NOTHING)
    return hide_function(function, by=by)


def _insist_on_own(person: int | None, by: Actor) -> User:
    user = User.objects.filter(pk=by.user_id or 0, person=person).first() if person else None
    if user is None or by.viewer:
        raise Refused(asking.NOT_YOURS)
    return user
