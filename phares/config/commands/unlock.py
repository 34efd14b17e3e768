"""`phares unlock ADRESSE`: back to the password alone, when nobody else can do it from the site."""

from __future__ import annotations

from argparse import Namespace

from phares.config import preparing
from phares.config.failures import Failure
from phares.kernel.tongue import say


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from django.utils import timezone

    from phares.kernel.actor import THE_POLE
    from phares.people.accounts.actions import reset_factors
    from phares.people.accounts.models import User

    user = User.objects.filter(email__iexact=asked.address.strip()).first()
    if user is None:
        raise Failure(say("aucun compte n’a l’adresse {address}.", address=asked.address))
    reset_factors(user, by=THE_POLE, now=timezone.now())
    preparing.print_line(
        say(
            "{name} entre de nouveau avec le seul mot de passe ; un courrier le lui dit.",
            name=user.name,
        )
    )
