"""Writes of the directory: one verb, one function, one transaction."""

from phares.people.directory.actions.belonging import (
    correct_belonging,
    drafted_belonging,
    enter_pole,
    leave_pole,
    move_in,
    move_out,
    welcome_organisation,
)
from phares.people.directory.actions.declarations import declare, declare_year
from phares.people.directory.actions.erasing import (
    anonymise_person,
    forget_consents,
    mask_signatures,
)
from phares.people.directory.actions.functions import (
    change_function,
    close_functions,
    correct_function,
    end_function,
    give_function,
    hide_function,
)
from phares.people.directory.actions.gathering import Newcomer, register_organisations
from phares.people.directory.actions.logos import choose_logo, take_logo_away
from phares.people.directory.actions.merging import hold_cards, merge_cards, tell_apart
from phares.people.directory.actions.organisations import (
    Draft,
    add_alias,
    drafted,
    edit_organisation,
    register_organisation,
    remove_alias,
)
from phares.people.directory.actions.persons import (
    edit_person,
    end_consent,
    give_consent,
    introduce_person,
    register_person,
    withdraw_consent,
    write_person,
)
from phares.people.directory.actions.pole import (
    add_pole,
    cite_context,
    correct_text,
    describe_pole,
    record_fact,
    state_text,
    strike_fact,
    withdraw_context,
)
from phares.people.directory.actions.reminders import remind_missing_declarations
from phares.people.directory.actions.ties import (
    cite_claim,
    link_organisations,
    unlink_organisations,
    withdraw_claim,
)
from phares.people.directory.actions.vocabulary import (
    add_category,
    add_public,
    add_territory,
    delete_category,
    rename_category,
    shift_category,
    withdraw_public,
    withdraw_territory,
)

__all__ = [
    "choose_logo",
    "take_logo_away",
    "Draft",
    "Newcomer",
    "add_alias",
    "add_category",
    "add_pole",
    "add_public",
    "add_territory",
    "anonymise_person",
    "change_function",
    "cite_claim",
    "cite_context",
    "close_functions",
    "correct_belonging",
    "correct_function",
    "correct_text",
    "declare",
    "declare_year",
    "delete_category",
    "describe_pole",
    "drafted",
    "drafted_belonging",
    "edit_organisation",
    "edit_person",
    "end_consent",
    "end_function",
    "enter_pole",
    "forget_consents",
    "give_consent",
    "give_function",
    "hide_function",
    "introduce_person",
    "leave_pole",
    "link_organisations",
    "mask_signatures",
    "hold_cards",
    "merge_cards",
    "move_in",
    "move_out",
    "record_fact",
    "register_organisation",
    "register_organisations",
    "register_person",
    "remind_missing_declarations",
    "remove_alias",
    "rename_category",
    "shift_category",
    "state_text",
    "strike_fact",
    "tell_apart",
    "unlink_organisations",
    "welcome_organisation",
    "withdraw_claim",
    "withdraw_consent",
    "withdraw_context",
    "withdraw_public",
    "withdraw_territory",
    "write_person",
]
