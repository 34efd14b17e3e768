"""Work given to the pole, counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from phares.activities.jobsharing.models import Assignment
from phares.activities.jobsharing.queries import assignments_of, sure_share
from phares.activities.jobsharing.rules.fte import Share, decimal_of, fte, share_of_year
from phares.activities.jobsharing.rules.permissions import may_read_posts
from phares.common.audit.actions import key_of
from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of, undetailed
from phares.kernel.tongue import say
from phares.kernel.words import of

DEDICATED = Indicator(
    code="dedicated_fte",
    label="équivalents temps plein dédiés au pôle",
    definition=(
        "Somme, sur les affectations au pôle, des jours de l’année affectés, "
        "divisés par les jours de l’année, multipliés par la quotité. "
        "Les jours dont personne n’est sûr ne comptent pas."
    ),
    population="Affectations au pôle, quel que soit l’employeur.",
    date_rule=DateRule.PRORATA,
    unit="ETP",
    source="Postes et affectations",
    version=2,
    decimals=2,
)
STAFF = Indicator(
    code="staff",
    label="salariés du pôle",
    definition="Affectations en cours dont l’employeur est la structure qui porte le pôle. "
    "Une date de début ou de fin inconnue ne compte pas.",
    population="Postes dont l’employeur porte le pôle.",
    date_rule=DateRule.LAST_DAY,
    source="Postes et affectations",
    version=2,
    key=False,
)
INDICATORS = (DEDICATED, STAFF)


def measure(year: int) -> dict[str, Counted]:
    """Both from the same assignments, in one query; « sans objet » where none is recorded."""
    known = list(assignments_of(year))
    if not known:
        return {DEDICATED.code: Counted(None), STAFF.code: Counted(None)}
    last_day = date(year, 12, 31)
    own = [a for a in known if a.post.employer_id == a.post.pole.carrier_id]
    return {DEDICATED.code: _dedicated(known, year), STAFF.code: _staff(own, last_day)}


def hides(actor: Actor, _code: str) -> bool:
    """Posts, quotas and who bears them are for those who read the posts."""
    return not may_read_posts(actor)


def told_to(actor: Actor, code: str, counted: Counted) -> Counted:
    """Others see how many."""
    if not hides(actor, code):
        return counted
    bare = undetailed(counted)
    rows, aside = _unnamed(bare.rows), _unnamed(bare.aside, after=len(bare.rows))
    return replace(counted, rows=rows, aside=aside, parts=())


def _unnamed(rows: tuple[Row, ...], *, after: int = 0) -> tuple[Row, ...]:
    numbered = enumerate(rows, start=after + 1)
    return tuple(replace(row, label=say("Affectation {n}", n=n), url="") for n, row in numbered)


def _staff(own: list[Assignment], day: date) -> Counted:
    held = [_row(one, Decimal(1)) for one in own if one.held_on(day)]
    unsure = [one for one in own if one.held_on(day) is None]
    aside = tuple(_row(one, Decimal(1), one.doubt(day)) for one in unsure)
    return count_of(held, aside=aside)


def _dedicated(known: list[Assignment], year: int) -> Counted:
    """The days that are sure count; the share of the others stands aside, with the reason."""
    rows, aside = [], []
    by_payer: dict[str, list[Share]] = defaultdict(list)
    for one in known:
        sure, unsure = _shares(one, year)
        if sure is not None:
            by_payer[f"à la charge {of(one.borne_by.name)}"].append(sure)
            rows.append(_row(one, decimal_of(share_of_year(sure, year))))
        if unsure:
            aside.append(_row(one, decimal_of(unsure), _doubt(one, year)))
    sums = {name: fte(theirs, year) for name, theirs in by_payer.items()}
    parts = tuple(Part(name, decimal_of(total)) for name, total in sums.items())
    total = decimal_of(sum(sums.values(), Fraction(0)))
    return Counted(total, tuple(rows), parts, tuple(aside))


def _shares(one: Assignment, year: int) -> tuple[Share | None, Fraction]:
    """What is sure of it in the year, if anything; and how much of the year is not."""
    sure = sure_share(one, year)
    whole = share_of_year(Share(Fraction(one.quota), one.period), year)
    return sure, whole if sure is None else whole - share_of_year(sure, year)


def _doubt(one: Assignment, year: int) -> str:
    """Said of the first and of the last day it may have had in the year."""
    first, last = max(one.starts_on, date(year, 1, 1)), date(year, 12, 31)
    if one.period.last_day is not None:
        last = min(last, one.period.last_day)
    return " ; ".join(dict.fromkeys(filter(None, (one.doubt(first), one.doubt(last)))))


def _row(assignment: Assignment, value: Decimal, doubt: str = "") -> Row:
    quota = f"{assignment.quota.normalize():f}".replace(".", ",")
    told = say("Quotité {quota}, {onwards}", quota=quota, onwards=assignment.beginning.onwards)
    return Row(
        key_of(assignment),
        assignment.post.title,
        f"{told} ; {doubt}" if doubt else told,
        value,
        reverse("jobsharing:posts"),
        assignment.illustrative,
    )
