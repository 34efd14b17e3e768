"""A pole in which the two examples of every model may come in."""

from __future__ import annotations

from datetime import date

from phares.activities.bookings.actions import offer_place
from phares.activities.bookings.rules.kinds import OfferKind
from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.kernel.actor import THE_POLE
from phares.kernel.datasets import DataSet
from phares.people.directory.actions import register_organisation
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries import template
from phares.steering.suitcases.sources import INCOMING
from phares.steering.suitcases.tests.factories import a_pole, brought

OTHERS = (
    "La Coopérative", "Ville de Paris", "Ville de Stains", "Réseau Textile", "La Fédération",
    "Région Île-de-France", "État",
)  # fmt: skip


def a_small_world() -> None:
    a_pole("Écologie", "Insertion", "Formation")
    for name in OTHERS:
        register_organisation(name=name, by=THE_POLE)
    room = Asset.objects.create(kind=AssetKind.EQUIPMENT.value, name="Salle bleue")
    offer_place(
        name="Salle bleue", kind=OfferKind.MEETING_ROOM, units=[room],
        start=date(2012, 1, 1), by=THE_POLE,
    )  # fmt: skip


def examples(one: DataSet) -> str:
    """The model of a set with its examples, as somebody fills it: unmarked."""
    titles, rows = template(one)
    return "\n".join(";".join(map(str, row[:-1])) for row in [titles, *rows])


def bring_examples(one: DataSet) -> Import:
    return brought(one.code, examples(one))


def a_whole_world() -> None:
    """Both examples of every set."""
    a_small_world()
    for one in INCOMING:
        bring_examples(one)
