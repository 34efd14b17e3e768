"""Reads of the directory."""

from phares.people.directory.queries.belonging import (
    adherents_on,
    housed_during,
    members_on,
    moves_since,
    residents_present_on,
)
from phares.people.directory.queries.declarations import (
    Answers,
    answers_of,
    asked_in,
    declarations_of,
    last_known,
    silent_in,
)
from phares.people.directory.queries.organisations import (
    categories_with_members,
    found_by,
    organisations_listed,
    partners_by_kind,
    public_organisations,
)
from phares.people.directory.queries.pole import (
    facts_until,
    home_pole,
    other_poles,
    public_contacts,
    statements_on,
)

__all__ = [
    "Answers",
    "adherents_on",
    "answers_of",
    "asked_in",
    "categories_with_members",
    "declarations_of",
    "facts_until",
    "found_by",
    "home_pole",
    "housed_during",
    "last_known",
    "members_on",
    "moves_since",
    "organisations_listed",
    "other_poles",
    "partners_by_kind",
    "public_contacts",
    "public_organisations",
    "residents_present_on",
    "silent_in",
    "statements_on",
]
