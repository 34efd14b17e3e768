"""Reads of the directory."""

from phares.people.directory.queries.belonging import (
    adherents_on,
    arrivals_after,
    latest_moves,
    moves_since,
    residents_present_on,
)
from phares.people.directory.queries.card import Card, organisation_card
from phares.people.directory.queries.declarations import (
    YearOfAnswers,
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
from phares.people.directory.queries.parties import names_of
from phares.people.directory.queries.pole import (
    context_figures,
    facts_until,
    home_pole,
    other_poles,
    public_contacts,
    shown_outside,
    statements_on,
)

__all__ = [
    "Card",
    "YearOfAnswers",
    "adherents_on",
    "answers_of",
    "asked_in",
    "categories_with_members",
    "context_figures",
    "declarations_of",
    "facts_until",
    "found_by",
    "home_pole",
    "last_known",
    "arrivals_after",
    "latest_moves",
    "moves_since",
    "names_of",
    "organisation_card",
    "organisations_listed",
    "other_poles",
    "partners_by_kind",
    "public_contacts",
    "public_organisations",
    "residents_present_on",
    "shown_outside",
    "silent_in",
    "statements_on",
]
