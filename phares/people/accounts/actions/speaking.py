"""The language of somebody's pages and letters."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.kernel.tongue import LANGUAGES
from phares.people.accounts.actions.keeping import locked
from phares.people.accounts.models import User
from phares.people.accounts.rules import keys as rules

UNKNOWN = Reason("language", "Cette langue n’est pas parlée ici. Choisissez l’une de la liste.")


@transaction.atomic
def choose_language(user: User, language: str, *, by: Actor) -> None:
    """One's own; the one already chosen leaves no trace."""
    insist(None if user.pk == by.user_id else rules.NOT_A_KEEPER)
    insist(None if language in LANGUAGES else UNKNOWN)
    user = locked(user)
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    record("account.language_chosen", user, by=by, language=LANGUAGES[language])
