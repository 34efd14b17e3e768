"""What the premises hold on persons: agreements signed in one's own name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import QuerySet

from phares.common.personal import item, kept_by_law, last_days
from phares.cooperative.premises.models import Lease
from phares.cooperative.premises.rules.keeping import why_kept
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

LEASES = Keeping(
    "premises.leases",
    "Conventions d’occupation",
    60,
    "après la fin de la convention",
    "Chaque partie peut encore réclamer ce qui lui est dû.",
    "Code civil, article 2224 : cinq ans pour agir",
)
HOLDINGS = (
    Holding(
        code="premises.lease",
        label="Conventions signées en son nom",
        purpose="Savoir qui occupe quels espaces, et jusqu’à quand",
        basis=Basis.CONTRACT,
        persons="Personnes qui occupent un espace en leur nom",
        data="Numéro, espaces, surfaces, dates, congé",
        recipients="L’équipe du pôle, la cogérance, la personne",
        keeping=LEASES,
        erased="Après ce délai, le nom est remplacé par le numéro",
        kept="Les espaces, les surfaces et les dates, sans nom : ils comptent dans les chiffres",
        tables=("premises.lease", "assets.occupation"),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """Agreements signed in one's own name, with their spaces."""
    if who.person is None:
        return {}
    rows = Lease.objects.filter(occupant=who.person).select_related("occupant", "lessor")
    return {"premises.lease": [_lease(one) for one in rows.prefetch_related("lines__space")]}


def _lease(one: Lease) -> Item:
    told = item(one, "lessor", "state", "noticed_on", "note", title=one.number)
    spaces = ", ".join(str(line) for line in one.lines.all())
    return Item(told.title, (*told.facts, (say("Espaces"), spaces)))


def _signed() -> QuerySet[Lease]:
    return Lease.objects.exclude(state=LeaseState.CANCELLED.value)


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """An agreement that runs, or ended too short a time ago."""
    return kept_by_law(who, _signed(), cut(LEASES.code), why_kept, "occupant_id")


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    return last_days(who, _signed(), "occupant_id")
