"""The states of a grant and the levels of funders."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class GrantState(Labelled):
    GRANTED = "granted", "acquise"
    NOTIFIED = "notified", "notifiée"
    ASKED = "asked", "demandée"
    ENVISAGED = "envisaged", "envisagée"
    REFUSED = "refused", "refusée"


SECURE = (GrantState.GRANTED, GrantState.NOTIFIED)
KNOWN_TO_ITS_FUNDER = tuple(state for state in GrantState if state is not GrantState.ENVISAGED)
"""What the pole only envisages to ask somebody is its own affair."""


class SupportKind(Labelled):
    OPERATING = "operating", "fonctionnement"
    INVESTMENT = "investment", "investissement"
    PROGRAMME = "programme", "programme"
    ENGINEERING = "engineering", "accompagnement"


class FunderLevel(Labelled):
    """The level of authority, in the order a report lists them."""

    EU = "eu", "Union européenne"
    STATE = "state", "État"
    REGION = "region", "Région"
    DEPARTMENT = "department", "Département"
    EPCI = "epci", "intercommunalité"
    COMMUNE = "commune", "commune"
    PRIVATE = "private", "fonds privé ou paritaire"
