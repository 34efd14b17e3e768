"""`phares password ADRESSE`: a link to a new password, when nobody can make one from the site."""

from __future__ import annotations

from argparse import Namespace

from phares.config import preparing
from phares.config.failures import Failure
from phares.config.output import give
from phares.kernel.tongue import french, say

HANDED = french(
    "{name} choisit un nouveau mot de passe à cette adresse, une seule fois et sous peu ; "
    "un courrier la donne aussi, si le courrier est réglé :"
)


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from django.conf import settings
    from django.utils import timezone

    from phares.kernel.actor import THE_POLE
    from phares.people.accounts.actions import hand_reset_link
    from phares.people.accounts.models import User

    user = User.objects.filter(email__iexact=asked.address.strip()).first()
    if user is None:
        raise Failure(say("aucun compte n’a l’adresse {address}.", address=asked.address))
    path = hand_reset_link(user, by=THE_POLE, now=timezone.now())
    preparing.print_line(say(HANDED, name=user.name))
    give(settings.SITE_URL + path)
