"""Accounts: opened, invited, found again, closed; keys given and taken back.

Keys and sign-in follow the real calendar.
"""

from __future__ import annotations

from phares.people.accounts.actions.inviting import (
    accept_invitation,
    invite,
    invite_again,
    withdraw_invitation,
)
from phares.people.accounts.actions.keeping import (
    anonymise_account,
    change_password,
    close_account,
    give_key,
    give_password,
    note_lock_out,
    note_sign_in,
    open_account,
    reopen_account,
    take_back_key,
)
from phares.people.accounts.actions.recovering import (
    ask_address_change,
    ask_password_reset,
    confirm_address,
    reset_password,
)
from phares.people.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    forget_session,
    note_session,
)
from phares.people.accounts.actions.speaking import choose_language
from phares.people.accounts.actions.trying import count_failure, forget_failures

__all__ = [
    "anonymise_account",
    "accept_invitation",
    "ask_address_change",
    "ask_password_reset",
    "change_password",
    "choose_language",
    "close_account",
    "confirm_address",
    "count_failure",
    "end_other_sessions",
    "end_session",
    "forget_failures",
    "forget_session",
    "give_key",
    "give_password",
    "invite",
    "invite_again",
    "note_lock_out",
    "note_session",
    "note_sign_in",
    "open_account",
    "reopen_account",
    "reset_password",
    "take_back_key",
    "withdraw_invitation",
]
