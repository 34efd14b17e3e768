"""What the forms that were sent hold on persons."""

from __future__ import annotations

from phares.kernel.personal import Basis, Holding, Keeping

SENDINGS = Keeping(
    "sendings.day",
    "Formulaires envoyés",
    None,
    "un jour, puis l’horloge les oublie",
    "Un bouton pressé deux fois n’agit qu’une fois.",
    "Réglage du logiciel",
)
HOLDINGS = (
    Holding(
        code="sendings.sending",
        label="Formulaires envoyés",
        purpose="N’agir qu’une fois quand un bouton est pressé deux fois",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont un compte, personnes dont un formulaire parle",
        data="Empreinte de l’envoi, phrase de réponse, heure",
        recipients="Personne : le logiciel seul",
        keeping=SENDINGS,
        erased="Son nom y devient un numéro ; tout part le lendemain",
        tables=("sendings.sending.said",),
    ),
)
