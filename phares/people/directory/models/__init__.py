"""Tables of the directory."""

from phares.people.directory.models.belonging import Belonging, Function, Link, Presence
from phares.people.directory.models.declarations import Claim, Declaration
from phares.people.directory.models.parties import (
    Alias,
    Category,
    Organisation,
    Party,
    Person,
    Public,
    Territory,
    Unlike,
)
from phares.people.directory.models.pole import Consent, ContextFigure, DatedFact, Pole, Statement

__all__ = [
    "Alias",
    "Belonging",
    "Category",
    "Claim",
    "Consent",
    "ContextFigure",
    "DatedFact",
    "Declaration",
    "Function",
    "Link",
    "Organisation",
    "Party",
    "Person",
    "Pole",
    "Presence",
    "Public",
    "Statement",
    "Territory",
    "Unlike",
]
