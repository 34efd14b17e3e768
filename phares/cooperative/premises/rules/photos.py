"""What a photo of the place says, and who it is shown to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from phares.cooperative.premises.rules.permissions import SEES_THE_PLAN
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

MOST = 24
"""Photos of one place: more would no longer be looked at."""


def sees_all(actor: Actor) -> bool:
    """Who sees the plan sees its photos; everybody, those that were said public."""
    return actor.is_(*SEES_THE_PLAN)


def why_not_describe(description: str) -> Reason | None:
    if description.strip():
        return None
    return Reason("undescribed", "Dites ce que montre la photo, pour qui ne la voit pas.")


def why_not_date(taken_on: date | None, today: date) -> Reason | None:
    if taken_on is None or taken_on <= today:
        return None
    return Reason("not-taken-yet", "Ce jour n’est pas encore venu. Revoyez la date de la photo.")


def why_not_publish(*, public: bool, people: bool, consent: str) -> Reason | None:
    """Whoever is recognised said yes before everybody sees it. Source: Code civil, article 9."""
    if not (public and people) or consent.strip():
        return None
    return Reason(
        "no-consent",
        "Des personnes s’y reconnaissent : notez leur accord avant de la montrer au public, "
        "ou gardez-la pour la maison.",
    )


def why_not_one_more(name: str, fingerprint: str, known: Collection[str]) -> Reason | None:
    """The same photo once a place, and not without end."""
    if fingerprint in known:
        return Reason("same-photo", say("Cette photo est déjà sur la fiche {name}.", name=name))
    if len(known) < MOST:
        return None
    told = say("{name} a déjà {most} photos. Retirez-en une d’abord.", name=name, most=MOST)
    return Reason("many-photos", told)
