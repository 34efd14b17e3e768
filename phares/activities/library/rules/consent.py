"""How far a quote may go, and whether its author goes with it."""

from __future__ import annotations

from datetime import date

from phares.kernel.dating import Dated
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.directory.rules.kinds import ConsentScope

ALLOWED_BY = {
    ConsentScope.INTERNAL: frozenset(ConsentScope),
    ConsentScope.REPORT: frozenset({ConsentScope.REPORT, ConsentScope.NAMED, ConsentScope.WEB}),
    ConsentScope.NAMED: frozenset({ConsentScope.REPORT, ConsentScope.NAMED, ConsentScope.WEB}),
    ConsentScope.WEB: frozenset({ConsentScope.WEB}),
}
"""Where a quote goes, and the consents that let it go there."""

FOR_A_NAME = frozenset({ConsentScope.REPORT, ConsentScope.NAMED})


def may_go(consent: ConsentScope, to: ConsentScope) -> bool:
    """A quote goes no further than its author agreed to."""
    return consent in ALLOWED_BY[to]


def named(consent: ConsentScope, to: ConsentScope) -> bool:
    """The author is named in the report only, and only who agreed to it."""
    return consent is ConsentScope.NAMED and to in FOR_A_NAME


def why_not_quote(text: str, consent: ConsentScope, has_author: bool) -> Reason | None:
    """A quote says something; to name its author one must know who it is."""
    if not text.strip():
        return Reason("no-text", "Recopiez la parole, sans les guillemets.")
    if consent is ConsentScope.NAMED and not has_author:
        return Reason("no-author", "Dites qui parle, ou choisissez « dans le bilan, sans le nom ».")
    return None


def who_knows(consent: ConsentScope) -> str:
    """Who reads the name of an author, once it is noted."""
    if named(consent, ConsentScope.REPORT):
        return say("nom imprimé dans le bilan")
    return say("nom lu de l’administration et de l’animation seulement")


def why_not_correct(withdrawn_on: date | None) -> Reason | None:
    """What was taken back is not written again."""
    if withdrawn_on is None:
        return None
    sentence = say(
        "Cette parole a été retirée le {dated} : elle ne se corrige plus. Si la "
        "personne la redonne, notez-en une autre.",
        dated=Dated(withdrawn_on),
    )
    return Reason("withdrawn", sentence)


def why_not_withdraw(already: date | None) -> Reason | None:
    """What is withdrawn stays withdrawn."""
    if already is None:
        return None
    return Reason(
        "withdrawn", say("Cette parole a déjà été retirée le {dated}.", dated=Dated(already))
    )
