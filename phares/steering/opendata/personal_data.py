"""What the writings of programs hold on persons."""

from __future__ import annotations

from phares.kernel.personal import Basis, Holding, Keeping

REPLAYS = Keeping(
    "opendata.replay",
    "Demandes des programmes",
    None,
    "un jour, ou ce que le pôle règle, puis l’horloge les oublie",
    "Une demande envoyée deux fois par un programme n’agit qu’une fois.",
    "Réglage du logiciel",
)
HOLDINGS = (
    Holding(
        code="opendata.replay",
        label="Demandes des programmes",
        purpose="N’agir qu’une fois quand un programme répète sa demande",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont fait un jeton",
        data="Clé et empreinte de la demande, réponse avec les noms qu’elle porte, heure",
        recipients="Le programme qui a demandé",
        keeping=REPLAYS,
        erased="Supprimé avec le jeton",
        tables=("opendata.replay",),
    ),
)
