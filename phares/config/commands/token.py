"""`phares token ADRESSE --scopes …`: a token for a program, alone on the standard output."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from phares.config import preparing
from phares.config.failures import Failure
from phares.config.output import give
from phares.kernel.tongue import say


def run(asked: Namespace) -> None:
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from django.utils import timezone

    from phares.kernel.actor import THE_POLE
    from phares.people.accounts.actions import make_token
    from phares.people.accounts.models import User
    from phares.people.directory.models import Organisation

    user = User.objects.filter(email__iexact=asked.address.strip()).first()
    if user is None:
        raise Failure(say("aucun compte n’a l’adresse {address}.", address=asked.address))
    house = None
    if asked.organisation is not None:
        house = Organisation.objects.filter(pk=asked.organisation).first()
        if house is None:
            raise Failure(say("aucune structure n’a le numéro {key}.", key=asked.organisation))
    _token, secret = make_token(
        user, name=asked.name, scopes=_scopes(asked.scopes), organisation=house, by=THE_POLE,
        now=timezone.now(),
    )  # fmt: skip
    give(secret)


def _scopes(words: list[str]) -> list[Any]:
    """Given one by one, or with commas between them."""
    from phares.people.accounts.rules.tokens import Scope

    asked = [word for one in words for word in one.replace(",", " ").split()]
    known = {scope.value: scope for scope in Scope}
    for word in asked:
        if word not in known:
            raise Failure(
                say("« {word} » n’est pas proposé (choix : {choices}).", word=word,
                    choices=", ".join(known))
            )  # fmt: skip
    return [known[word] for word in asked]
