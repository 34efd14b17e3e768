"""What kept documents hold on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.documents.models import Document
from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject

DOCUMENTS = Keeping(
    "documents.kept",
    "Documents conservés",
    None,
    "pour de bon : un bilan publié est une archive",
    "Ce qui fut publié se relit tel qu’il fut publié.",
    "RGPD, articles 17.3 d et 89 (archives)",
)
HOLDINGS = (
    Holding(
        code="documents.document",
        label="Documents conservés",
        purpose="Relire ce qui fut publié, et vérifier que rien n’y a bougé",
        basis=Basis.LEGITIMATE,
        persons="Qui a fait le document ; qui y est nommé avec son accord",
        data="Nom de qui l’a fait ; contacts et paroles d’un bilan",
        recipients="Ceux qui lisent le bilan",
        keeping=DOCUMENTS,
        erased="Un bilan figé est remis en page sans la personne pour qui le demande",
        kept="Le fichier d’origine et le nom de qui l’a fait : une archive ne change pas",
        tables=("documents.document.made_by_name", "documents.document.source"),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The documents that one of their names made."""
    made = Document.objects.filter(made_by_name__in=list(who.alone))
    return {"documents.document": [item(one, "made_at") for one in made]}
