"""What records taken away hold on persons."""

from __future__ import annotations

from phares.kernel.personal import Basis, Holding, Keeping

REMOVALS = Keeping(
    "removals.removed",
    "Ce qui fut retiré",
    None,
    "trente jours, puis l’horloge l’oublie",
    "Le temps de s’apercevoir d’une erreur.",
    "Réglage du logiciel",
)
HOLDINGS = (
    Holding(
        code="removals.removal",
        label="Ce qui fut retiré par erreur",
        purpose="Remettre ce qui fut retiré par erreur",
        basis=Basis.LEGITIMATE,
        persons="Personnes dont une ligne retirée parle ; qui l’a retirée",
        data="La ligne telle qu’elle était, qui l’a retirée, quand",
        recipients="L’administration et l’animation du pôle",
        keeping=REMOVALS,
        erased="Ce qui nomme la personne est oublié aussitôt",
        tables=(
            "removals.removal.by_name",
            "removals.removal.label",
            "removals.removal.content",
        ),
    ),
)
