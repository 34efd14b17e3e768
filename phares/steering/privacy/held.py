"""What the answering itself holds on persons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Purge, Subject
from phares.steering.privacy.models import RightsRequest

REQUESTS = Keeping(
    "privacy.requests",
    "Demandes sur ses données",
    60,
    "après la réponse",
    "De quoi prouver que l’on a répondu, et quand.",
    "RGPD, articles 5.2 et 12.3 ; code civil, article 2224 (cinq ans)",
)
HOLDINGS = (
    Holding(
        code="privacy.request",
        label="Demandes sur ses données",
        purpose="Répondre dans le délai à qui demande de corriger ou d’effacer",
        basis=Basis.LEGAL,
        persons="Personnes qui ont un compte",
        data="Ce qui est demandé, le jour, la réponse et qui l’a donnée",
        recipients="L’administration du pôle, la personne elle-même",
        keeping=REQUESTS,
        erased="Toutes les demandes de ce compte sont supprimées",
        tables=("privacy.rightsrequest", "privacy.rightsrequest.answered_by"),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """What they asked, and what they were answered."""
    rows = RightsRequest.objects.filter(user=who.account or 0).select_related("user")
    told = ("words", "asked_on", "due_on", "answered_on", "answer", "answered_by")
    return {"privacy.request": [item(one, *told, title=one.get_wish_display()) for one in rows]}


def _due(before: date) -> list[Item]:
    rows = RightsRequest.objects.filter(answered_on__lt=before).select_related("user")
    return [item(one, "asked_on", "answered_on") for one in rows]


def _act(before: date) -> int:
    gone, _each = RightsRequest.objects.filter(answered_on__lt=before).delete()
    return gone


PURGES = (Purge(REQUESTS.code, "Demandes qui ont leur réponse", _due, _act),)
