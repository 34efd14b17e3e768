"""Work given to the pole, counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from phares.activities.jobsharing.models import Assignment
from phares.activities.jobsharing.queries import assignments_of
from phares.activities.jobsharing.rules.fte import Share, decimal_of, fte, share_of_year
from phares.activities.jobsharing.rules.permissions import may_read_posts
from phares.common.audit.actions import key_of
from phares.kernel.actor import Actor
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of, undetailed

DEDICATED = Indicator(
    code="dedicated_fte",
    label="équivalents temps plein dédiés au pôle",
    definition=(
        "Somme, sur les affectations au pôle, des jours de l’année affectés, "
        "divisés par les jours de l’année, multipliés par la quotité."
    ),
    population="Affectations au pôle, quel que soit l’employeur.",
    date_rule=DateRule.PRORATA,
    unit="ETP",
    source="Postes et affectations",
    decimals=2,
)
STAFF = Indicator(
    code="staff",
    label="salariés du pôle",
    definition="Affectations en cours dont l’employeur est la structure qui porte le pôle.",
    population="Postes dont l’employeur porte le pôle.",
    date_rule=DateRule.LAST_DAY,
    source="Postes et affectations",
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
    staff = [_person(assignment) for assignment in own if last_day in assignment.period]
    return {DEDICATED.code: _dedicated(known, year), STAFF.code: count_of(staff)}


def hides(actor: Actor, _code: str) -> bool:
    """Posts, quotas and who bears them are for those who read the posts."""
    return not may_read_posts(actor)


def told_to(actor: Actor, code: str, counted: Counted) -> Counted:
    """Others see how many."""
    if not hides(actor, code):
        return counted
    rows = enumerate(undetailed(counted).rows, start=1)
    unnamed = tuple(replace(row, label=f"Affectation {n}", url="") for n, row in rows)
    return replace(counted, rows=unnamed, parts=())


def _dedicated(known: list[Assignment], year: int) -> Counted:
    shares = {a.pk: Share(Fraction(a.quota), a.period) for a in known}
    rows = [_row(a, decimal_of(share_of_year(shares[a.pk], year))) for a in known]
    by_payer: dict[str, list[Share]] = defaultdict(list)
    for assignment in known:
        by_payer[f"à la charge de {assignment.borne_by.name}"].append(shares[assignment.pk])
    parts = [Part(name, decimal_of(fte(theirs, year))) for name, theirs in by_payer.items()]
    return Counted(decimal_of(fte(shares.values(), year)), tuple(rows), tuple(parts))


def _row(assignment: Assignment, value: Decimal) -> Row:
    quota = f"{assignment.quota.normalize():f}".replace(".", ",")
    return Row(
        key_of(assignment),
        assignment.post.title,
        f"Quotité {quota}, {assignment.beginning.onwards}",
        value,
        reverse("jobsharing:posts"),
        assignment.illustrative,
    )


def _person(assignment: Assignment) -> Row:
    return _row(assignment, Decimal(1))
