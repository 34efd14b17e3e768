"""What the reports hold on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject
from phares.steering.reporting.queries.reports import signed_by

REPORTS = Keeping(
    "reporting.reports",
    "Bilans",
    None,
    "pour de bon : un bilan figé est une archive",
    "Un chiffre publié se relit avec qui l’a compté et figé.",
    "RGPD, articles 17.3 d et 89 (archives)",
)
HOLDINGS = (
    Holding(
        code="reporting.signed",
        label="Bilans relus, comptés, figés",
        purpose="Savoir qui répond d’un chiffre publié",
        basis=Basis.LEGITIMATE,
        persons="Équipe du pôle, cogérance",
        data="Nom de qui a relu, compté et figé un bilan, moment",
        recipients="La maison",
        keeping=REPORTS,
        erased="Un contact ou une parole quitte le bilan figé quand on le lit",
        kept="Le nom de qui a relu, compté et figé : un bilan figé ne change pas",
        tables=(
            "reporting.reportyear.reviewed_by",
            "reporting.reportyear.frozen_by",
            "reporting.measure.computed_by",
            "reporting.edition.made_by",
            "reporting.edition.content",
        ),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The reports that one of their names reviewed or froze."""
    told = signed_by(who.alone)
    return {
        "reporting.signed": [
            item(one, "reviewed_by", "reviewed_at", "frozen_by", "frozen_at") for one in told
        ]
    }
