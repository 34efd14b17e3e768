"""Bodies and seats."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled


class BodyKind(Labelled):
    ASSEMBLY = "assembly", "assemblée"
    MANAGEMENT = "management", "cogérance"
    PRESIDENCY = "presidency", "coprésidence"
    STEERING = "steering", "comité de pilotage"
    PLENARY = "plenary", "plénière"
    WORKING_GROUP = "working_group", "groupe de travail"


class SeatKind(Labelled):
    """In a pair, one seat is an employee's and one a board member's; they share one vote."""

    ANY = "any", "siège"
    EMPLOYEE = "employee", "siège salarié"
    BOARD = "board", "siège administrateur"
