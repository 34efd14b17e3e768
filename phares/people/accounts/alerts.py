"""What accounts ask somebody to do."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from phares.kernel.actor import Actor, Role
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.people.accounts.models import Key
from phares.people.accounts.queries import holders_for, pole_keys_left
from phares.people.accounts.rules.keys import KEEPERS

WHO_INVITES = "l’administration du pôle"


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """Keys and invitations follow the real calendar."""
    day = timezone.localdate()
    return [*_left(actor, day), *_unanswered(actor, day)]


def _left(actor: Actor, day: date) -> list[Alert]:
    """Who has left and still holds a key of the whole pole: the administration takes it back.

    It is asked, not done: nobody locks the pole by ending the last administrator's function.
    """
    if not actor.is_(*KEEPERS):
        return []
    return [
        Alert(
            Urgency.SURVEILLE,
            say("{name} n’a plus de fonction et garde une clé du pôle", name=one.name),
            say("Toutes ses fonctions ont pris fin. Reprenez sa clé, ou notez ce qui continue."),
            say("Voir le compte"),
            reverse("accounts:user", args=[one.pk]),
        )
        for one in pole_keys_left(day)
    ]


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
