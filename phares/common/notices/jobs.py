"""What the clock does of letters: at most one sending each, one connection a round.

A letter is taken (`SENDING`, committed), offered, then noted. Killed in between, it stays
`SENDING`; after the lease it is given up, since nobody knows whether it left, and a person may send
it again under the same Message-ID.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from phares.common.notices import actions
from phares.common.notices.formats.message import message_of
from phares.common.notices.gateways.smtp import NO_MAIL_SERVER, PostOffice, Unreachable, is_set
from phares.common.notices.queries import due
from phares.common.notices.rules.sending import Patience, verdict
from phares.common.parameters.queries import value_of
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import say

MOST = 200
"""Letters of one round: the clock has other things to do, and comes back in a minute."""


def send_notices(now: datetime) -> int:
    """Sends what waits and gives how many letters left; `now` is the real time.

    In a demonstration nothing leaves: its mailbox shows what would have.
    """
    if settings.DEMO:
        return 0
    actions.settle_notices(now=now)
    if not (waits := due(now).count()):
        return 0
    if not is_set():
        raise Refused(Reason("no-mail-server", f"{NO_MAIL_SERVER} En attente : {waits}."))
    try:
        with PostOffice() as office:
            return _send(office, now)
    except Unreachable as away:
        actions.note_unreachable(str(away), now=now)
        sentence = say("{away}. En attente : {waits}.", away=away, waits=waits)
        raise Refused(Reason("mail-server-away", sentence)) from None


def _send(office: PostOffice, now: datetime) -> int:
    patience, left = _patience(now), 0
    for _each in range(MOST):
        if not (batch := actions.claim_next(now=now)):
            break
        answer = office.offer(message_of(batch))
        attempts = max(notice.attempts for notice in batch)
        actions.note_verdict(batch, verdict(answer, attempts, patience), now=now)
        left += answer.accepted
        if answer.closes:
            break
    return left


def _patience(now: datetime) -> Patience:
    day = timezone.localdate(now)
    return Patience(
        value_of("mail.tries", day),
        timedelta(minutes=value_of("mail.first_wait", day)),
        value_of("mail.growth", day),
    )


def forget_notices(now: datetime) -> int:
    """Letters that left long ago are forgotten."""
    return actions.forget_old_notices(now=now)
