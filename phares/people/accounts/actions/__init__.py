"""Accounts: opened, invited, found again, closed; keys given and taken back.

Keys and sign-in follow the real calendar.
"""

from __future__ import annotations

from phares.people.accounts.actions.factors import (
    add_authenticator,
    add_passkey,
    ask_second_factor,
    remove_factor,
    rename_factor,
    renew_recovery_codes,
    reset_factors,
)
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
    join_person,
    keep_one_account,
    note_lock_out,
    note_sign_in,
    open_account,
    reopen_account,
    settle_accounts,
    take_back_key,
)
from phares.people.accounts.actions.opened import (
    forget_opened,
    forget_what_is_many,
    note_opened,
)
from phares.people.accounts.actions.openid import join_outsider, part_outsider, recognise
from phares.people.accounts.actions.own_card import correct_own_card, correct_own_name
from phares.people.accounts.actions.recovering import (
    ask_address_change,
    ask_password_reset,
    confirm_address,
    drop_address_change,
    hand_reset_link,
    reset_password,
)
from phares.people.accounts.actions.requesting import (
    accept_key_request,
    ask_key,
    forget_key_requests,
    purge_key_requests,
    refuse_key_request,
)
from phares.people.accounts.actions.second_step import (
    note_codes_exhausted,
    use_code,
    use_passkey,
    use_recovery_code,
)
from phares.people.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    forget_session,
    note_session,
)
from phares.people.accounts.actions.speaking import choose_language
from phares.people.accounts.actions.tokens import count_use, make_token, revoke_token
from phares.people.accounts.actions.trying import count_failure, forget_failures, note_guessing
from phares.people.accounts.actions.viewing import (
    end_viewing,
    end_viewings_past,
    start_viewing,
)

__all__ = [
    "correct_own_card",
    "correct_own_name",
    "accept_invitation",
    "accept_key_request",
    "add_authenticator",
    "add_passkey",
    "anonymise_account",
    "ask_address_change",
    "ask_key",
    "ask_password_reset",
    "hand_reset_link",
    "ask_second_factor",
    "change_password",
    "choose_language",
    "close_account",
    "confirm_address",
    "count_failure",
    "count_use",
    "drop_address_change",
    "end_other_sessions",
    "end_session",
    "end_viewing",
    "end_viewings_past",
    "forget_failures",
    "forget_key_requests",
    "forget_opened",
    "forget_session",
    "forget_what_is_many",
    "give_key",
    "give_password",
    "invite",
    "invite_again",
    "join_outsider",
    "join_person",
    "keep_one_account",
    "make_token",
    "note_codes_exhausted",
    "note_guessing",
    "note_lock_out",
    "note_opened",
    "note_session",
    "note_sign_in",
    "open_account",
    "part_outsider",
    "purge_key_requests",
    "recognise",
    "refuse_key_request",
    "remove_factor",
    "rename_factor",
    "renew_recovery_codes",
    "reopen_account",
    "reset_factors",
    "reset_password",
    "revoke_token",
    "settle_accounts",
    "start_viewing",
    "take_back_key",
    "use_code",
    "use_passkey",
    "use_recovery_code",
    "withdraw_invitation",
]
