"""What somebody may ask of the data held on them, and until when they are answered."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Missing, Reason
from phares.kernel.tongue import french, say
from phares.people.directory.rules.kinds import ConsentScope


class Wish(Labelled):
    """What is asked. Source: règlement (UE) 2016/679, articles 7.3, 16 et 17."""

    CORRECT = "correct", "corriger"
    ERASE = "erase", "effacer"
    WITHDRAWN = "withdrawn", "accord retiré"


ASKED = (Wish.CORRECT, Wish.ERASE)
"""What a person writes a request for; an agreement is taken back by its own button."""
NOTHING_SAID = Reason("no-words", "Dites ce qui est faux, et ce qu’il faut écrire à la place.")
NO_ANSWER = Reason("no-answer", "Dites ce qui a été fait, ou pourquoi ce ne l’est pas.")
NOT_YOURS = Missing("not-yours", "Rien de tel n’est gardé sur vous.")
SHOWS_NOTHING = Reason("shows-nothing", "Cette fonction ne se montre déjà plus au public.")

USED = {
    ConsentScope.INTERNAL: french("ce qui est montré dans le pôle"),
    ConsentScope.REPORT: french("ce qui en paraît dans les bilans, sans votre nom"),
    ConsentScope.NAMED: french("ce qui en paraît dans les bilans, avec votre nom"),
    ConsentScope.WEB: french("ce qui en paraît sur le site public"),
}
"""What an agreement let go out."""


def deadline(asked: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month.

    Source: règlement (CEE, Euratom) nº 1182/71, article 3.
    """
    year, month = divmod(asked.year * 12 + asked.month - 1 + months, 12)
    return date(year, month + 1, min(asked.day, monthrange(year, month + 1)[1]))


def why_not_ask(wish: Wish, words: str, waiting_since: date | None) -> Reason | None:
    """To correct, one says what; to be erased is asked once at a time."""
    if wish is Wish.CORRECT and not words.strip():
        return NOTHING_SAID
    if wish is Wish.ERASE and waiting_since is not None:
        said = say("Votre demande du {day} attend déjà sa réponse.", day=Dated(waiting_since))
        return Reason("waits-already", said)
    return None


def why_not_answer(answered_on: date | None, words: str) -> Reason | None:
    """Once, in words that the person will read."""
    if answered_on is not None:
        said = say("Cette demande a sa réponse depuis le {day}.", day=Dated(answered_on))
        return Reason("answered", said)
    return None if words.strip() else NO_ANSWER
