"""What must hold of the accounts: somebody keeps the keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from phares.kernel.soundness import Finding
from phares.people.accounts.queries import accounts_are_kept


def findings(now: datetime) -> Iterator[Finding]:
    if not accounts_are_kept(timezone.localdate(now)):
        yield Finding(
            "accounts.nobody",
            "Plus personne ne tient les comptes : aucun compte ouvert n’a la clé de "
            "l’administration.",
            "Reprenez une sauvegarde d’avant.",
        )
