"""All that is looked at, in order; what one look cannot see does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from phares.config.failures import sentence_of
from phares.kernel.soundness import Finding, Look
from phares.kernel.tongue import capital, say


@dataclass(slots=True)
class Checkup:
    """What was found: facts to know, things to mend, and what could not be looked at."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    """Nothing is wrong, and there is something to do or to know."""
    unseen: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> int:
        """0 sound, 1 something to mend, 2 something could not be looked at."""
        return 2 if self.unseen else 1 if self.findings else 0

    def look(self, what: str, look: Look, now: datetime) -> None:
        try:
            self.findings += look(now)
        except Exception as error:
            said = sentence_of(error) or f"{type(error).__name__} : {error}"
            self.unseen.append(say("{what} : {why}", what=capital(what), why=said))


def looks() -> Iterator[tuple[str, Look]]:
    """The base first: what follows leans on it."""
    from phares.config.doctor import engine, rows, tables
    from phares.config.doctor.sources import SOUNDNESS

    yield say("la base elle-même"), engine.findings
    yield say("les tables et leurs garde-fous"), tables.findings
    yield say("les lignes, table par table"), rows.findings
    yield from SOUNDNESS


def look_at_the_data(checkup: Checkup, now: datetime, told: Callable[[str], None]) -> None:
    for what, look in looks():
        told(what)
        checkup.look(what, look, now)
