"""What persons' rights ask of the administration: an answer, within the delay of the law."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.common.web.display import french_date
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.steering.privacy.models import RightsRequest
from phares.steering.privacy.queries.own import requests_open
from phares.steering.privacy.rules.asking import Wish
from phares.steering.privacy.rules.permissions import may_answer


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """One query, for who answers."""
    return [_alert(one, today) for one in requests_open()] if may_answer(actor) else []


def _alert(one: RightsRequest, today: date) -> Alert:
    name, late = one.user.name, one.due_on < today
    facts = {
        Wish.CORRECT: say("{name} demande de corriger ses données", name=name),
        Wish.ERASE: say("{name} demande que ses données soient effacées", name=name),
        Wish.WITHDRAWN: say("{name} a retiré son accord", name=name),
    }
    until = french_date(one.due_on)
    then = say("La loi demandait une réponse avant le {day}.", day=until) if late else say(
        "La loi demande une réponse avant le {day}.", day=until
    )  # fmt: skip
    urgency = Urgency.BLOQUE if late else Urgency.SURVEILLE
    url = reverse("privacy:answer", args=[one.pk])
    return Alert(urgency, facts[Wish(one.wish)], then, say("Répondre"), url, one.due_on)
