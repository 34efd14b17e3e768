"""What is held, for whom, how it stands; how a registration stands."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class EventKind(Labelled):
    """What one comes for."""

    MEAL = "meal", "Repas"
    TRAINING = "training", "Formation"
    OPEN_DAY = "open_day", "Portes ouvertes"
    PLENARY = "plenary", "Plénière"
    DROP_IN = "drop_in", "Permanence"
    INTER_KNOWLEDGE = "inter_knowledge", "Journée d’interconnaissance"
    WORKSHOP = "workshop", "Atelier"
    VISIT = "visit", "Visite ou accueil"
    OTHER = "other", "Autre rendez-vous"


class Comers(Labelled):
    """Who may come."""

    PUBLIC = "public", "tout le monde"
    MEMBERS = "members", "les gens de la maison"
    INVITED = "invited", "sur invitation"


class PaidBy(Labelled):
    """Who pays what it costs to come."""

    NOBODY = "nobody", "gratuit"
    COMER = "comer", "la personne qui vient"
    STRUCTURE = "structure", "sa structure"
    POLE = "pole", "le pôle"


class EventState(Labelled):
    """How an event stands. « Complet » is no state: it is counted."""

    DRAFT = "draft", "brouillon"
    ANNOUNCED = "announced", "annoncé"
    HELD = "held", "tenu"
    CANCELLED = "cancelled", "annulé"


class RegistrationState(Labelled):
    """How a registration stands."""

    TO_CONFIRM = "to_confirm", "à confirmer par courriel"
    HELD = "held", "inscrite"
    WAITING = "waiting", "en liste d’attente"
    CANCELLED = "cancelled", "annulée"


STANDS = (RegistrationState.TO_CONFIRM, RegistrationState.HELD, RegistrationState.WAITING)
"""What is not given up."""
