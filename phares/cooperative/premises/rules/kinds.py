"""The kinds of spaces and of ties to a building."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class SpaceKind(Labelled):
    """What a space is for. Counts in the report go by these."""

    OFFICE = "office", "bureau privatif"
    MEETING = "meeting", "salle de réunion ou de formation"
    COWORKING = "coworking", "espace de co-travail"
    DESK = "desk", "poste de co-travail"
    WORKSHOP = "workshop", "atelier"
    SHOP = "shop", "commerce"
    REFECTORY = "refectory", "réfectoire"
    CAFETERIA = "cafeteria", "cafétéria"
    STORAGE = "storage", "stockage"
    CHANGING = "changing", "vestiaire"
    RECEPTION = "reception", "accueil"
    CIRCULATION = "circulation", "circulation et technique"


LET = (SpaceKind.OFFICE, SpaceKind.WORKSHOP, SpaceKind.SHOP, SpaceKind.DESK, SpaceKind.STORAGE)
"""Kinds that are let by agreement; the others are shared."""


class TenureKind(Labelled):
    OWNER = "owner", "propriétaire"
    MANAGER = "manager", "gestionnaire"


class LeaseState(Labelled):
    """What was decided of an agreement; whether it runs today is told by its dates."""

    ACTIVE = "active", "signée"
    ENDED = "ended", "résiliée"
    CANCELLED = "cancelled", "annulée"


class WorksState(Labelled):
    PLANNED = "planned", "prévus"
    RUNNING = "running", "en cours"
    DONE = "done", "terminés"


class Pictured(Labelled):
    """What a photo may be of, by the column that says so."""

    SITE = "site", "site"
    BUILDING = "building", "bâtiment"
    FLOOR = "floor", "étage"
    ASSET = "asset", "espace"
