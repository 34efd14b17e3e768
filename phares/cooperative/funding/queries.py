"""Reading grants: everyone who may, sees all of them; a funder sees its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phares.common.facts import during
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.cliff import Cliff, ends_within, funded_until
from phares.cooperative.funding.rules.horizon import Horizon, drawn
from phares.cooperative.funding.rules.kinds import (
    KNOWN_TO_ITS_FUNDER,
    SECURE,
    FunderLevel,
    GrantState,
    SupportKind,
)
from phares.cooperative.funding.rules.permissions import reads_all
from phares.cooperative.funding.rules.support import Support, Total, total_of
from phares.kernel.actor import Actor, Role
from phares.kernel.dating import Dated
from phares.kernel.time import year_period
from phares.kernel.tongue import say
from phares.kernel.words import listed


def grants_seen_by(actor: Actor) -> QuerySet[Grant]:
    """The grants of our pole that this person may read; a funder, its own once they are asked."""
    grants = Grant.objects.filter(pole__is_home=True).select_related("funder")
    if reads_all(actor):
        return grants
    states = [state.value for state in KNOWN_TO_ITS_FUNDER]
    return grants.filter(funder_id__in=actor.parties_as(Role.FUNDER), state__in=states)


@dataclass(frozen=True, slots=True)
class FunderOfYear:
    """Who made the year possible, and under what scheme. No amount: it is for everyone."""

    organisation_id: int
    name: str
    level: FunderLevel
    schemes: tuple[str, ...]
    illustrative: bool


def funders_of(year: int) -> list[FunderOfYear]:
    """Funders with a grant acquired for the year, by level of authority, then by name."""
    states = [state.value for state in SECURE]
    grants = Grant.objects.filter(during(year_period(year)), pole__is_home=True, state__in=states)
    theirs: dict[int, list[Grant]] = {}
    for grant in grants.select_related("funder").order_by("starts_on", "pk"):
        theirs.setdefault(grant.funder_id, []).append(grant)
    rank = {level: number for number, level in enumerate(FunderLevel)}
    found = [_funder(grants) for grants in theirs.values()]
    return sorted(found, key=lambda funder: (rank[funder.level], funder.name))


def supports(grants: Iterable[Grant]) -> list[Support]:
    """Grants as the rules see them."""
    return [
        Support(
            key=grant.pk,
            funder=grant.funder.short_name or grant.funder.name,
            purpose=grant.purpose,
            period=grant.period,
            kind=SupportKind(grant.kind),
            state=GrantState(grant.state),
            amount=grant.amount,
            level=FunderLevel(grant.level),
            end_known=grant.end_known,
            illustrative=grant.illustrative,
        )
        for grant in grants
    ]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is funded from today on: the drawing, the cliff, and how far the money goes."""

    horizon: Horizon
    cliff: Cliff
    until: date | None
    hoped_until: date | None
    acquired: Total
    """What is acquired and runs today; unknown amounts are counted apart."""
    whole: bool = True
    """Whether it is made of all the grants, or of those of one funder for that funder."""

    @property
    def sentence(self) -> str:
        return _outlook(self.until, self.hoped_until, whole=self.whole)


def outlook(actor: Actor, today: date) -> Outlook:
    """The funding horizon as this person may see it: one query."""
    known = supports(grants_seen_by(actor))
    until, hoped = funded_until(known, today), funded_until(known, today, hoped=True)
    drawing = drawn(known, today, _described(known, today))
    acquired = total_of(s.amount for s in known if s.secure and today in s.period)
    cliff = ends_within(known, today)
    return Outlook(drawing, cliff, until, hoped, acquired, whole=reads_all(actor))


def _funder(grants: list[Grant]) -> FunderOfYear:
    first = grants[0]
    schemes = tuple(dict.fromkeys(grant.scheme or grant.purpose for grant in grants))
    made_up = all(grant.illustrative for grant in grants)
    return FunderOfYear(
        first.funder_id, first.funder.name, FunderLevel(first.level), schemes, made_up
    )


def _outlook(until: date | None, hoped: date | None, *, whole: bool) -> str:
    if until is None:
        return ""
    whose, more = (
        (say("Les"), say("est demandé ou envisagé"))
        if whole
        else (say("Vos"), say("vous est demandé"))
    )
    said = say(
        "{whose} fonds de fonctionnement acquis s’arrêtent le {dated}.",
        whose=whose,
        dated=Dated(until),
    )
    if hoped is not None and hoped > until:
        said += say(
            " Avec ce qui {more}, ils iraient jusqu’au {dated}.", more=more, dated=Dated(hoped)
        )
    return said


def _described(known: list[Support], today: date) -> str:
    """The drawing in a sentence, for those who do not see it."""
    running = [s for s in known if s.period.end is None or s.period.end > today]
    acquired = [s.funder for s in running if s.secure]
    hoped = [s.funder for s in running if s.state in (GrantState.ASKED, GrantState.ENVISAGED)]
    said = [
        say("Acquis : {acquired}.", acquired=listed(acquired))
        if acquired
        else say("Rien d’acquis.")
    ]
    if hoped:
        said.append(say("Demandé ou envisagé : {hoped}.", hoped=listed(hoped)))
    return " ".join(said)
