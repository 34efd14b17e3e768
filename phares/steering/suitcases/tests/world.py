"""A pole in which the two examples of every model may come in."""

from __future__ import annotations

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
