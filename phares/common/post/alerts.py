"""What the post asks somebody to do: letters that nobody received."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from phares.common.notices.queries import lost_since
from phares.common.parameters.rules.catalogue import SETS
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.kernel.words import in_words

FORTNIGHT = timedelta(days=14)
"""Told for so long; whoever waited for the letter has asked for it since."""


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Letters given up of late, for who may try them again. One query."""
    number = lost_since(today - FORTNIGHT).count() if actor.is_(*SETS) else 0
    if not number:
        return []
    fact = say("{count} courriers n’ont pas pu partir", count=in_words(number).capitalize())
    then = say("Leurs destinataires n’ont rien reçu : voyez pourquoi, puis réessayez.")
    if number == 1:
        fact = say("Un courrier n’a pas pu partir")
        then = say("Son destinataire n’a rien reçu : voyez pourquoi, puis réessayez.")
    given_up = f"{reverse('post:outgoing')}?choix=abandonne"
    return [Alert(Urgency.SURVEILLE, fact, then, "Voir", given_up)]
