"""What the cooperative holds on persons: who is an associate in their own name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from phares.common.personal import item, kept_by_law, last_days
from phares.cooperative.membership.models import Associate
from phares.cooperative.membership.rules.keeping import why_kept
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason

ASSOCIATES = Keeping(
    "membership.associates",
    "Associés",
    60,
    "après la sortie de la coopérative",
    "Un associé qui part peut encore être tenu de sa part, ou la réclamer.",
    "Code civil, article 2224 : cinq ans pour agir",
)
HOLDINGS = (
    Holding(
        code="membership.associate",
        label="Registre des associés",
        purpose="Savoir qui détient une part, et combien de voix il y a",
        basis=Basis.LEGAL,
        persons="Personnes associées en leur nom",
        data="Coopérative, catégorie, dates",
        recipients="La maison",
        keeping=ASSOCIATES,
        erased="Après ce délai, le nom est remplacé par le numéro",
        kept="La catégorie et les dates, sans nom : elles comptent dans les chiffres",
        tables=("membership.associate",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """Shares held in one's own name."""
    if who.person is None:
        return {}
    rows = Associate.objects.filter(party=who.person).select_related("cooperative", "category")
    told = [item(one, "cooperative", "source", title=str(one.category)) for one in rows]
    return {"membership.associate": told}


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """An associate, or one who left too short a time ago."""
    return kept_by_law(who, Associate.objects.all(), cut(ASSOCIATES.code), why_kept, "party_id")


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    return last_days(who, Associate.objects.all(), "party_id")
