"""What must hold of the accounts: somebody keeps the keys, and the second steps can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from phares.kernel.soundness import Finding
from phares.kernel.tongue import say
from phares.kernel.words import of
from phares.people.accounts.formats.sealing import opened
from phares.people.accounts.models import Factor
from phares.people.accounts.queries import accounts_are_kept
from phares.people.accounts.queries.leaving import pole_keys_left, untied_with_a_card


def findings(now: datetime) -> Iterator[Finding]:
    if not accounts_are_kept(timezone.localdate(now)):
        yield Finding(
            "accounts.nobody",
            "Plus personne ne tient les comptes : aucun compte ouvert n’a la clé de "
            "l’administration.",
            "Reprenez une sauvegarde d’avant.",
        )
    yield from _left(timezone.localdate(now))
    yield from _untied(timezone.localdate(now))
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


def _left(day: date) -> Iterator[Finding]:
    """The pole waits for another administrator."""
    for key in pole_keys_left(day):
        if key.left_on is not None and key.last:
            yield Finding(
                "accounts.left_keeper",
                say(
                    "{name} a quitté le pôle et tient la dernière clé d’administration.",
                    name=key.user.name,
                ),
                "Donnez l’administration à quelqu’un d’autre, depuis la page « Comptes ».",
                f"{key.user._meta.label_lower}:{key.user_id}",
            )


def _untied(day: date) -> Iterator[Finding]:
    """A key follows the departures of a card that is known, and is not tied."""
    for user in untied_with_a_card(day):
        yield Finding(
            "accounts.untied",
            say(
                "Le compte {of_who} n’est relié à aucune fiche, alors que l’annuaire en a une.",
                of_who=of(user.name),
            ),
            "Reliez-les depuis la page du compte : sa clé suivra les départs.",
            f"{user._meta.label_lower}:{user.pk}",
        )


def unreadable_factors() -> int:
    """How many applications of codes were sealed with another secret_key."""
    kept = Factor.objects.exclude(sealed_secret="").values_list("sealed_secret", flat=True)
    return sum(opened(one) is None for one in kept.iterator())
