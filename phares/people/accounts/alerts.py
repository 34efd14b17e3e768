"""What accounts ask somebody to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from phares.common.web.display import french_date
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say, say_plural
from phares.people.accounts.models import Key
from phares.people.accounts.queries import holders_for
from phares.people.accounts.queries.leaving import pole_keys_left
from phares.people.accounts.queries.requests import key_requests_waiting
from phares.people.accounts.rules.keys import KEEPERS

WHO_INVITES = "l’administration du pôle"


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Keys and invitations follow the real calendar."""
    day = timezone.localdate()
    return [*_asked(actor), *_left(actor, day), *_unanswered(actor, day)]


def _asked(actor: Actor) -> list[Alert]:
    """How many keys are asked for, to who gives them."""
    count = key_requests_waiting().count() if actor.is_(*KEEPERS) else 0
    if not count:
        return []
    fact = say_plural(
        "{count} clé demandée attend une réponse", "{count} clés demandées attendent une réponse",
        count,
    )  # fmt: skip
    then = say("Un contact la demande pour un collègue, qui n’ouvre rien d’ici là.")
    where = f"{reverse('accounts:key_requests')}?choix=attente"
    told = fact.format(count=count)
    return [Alert(Urgency.SURVEILLE, told, then, say("Répondre"), where)]


def _left(actor: Actor, day: date) -> list[Alert]:
    """Who has left with a key of the whole pole: the administration is told what became of it.

    It opens no more, the last one of the administration apart: nobody locks the pole by ending a
    function.
    """
    return [_gone(key) for key in pole_keys_left(day)] if actor.is_(*KEEPERS) else []


def _gone(key: Any) -> Alert:
    urgency, fact, consequence = _told(key)
    where = reverse("accounts:user", args=[key.user_id])
    return Alert(urgency, fact, consequence, say("Voir le compte"), where)


def _told(key: Any) -> tuple[Urgency, str, str]:
    name, role = key.user.name, ROLE_LABELS[Role(key.role)]
    if key.left_on is None:
        return (
            Urgency.SURVEILLE,
            say("{name} n’a plus de fonction et garde une clé du pôle", name=name),
            say("Donnée après son départ, elle ouvre. Reprenez-la, ou notez ce qui continue."),
        )
    if key.last:
        return (
            Urgency.BLOQUE,
            say("{name} a quitté le pôle avec la dernière clé d’administration", name=name),
            say(
                "Elle ouvre encore, pour que le pôle ne soit pas fermé à tous. Donnez "
                "l’administration à quelqu’un d’autre : celle-ci n’ouvrira plus."
            ),
        )
    day = french_date(key.left_on)
    return (
        Urgency.SURVEILLE,
        say("{name} a quitté le pôle : « {role} » n’ouvre plus", name=name, role=role),
        say(
            "Sa fonction a pris fin : depuis le {day}, cette clé n’ouvre rien. Reprenez-la ; si "
            "cette personne continue, notez ce qu’elle fait.",
            day=day,
        ),
    )


def _unanswered(actor: Actor, day: date) -> list[Alert]:
    """To a contact, who was invited to their structure and has not answered."""
    own = actor.parties_as(Role.MEMBER_CONTACT)
    if not own:
        return []
    held = holders_for(sorted(own), day)
    return [_invited(key) for key in held if key.invited_until is not None]


def _invited(key: Key) -> Alert:
    over = key.invited_until <= timezone.now()  # type: ignore[attr-defined]
    return Alert(
        Urgency.SURVEILLE if over else Urgency.COURS,
        _("%(name)s n’a pas encore répondu à son invitation") % {"name": key.user.name},
        _("Son lien a expiré : il en faut un autre pour entrer.")
        if over
        else _("Le lien est dans sa boîte aux lettres, peut-être parmi les indésirables."),
        _("Voir"),
        f"{reverse('directory:organisation', args=[key.organisation_id])}#personnes",
        decide=False,
        who=WHO_INVITES if over else "",
    )
