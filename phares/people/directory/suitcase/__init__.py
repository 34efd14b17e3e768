"""What spreadsheets bring into the directory, and take out of it."""

from phares.people.directory.suitcase.belongings import BELONGINGS, PRESENCES
from phares.people.directory.suitcase.declarations import DECLARATIONS
from phares.people.directory.suitcase.logos import LOGOS
from phares.people.directory.suitcase.organisations import ORGANISATIONS
from phares.people.directory.suitcase.persons import PERSONS
from phares.people.directory.suitcase.telling import CLAIMS, CONTEXT, FACTS, LINKS, TEXTS
from phares.people.directory.suitcase.vocabulary import CATEGORIES, PUBLICS, TERRITORIES

SETS = (
    CATEGORIES, PUBLICS, TERRITORIES, ORGANISATIONS, BELONGINGS, PRESENCES, PERSONS, DECLARATIONS,
    LINKS, CLAIMS, TEXTS, FACTS, CONTEXT, LOGOS,
)  # fmt: skip
"""In the order in which an empty pole takes them."""

__all__ = ["SETS"]
