"""What the calendar holds on persons: the addresses by which their calendars read it."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject
from phares.steering.agenda.models import Feed

FEEDS = Keeping(
    "agenda.feeds",
    "Abonnements d’agenda",
    None,
    "tant que le compte existe",
    "Dire à chacun quelles adresses lisent son agenda, et quand.",
    "RGPD, article 5.1 f (sécurité)",
)
HOLDINGS = (
    Holding(
        code="agenda.feed",
        label="Abonnements d’agenda",
        purpose="Lire son agenda du pôle depuis un autre logiciel",
        basis=Basis.CONTRACT,
        persons="Personnes qui ont demandé une adresse d’abonnement",
        data="Empreinte de l’adresse, salle ou agenda, dates, dernier jour de lecture",
        recipients="Le logiciel d’agenda à qui la personne donne l’adresse",
        keeping=FEEDS,
        erased="Les adresses sont supprimées avec le compte",
        tables=("agenda.feed",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The addresses they asked for; never the address itself, which nobody keeps."""
    if who.account is None:
        return {}
    rows = Feed.objects.filter(user=who.account).select_related("offer")
    told = ("made_at", "used_on", "withdrawn_at")
    return {"agenda.feed": [item(one, *told, title=str(one.offer or "Agenda")) for one in rows]}
