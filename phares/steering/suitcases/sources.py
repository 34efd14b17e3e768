"""Every domain that spreadsheets may bring something into, by hand."""

from __future__ import annotations

from phares.activities.bookings import suitcase as bookings
from phares.activities.events import suitcase as events
from phares.activities.jobsharing import suitcase as jobsharing
from phares.activities.library import suitcase as library
from phares.cooperative.funding import suitcase as funding
from phares.cooperative.governance import suitcase as governance
from phares.cooperative.membership import suitcase as membership
from phares.cooperative.premises import suitcase as premises
from phares.cooperative.projects import suitcase as projects
from phares.kernel.datasets import DataSet
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import french, say
from phares.money.pricing import suitcase as pricing
from phares.people.directory import suitcase as directory

CHAPTERS: tuple[tuple[str, tuple[DataSet, ...]], ...] = (
    (french("Annuaire et pôle"), directory.SETS),
    (french("Lieux"), premises.SETS),
    (french("Tarifs"), (*pricing.SETS, *bookings.SETS)),
    (french("Coopérative"), membership.SETS),
    (french("Gouvernance"), governance.SETS),
    (french("Projets"), projects.SETS),
    (french("Financements"), funding.SETS),
    (french("Postes"), jobsharing.SETS),
    (french("Rendez-vous"), events.SETS),
    (french("Documents et paroles"), library.SETS),
)
"""In the order in which an empty pole takes them: what others name comes first."""

DATASETS: tuple[DataSet, ...] = tuple(one for _title, sets in CHAPTERS for one in sets)
INCOMING: tuple[DataSet, ...] = tuple(one for one in DATASETS if not one.only_leaves)
"""Those that a file may bring in."""


def dataset(code: str) -> DataSet:
    for one in DATASETS:
        if one.code == code:
            return one
    known = ", ".join(one.code for one in DATASETS)
    raise Refused(
        Reason(
            "unknown-set",
            say("« {code} » ne s’importe pas ici. Choisissez : {known}.", code=code, known=known),
        )
    )
