"""What waits for whoever watches over the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.urls import reverse

from phares.cooperative.funding.queries import grants_seen_by, supports
from phares.cooperative.funding.rules.cliff import Cliff, ends_within, months_after, months_between
from phares.cooperative.funding.rules.kinds import SupportKind
from phares.cooperative.funding.rules.permissions import FUNDS, may_fund, reads_all
from phares.cooperative.funding.rules.support import Support
from phares.cooperative.funding.rules.words import consequence, fact
from phares.kernel.actor import Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.dating import Dated
from phares.kernel.tongue import say

URGENT_MONTHS = 3
WARNED_MONTHS = {
    SupportKind.PROGRAMME: 12,
    SupportKind.ENGINEERING: 6,
    SupportKind.INVESTMENT: 3,
}
"""How long before the end of a grant other than an operating one it is said."""


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """The cliff, then the other grants that end soon; for those who read all grants."""
    if not reads_all(actor):
        return []
    known = supports(grants_seen_by(actor))
    cliff = ends_within(known, today)
    found = [_of_cliff(cliff, today)] if cliff.ending else []
    found += [_of_end(support, today) for support in known if _ends_soon(support, today)]
    acts = may_fund(actor)
    return [replace(one, decide=acts, who="" if acts else FUNDS) for one in found]


def _of_cliff(cliff: Cliff, today: date) -> Alert:
    near = cliff.last_day is not None and cliff.last_day <= months_after(today, URGENT_MONTHS)
    return Alert(
        Urgency.BLOQUE if near else Urgency.SURVEILLE,
        fact(cliff),
        consequence(cliff, today),
        "Voir l’horizon",
        reverse("funding:grants"),
        min((s.last_day for s in cliff.ending if s.last_day), default=None),
    )


def _ends_soon(support: Support, today: date) -> bool:
    months, last = WARNED_MONTHS.get(support.kind), support.last_day
    if months is None or last is None or not support.secure:
        return False
    return today <= last <= months_after(today, months)


def _of_end(support: Support, today: date) -> Alert:
    last = support.last_day or today
    months = months_between(today, last)
    left = say("Encore {months} mois", months=months) if months else say("Moins d’un mois")
    return Alert(
        Urgency.SURVEILLE,
        say("{funder} : fin le {dated}", funder=support.funder, dated=Dated(last)),
        f"{support.purpose}. {left}.",
        "Voir l’horizon",
        reverse("funding:grants"),
        last,
    )
