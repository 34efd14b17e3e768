"""What bodies hold on persons: who sat where, kept as the law asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from phares.common.personal import item, kept_by_law, last_days
from phares.cooperative.governance.queries import mandates
from phares.cooperative.governance.rules.keeping import why_kept
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason

MANDATES = Keeping(
    "governance.mandates",
    "Mandats",
    60,
    "après la fin du mandat",
    "Qui a siégé peut avoir à répondre de ce qui fut décidé.",
    "Code civil, article 2224 : cinq ans pour agir",
)
HOLDINGS = (
    Holding(
        code="governance.mandate",
        label="Registre des mandats",
        purpose="Savoir qui siège, au nom de qui, et qui a décidé",
        basis=Basis.LEGAL,
        persons="Membres des instances",
        data="Instance, titre, siège, structure représentée, dates",
        recipients="La maison",
        keeping=MANDATES,
        erased="Après ce délai, le nom est remplacé par le numéro",
        kept="L’instance, le titre et les dates, sans nom",
        tables=("governance.mandate",),
    ),
)
COLUMNS = ("body", "seat", "organisation", "legal_agent", "source")


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """Where the person sits and sat."""
    if who.person is None:
        return {}
    held = mandates().filter(person=who.person)
    return {"governance.mandate": [item(one, *COLUMNS, title=one.title) for one in held]}


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """A mandate that runs, or ended too short a time ago."""
    return kept_by_law(who, mandates(), cut(MANDATES.code), why_kept)


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    return last_days(who, mandates())
