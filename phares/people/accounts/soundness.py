"""What must hold of the accounts: somebody keeps the keys, and the second steps can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from phares.kernel.soundness import Finding
from phares.kernel.tongue import say
from phares.people.accounts.formats.sealing import opened
from phares.people.accounts.models import Factor
from phares.people.accounts.queries import accounts_are_kept


def findings(now: datetime) -> Iterator[Finding]:
    if not accounts_are_kept(timezone.localdate(now)):
        yield Finding(
            "accounts.nobody",
            "Plus personne ne tient les comptes : aucun compte ouvert n’a la clé de "
            "l’administration.",
            "Reprenez une sauvegarde d’avant.",
        )
    if lost := unreadable_factors():
        yield Finding(
            "accounts.factors",
            say(
                "La secret_key de settings.toml a changé. Applications de codes qui ne se lisent "
                "plus : {lost}. Les codes de secours d’avant non plus.",
                lost=lost,
            ),
            "Remettez l’ancienne secret_key ; si elle est perdue, phares unlock ADRESSE pour "
            "chaque compte.",
        )


def unreadable_factors() -> int:
    """How many applications of codes were sealed with another secret_key."""
    kept = Factor.objects.exclude(sealed_secret="").values_list("sealed_secret", flat=True)
    return sum(opened(one) is None for one in kept.iterator())
