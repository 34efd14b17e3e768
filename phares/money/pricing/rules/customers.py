"""For whom a rate is, and whose price one pays."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class Customer(Labelled):
    """How whoever books stands to the pole, and, outside, what it is."""

    HOUSED = "housed", "habitante ou hébergée"
    ADHERENT = "adherent", "adhérente"
    SOCIAL = "social", "extérieure : association ou économie sociale"
    OTHER = "other", "extérieure : entreprise, collectivité, particulier"
    ANYBODY = "anybody", "toutes les autres"


class Counted(Labelled):
    """Which day says whether a rate holds already."""

    BOOKING = "booking", "le jour où l’on réserve"
    START = "start", "le jour où l’on vient"


class Vat(Labelled):
    """What is added: the rate itself is a dated parameter."""

    NORMAL = "normal", "taux normal"
    NONE = "none", "sans TVA"
