"""Writing letters, and what becomes of them."""

from __future__ import annotations

from phares.common.notices.actions.choosing import carry_preferences, choose_rhythm
from phares.common.notices.actions.sending import (
    claim_next,
    forget_old_notices,
    note_unreachable,
    note_verdict,
    settle_notices,
)
from phares.common.notices.actions.writing import (
    erase_notices,
    forget_reader,
    retry_notice,
    send_trial,
    write_notice,
)
from phares.common.notices.rules.readers import Reader

__all__ = [
    "Reader",
    "carry_preferences",
    "choose_rhythm",
    "claim_next",
    "erase_notices",
    "forget_old_notices",
    "forget_reader",
    "note_unreachable",
    "note_verdict",
    "retry_notice",
    "send_trial",
    "settle_notices",
    "write_notice",
]
