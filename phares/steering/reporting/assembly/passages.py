"""What a year tells of a structure as one passage, whatever the ties that followed one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from phares.common.facts import Span
from phares.kernel.dating import Dated
from phares.people.directory.models import Belonging
from phares.people.directory.rules.belonging import follows
from phares.people.directory.rules.kinds import FEMININE, HOUSED, BelongingRole


@dataclass(frozen=True, slots=True)
class Passage:
    """Stays that follow one another, a week between at most: a guest who became a resident."""

    stays: tuple[Belonging, ...]
    then: Belonging | None = None
    """The tie by which its party goes on belonging once they are over."""

    @property
    def spans(self) -> Sequence[Span]:
        """When it was physically there; when it belonged, for who never was."""
        there = [span for stay in self.stays for span in stay.presences.all()]
        return there or self.stays

    @property
    def start(self) -> Dated:
        return self.spans[0].beginning

    @property
    def end(self) -> Dated | None:
        return self.spans[-1].ending

    @property
    def goes_on(self) -> str:
        """« adhérente depuis septembre 2015 »; empty for who left or is still there."""
        if self.then is None:
            return ""
        return f"{FEMININE[BelongingRole(self.then.role)]} {self.then.beginning.onwards}"


def passages(known: Iterable[Belonging]) -> dict[int, Passage]:
    """The passage of each member stay of the year, by key."""
    by_party: dict[int, list[Belonging]] = defaultdict(list)
    for one in sorted(known, key=lambda one: (one.starts_on, one.pk)):
        by_party[one.party_id].append(one)
    return {
        stay.pk: passage
        for stays in by_party.values()
        for passage in _of_party(stays)
        for stay in passage.stays
    }


def _of_party(stays: list[Belonging]) -> list[Passage]:
    """Its stays, the oldest first, joined where one takes over from another of its kind."""
    joined: list[list[Belonging]] = []
    for stay in stays:
        before = next((run for run in joined if _follows(stay, run[-1])), None)
        if before is None:
            joined.append([stay])
        else:
            before.append(stay)
    return [Passage(tuple(run), _then(run[-1].ends_on, stays)) for run in joined]


def _follows(stay: Belonging, before: Belonging) -> bool:
    over = before.ends_on
    return over is not None and follows(stay.starts_on, over) and _kind(stay) == _kind(before)


def _kind(stay: Belonging) -> bool:
    """Resident or guest, one lives here; else one is an adherent."""
    return BelongingRole(stay.role) in HOUSED


def _then(over: date | None, stays: list[Belonging]) -> Belonging | None:
    """Which of them holds once another is over, or takes over from it."""
    if over is None:
        return None
    after = (one for one in stays if one.holds(over) or follows(one.starts_on, over))
    return next(after, None)
