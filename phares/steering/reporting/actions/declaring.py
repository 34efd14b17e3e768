"""Noting a published figure beside the computed one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from phares.common.audit.actions import record
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, insist
from phares.steering.reporting.models import DeclaredFigure
from phares.steering.reporting.queries import indicator_of
from phares.steering.reporting.rules.permissions import why_not_prepare


@transaction.atomic
def declare_figure(
    *,
    code: str,
    year: int,
    value: Decimal,
    as_of: date | None = None,
    source: str = "",
    gap_note: str = "",
    illustrative: bool = False,
    by: Actor,
    now: datetime,
) -> DeclaredFigure:
    """A figure somebody published, beside the computed one; one source says one value for a day."""
    insist(why_not_prepare(by))
    insist(_why_not_declare(code, year, as_of))
    said = {"value": value, "gap_note": gap_note.strip(), "illustrative": illustrative}
    declared, created = DeclaredFigure.objects.select_for_update().get_or_create(
        code=code, year=year, as_of=as_of, source=source.strip(), defaults=said
    )
    told = {"value": str(value), "source": declared.source}
    if created:
        record("figure.declared", declared, by=by, **told)
        return declared
    told["before"] = f"{declared.value.normalize():f}"
    for column, given in said.items():
        setattr(declared, column, given)
    declared.save(update_fields=list(said))
    record("figure.declared_again", declared, by=by, **told)
    return declared


def _why_not_declare(code: str, year: int, as_of: date | None) -> Reason | None:
    if indicator_of(code) is None:
        sentence = f"Aucun indicateur ne s’appelle « {code} ». Choisissez-le dans le catalogue."
        return Reason("unknown-indicator", sentence)
    if as_of is not None and as_of.year != year:
        sentence = f"Cette date n’est pas en {year}. Déclarez le chiffre sous son année."
        return Reason("other-year", sentence)
    return None
