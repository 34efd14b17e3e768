"""What spreadsheets bring into the directory, and take out of it."""

from phares.people.directory.suitcase.organisations import ORGANISATIONS
from phares.people.directory.suitcase.vocabulary import CATEGORIES, PUBLICS, TERRITORIES

SETS = (CATEGORIES, PUBLICS, TERRITORIES, ORGANISATIONS)
"""In the order in which an empty pole takes them."""

__all__ = ["SETS"]
