"""What membership counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from django.urls import reverse

from phares.common.audit.actions import key_of
from phares.cooperative.membership.models import Associate
from phares.cooperative.membership.queries import associates
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of

ASSOCIATES = Indicator(
    code="scic_associates",
    label="associés de la coopérative",
    definition="Structures et personnes qui détiennent au moins une part ; chacune a une voix. "
    "Une date d’entrée ou de sortie inconnue ne compte pas.",
    population="Registre des associés de la coopérative qui porte le pôle.",
    date_rule=DateRule.LAST_DAY,
    source="Registre des associés",
    version=2,
    key=False,
)
INDICATORS = (ASSOCIATES,)


def measure(year: int) -> dict[str, Counted]:
    """Associates at the last day for sure; « sans objet » where nobody was ever one."""
    last_day = date(year, 12, 31)
    known = list(associates().filter(starts_on__lte=last_day))
    if not known:
        return {ASSOCIATES.code: Counted(None)}
    held = [row for row in known if row.held_on(last_day)]
    aside = tuple(_row(a, a.doubt(last_day)) for a in known if a.held_on(last_day) is None)
    counted = count_of([_row(a) for a in held], parts=_parts(held), aside=aside)
    return {ASSOCIATES.code: counted}


def _row(associate: Associate, doubt: str = "") -> Row:
    told = f"{associate.category.name}, {associate.beginning.onwards}"
    return Row(
        key_of(associate),
        associate.party.name,
        f"{told} ; {doubt}" if doubt else told,
        url=reverse("membership:associates"),
        illustrative=associate.illustrative,
    )


def _parts(held: list[Associate]) -> tuple[Part, ...]:
    by_category = Counter(associate.category.name for associate in held)
    return tuple(Part(name, Decimal(number)) for name, number in by_category.items())
