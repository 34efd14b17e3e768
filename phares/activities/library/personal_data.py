"""What the library holds on persons: what they said, and how far it may go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from phares.activities.library.actions import part_from_authors
from phares.activities.library.models import Quote
from phares.activities.library.queries import authors_over
from phares.common.personal import item
from phares.kernel.actor import THE_POLE
from phares.kernel.personal import Basis, Holding, Item, Keeping, Purge, Subject

QUOTES = Keeping(
    "library.authors",
    "Auteurs des paroles retirées",
    12,
    "après le retrait de la parole",
    "Un an pour répondre à qui demande ce qu’on a fait de sa parole.",
    "Choix du pôle, à confirmer : aucun texte ne fixe cette durée",
)
HOLDINGS = (
    Holding(
        code="library.quote",
        label="Paroles d’habitants",
        purpose="Raconter l’année avec les mots de ceux qui l’ont faite",
        basis=Basis.CONSENT,
        persons="Personnes citées",
        data="Parole, portée de l’accord, auteur, date du retrait",
        recipients="Selon l’accord : la maison, le bilan, le site ; le nom, l’administration et "
        "l’animation seules, sauf accord",
        keeping=QUOTES,
        erased="La parole est retirée partout, son auteur n’est plus noté",
        kept="Les mots, sans auteur, que rien ne montre plus : ils servent à les reconnaître dans "
        "un bilan figé, pour ne plus les y montrer",
        tables=("library.quote",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """What the person said, in all the words it was written in."""
    if who.person is None:
        return {}
    rows = Quote.objects.filter(author=who.person).select_related("axis")
    told = ("year", "scope", "withdrawn_on", "source")
    return {"library.quote": [item(one, *told, title=f"« {one.text} »") for one in rows]}


def _due(before: date) -> list[Item]:
    told = authors_over(before)
    return [item(one, "year", "withdrawn_on") for one in told]


def _act(before: date) -> int:
    return part_from_authors(before, by=THE_POLE)


PURGES = (Purge(QUOTES.code, "Auteurs de paroles retirées", _due, _act),)
