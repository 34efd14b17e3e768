"""Answering somebody who asks for their rights; forgetting them; setting durations."""

from __future__ import annotations

from phares.steering.privacy.actions.asking import answer_request, ask_of_data
from phares.steering.privacy.actions.keeping import (
    erase,
    erase_again,
    export_file,
    insist_confirmed,
    keep_beside,
    open_file,
    purge,
    set_retention,
)
from phares.steering.privacy.actions.own import (
    hide_own_function,
    take_back_consent,
    take_back_quote,
)

__all__ = [
    "answer_request",
    "ask_of_data",
    "erase",
    "erase_again",
    "export_file",
    "hide_own_function",
    "insist_confirmed",
    "keep_beside",
    "open_file",
    "purge",
    "set_retention",
    "take_back_consent",
    "take_back_quote",
]
