"""What somebody corrects of themselves: how they are called, and where to call them."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.accounts.actions.keeping import locked
from phares.people.accounts.models import User
from phares.people.accounts.rules.own_card import why_not_correct
from phares.people.directory.actions import write_person
from phares.people.directory.rules.typed import why_not_phone


@transaction.atomic
def correct_own_card(
    user: User, *, given_name: str, family_name: str, phone: str, by: Actor
) -> User:
    """One's own card in the directory; the account is shown under the same name."""
    insist(why_not_correct(user.pk, by, joined=user.person is not None))
    insist(why_not_phone(phone))
    kept = locked(user)
    assert kept.person is not None
    person = write_person(
        kept.person, by=by, given_name=given_name, family_name=family_name, phone=phone
    )
    kept.name = person.name
    kept.save(update_fields=["name"])
    return kept


@transaction.atomic
def correct_own_name(user: User, *, name: str, by: Actor) -> User:
    """The name of an account that is joined to nobody's card; one that stays leaves no trace."""
    insist(why_not_correct(user.pk, by, joined=False, name=name))
    kept = locked(user)
    before, kept.name = kept.name, name.strip()
    if before != kept.name:
        kept.save(update_fields=["name"])
        record("account.name_corrected", kept, by=by, before=before, after=kept.name)
    return kept
