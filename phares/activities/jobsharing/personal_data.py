"""What the shared posts hold on persons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from phares.activities.jobsharing.models import Assignment
from phares.activities.jobsharing.rules.keeping import why_kept
from phares.common.personal import item, kept_by_law, last_days
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason

ASSIGNMENTS = Keeping(
    "jobsharing.assignments",
    "Affectations aux postes",
    60,
    "après la fin de l’affectation",
    "L’employeur garde ces mentions cinq ans après le départ.",
    "Code du travail, article R1221-26 (registre unique du personnel)",
)
HOLDINGS = (
    Holding(
        code="jobsharing.assignment",
        label="Postes au service du pôle",
        purpose="Compter les équivalents temps plein et qui en porte le coût",
        basis=Basis.LEGAL,
        persons="Salariés affectés à un poste du pôle",
        data="Poste, employeur, quotité, qui porte le coût, dates",
        recipients="L’équipe du pôle et la cogérance",
        keeping=ASSIGNMENTS,
        erased="Après ce délai, le nom est remplacé par le numéro",
        kept="Le poste, la quotité et les dates, sans nom : ils comptent dans les chiffres",
        tables=("jobsharing.assignment",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The shares of posts that the person holds and held."""
    if who.person is None:
        return {}
    rows = Assignment.objects.filter(person=who.person).select_related("post", "borne_by")
    told = [item(one, "quota", "borne_by", "source", title=str(one.post)) for one in rows]
    return {"jobsharing.assignment": told}


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """A post that is held, or was until too short a time ago."""
    return kept_by_law(who, Assignment.objects.all(), cut(ASSIGNMENTS.code), why_kept)


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    return last_days(who, Assignment.objects.all())
