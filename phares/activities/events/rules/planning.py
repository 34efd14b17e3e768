"""What an event and its sessions must say."""

from __future__ import annotations

from datetime import datetime

from phares.activities.events.rules.kinds import PaidBy
from phares.kernel.money import Money
from phares.kernel.refusal import Reason

NO_SESSION = Reason("no-session", "Ajoutez une séance : sans jour ni heure, personne ne vient.")
NO_ORGANISER = Reason(
    "organiser", "Dites quelle structure organise : la salle est réservée pour elle."
)


def why_not_titled(title: str) -> Reason | None:
    return None if title.strip() else Reason("title", "Il manque l’intitulé.")


def why_not_priced(price: Money | None, payer: PaidBy) -> Reason | None:
    """An amount and « gratuit » do not go together."""
    if price is not None and price.cents < 0:
        return Reason("price", "Un prix n’est pas négatif.")
    if price is not None and price.cents > 0 and payer is PaidBy.NOBODY:
        return Reason("payer", "Il y a un prix : dites qui le paie.")
    return None


def why_not_last(start: datetime, end: datetime) -> Reason | None:
    if end > start:
        return None
    return Reason("dates", "La fin doit venir après le début. Vérifiez les heures.")


def why_not_placed(has_room: bool, place: str) -> Reason | None:
    """A room of the pole or an address elsewhere: one of the two."""
    if has_room and place.strip():
        return Reason(
            "place", "Choisissez une salle du pôle, ou écrivez une adresse : pas les deux."
        )
    if not has_room and not place.strip():
        return Reason("place", "Dites où : une salle du pôle, ou une adresse.")
    return None


def why_not_held(starts: list[datetime], now: datetime) -> Reason | None:
    """It was held once its last session began."""
    if not starts:
        return NO_SESSION
    if max(starts) > now:
        return Reason("to-come", "La dernière séance n’a pas commencé : il n’est pas encore tenu.")
    return None


def why_not_say(sentence: str) -> Reason | None:
    """A no is told with its reason."""
    if sentence.strip():
        return None
    return Reason("reason", "Dites pourquoi : les personnes inscrites le liront.")
