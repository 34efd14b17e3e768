"""What governance counts."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.common.audit.actions import key_of
from phares.cooperative.governance.models import Mandate
from phares.cooperative.governance.queries import mandates
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.kernel.figures import Counted, DateRule, Indicator, Row, count_of

CO_MANAGERS = Indicator(
    code="co_managers",
    label="cogérants",
    definition="Mandats de cogérance en cours. Une date de début ou de fin inconnue ne compte pas.",
    population="Mandats des instances de cogérance.",
    date_rule=DateRule.LAST_DAY,
    source="Registre des mandats",
    version=2,
    key=False,
)
CO_PRESIDENTS = Indicator(
    code="co_presidents",
    label="coprésidents",
    definition="Mandats de coprésidence en cours, mandataire compris. Une date de début ou de fin "
    "inconnue ne compte pas.",
    population="Mandats des instances de coprésidence.",
    date_rule=DateRule.LAST_DAY,
    source="Registre des mandats",
    version=2,
    key=False,
)
INDICATORS = (CO_MANAGERS, CO_PRESIDENTS)
COUNTED_IN = {BodyKind.MANAGEMENT: CO_MANAGERS, BodyKind.PRESIDENCY: CO_PRESIDENTS}


def measure(year: int) -> dict[str, Counted]:
    """Mandates at the last day for sure; « sans objet » for a body the pole never had."""
    last_day = date(year, 12, 31)
    kinds = [kind.value for kind in COUNTED_IN]
    known = list(mandates().filter(body__kind__in=kinds, starts_on__lte=last_day))
    return {
        indicator.code: _counted([m for m in known if m.body.kind == kind.value], last_day)
        for kind, indicator in COUNTED_IN.items()
    }


def _counted(known: list[Mandate], day: date) -> Counted:
    if not known:
        return Counted(None)
    held = [_row(mandate) for mandate in known if mandate.held_on(day)]
    unsure = [mandate for mandate in known if mandate.held_on(day) is None]
    return count_of(held, aside=tuple(_row(one, one.doubt(day)) for one in unsure))


def _row(mandate: Mandate, doubt: str = "") -> Row:
    told = f"{mandate.title}, {mandate.beginning.onwards}"
    return Row(
        key_of(mandate),
        mandate.holder,
        f"{told} ; {doubt}" if doubt else told,
        url=reverse("governance:bodies"),
        illustrative=mandate.illustrative,
    )
