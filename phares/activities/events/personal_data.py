"""What events hold on persons: who registers, and whether they came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from phares.activities.events.actions.forgetting import part_from_guests
from phares.activities.events.queries.guests import of_subject, over_before
from phares.common.personal import item
from phares.kernel.actor import THE_POLE
from phares.kernel.personal import Basis, Holding, Item, Keeping, Purge, Subject

REGISTRATIONS = Keeping(
    "events.registration",
    "Inscriptions aux rendez-vous",
    12,
    "après le rendez-vous",
    "Le temps de dire qui est venu, et de l’écrire dans le bilan de l’année ; les nombres restent.",
    "Choix du pôle, à confirmer : aucun texte ne fixe cette durée",
)
HOLDINGS = (
    Holding(
        code="events.registration",
        label="Inscriptions et présences aux rendez-vous",
        purpose="Garder une place à qui la demande, prévenir d’un changement, compter qui est venu",
        basis=Basis.CONSENT,
        persons="Personnes qui s’inscrivent, de la maison ou d’ailleurs",
        data="Nom, courriel, structure, séance, présence",
        recipients="L’accueil et l’animation ; la feuille à signer se lit sur place",
        keeping=REGISTRATIONS,
        erased="Le nom, le courriel et le compte ne sont plus notés",
        kept="La ligne sans nom, avec sa structure : elle compte dans les chiffres",
        tables=("events.registration",),
    ),
)
TOLD = ("from_where", "organisation", "state", "asked_at", "came")


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """What the person registered to, the latest first."""
    rows = of_subject(who).select_related("session__event", "organisation")
    found = [
        item(one, "name", "email", *TOLD, title=str(one.session.event))
        for one in rows.order_by("-session__starts_at", "pk")
    ]
    return {"events.registration": found}


def _due(before: date) -> list[Item]:
    rows = over_before(before).select_related("session__event", "organisation")
    return [item(one, *TOLD, title=str(one.session.event)) for one in rows.order_by("pk")]


def _act(before: date) -> int:
    return part_from_guests(before, by=THE_POLE)


PURGES = (Purge(REGISTRATIONS.code, "Noms des inscriptions passées", _due, _act),)
