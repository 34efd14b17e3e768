"""What imported files hold on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject
from phares.steering.suitcases.models import Import

FILES = Keeping(
    "suitcases.cells",
    "Fichiers importés",
    None,
    "trente jours, puis l’horloge oublie les cellules",
    "Relire une ligne refusée, défaire un import.",
    "Réglage du logiciel",
)
HOLDINGS = (
    Holding(
        code="suitcases.import",
        label="Fichiers importés",
        purpose="Dire ce qu’un fichier a fait entrer, et pouvoir le défaire",
        basis=Basis.LEGITIMATE,
        persons="Personnes nommées dans un fichier importé ; qui l’a importé",
        data="Les cellules du fichier, le nom de qui l’a importé",
        recipients="L’administration et l’animation du pôle",
        keeping=FILES,
        erased="Les cellules des lignes qui nomment la personne sont vidées",
        kept="Le nombre de lignes et ce qu’elles sont devenues",
        tables=(
            "suitcases.importline",
            "suitcases.import.asked_by_name",
            "suitcases.import.file_name",
            "suitcases.import.told",
        ),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The imports they asked for."""
    asked = Import.objects.filter(asked_by_name__in=who.alone)
    return {"suitcases.import": [item(one, "dataset", "read_at", "done_at") for one in asked]}
