"""What follows from the answer of a mail server, and when a letter may leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from phares.common.notices.rules.lifecycle import MOVES, NoticeState
from phares.kernel.actor import Actor, Role
from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say

LEASE = timedelta(minutes=15)
"""Longer than any answer of a mail server is waited for: what is still leaving then was cut."""
LOST = french(
    "L’envoi a été interrompu : personne ne sait si le courrier est parti. "
    "Réessayez si la personne ne l’a pas reçu."
)
EXPIRED = french("Son lien a expiré avant que le courrier puisse partir.")
LEFT_OUT = re.compile(r"\S*(?:://|@)\S*|\S{24,}")
"""Addresses and links, which a server repeats: a link may be a secret."""

NOT_YOURS = Reason("forbidden", "Seule l’administration du pôle s’occupe du courrier sortant.")
ERASED = Reason(
    "erased", "Ce courrier portait un lien qui a expiré : refaites la demande, il sera récrit."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mail server said of one letter. `cut`: it fell silent in the middle."""

    code: int = 250
    words: str = ""
    cut: bool = False

    @property
    def accepted(self) -> bool:
        return not self.cut and 200 <= self.code < 300

    @property
    def closes(self) -> bool:
        """Whether nothing more goes through this connection."""
        return self.cut or self.code == 421


@dataclass(frozen=True, slots=True)
class Patience:
    """How often one tries, and how long one waits: parameters of the pole."""

    tries: int
    first_wait: timedelta
    growth: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the letter goes from here, with a sentence; `wait` when it is tried again."""

    state: NoticeState
    sentence: str = ""
    wait: timedelta = timedelta()


def verdict(answer: Answer, attempts: int, patience: Patience) -> Verdict:
    """Taken: sent. Refused for good (5xx): given up at once. Refused for now (4xx): tried again
    after waits that grow, given up after the last try. Cut in the middle: given up, as it may
    have left; a letter leaves at most once unless somebody asks for it again."""
    if answer.accepted:
        return Verdict(NoticeState.SENT)
    if answer.cut:
        return Verdict(NoticeState.GIVEN_UP, LOST)
    told = told_by(answer)
    if answer.code >= 500:
        return Verdict(
            NoticeState.GIVEN_UP, say("Refusé par le serveur de courrier : {told}", told=told)
        )
    if attempts >= patience.tries:
        return Verdict(
            NoticeState.GIVEN_UP,
            say("Abandonné après {attempts} essais : {told}", attempts=attempts, told=told),
        )
    wait = patience.first_wait * patience.growth ** (attempts - 1)
    return Verdict(NoticeState.FAILED, say("Pas pris cette fois : {told}", told=told), wait)


def told_by(answer: Answer) -> str:
    """« 550 No such user », without addresses or links."""
    words = " ".join(LEFT_OUT.sub("…", answer.words).split())
    return f"{answer.code} {words}".strip()[:200]


def next_hour(now: datetime, hour: int) -> datetime:
    """The next time the clock of the pole shows that hour; `now` is in its time zone."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today >= now else today + timedelta(days=1)


def why_not_retry(by: Actor, state: NoticeState, *, erased: bool) -> Reason | None:
    if not by.is_(Role.ADMINISTRATOR):
        return NOT_YOURS
    if reason := why_not_move(MOVES, state, NoticeState.WAITING):
        return reason
    return ERASED if erased else None


def why_not_try_out(by: Actor) -> Reason | None:
    return None if by.is_(Role.ADMINISTRATOR) else NOT_YOURS
