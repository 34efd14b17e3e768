"""What letters hold on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.notices.queries import letters_of, refusals_of
from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject

LETTERS = Keeping(
    "notices.kept",
    "Courriers partis",
    None,
    "quelques mois, selon la page des délais, puis l’horloge les oublie",
    "Répondre à qui dit n’avoir rien reçu.",
    "Délai « mail.kept » du pôle",
)
REFUSALS = Keeping(
    "notices.refusals",
    "Courriers refusés",
    None,
    "tant que l’adresse refuse",
    "Ne plus écrire à qui ne le veut pas.",
    "RGPD, article 21",
)
HOLDINGS = (
    Holding(
        code="notices.notice",
        label="Courriers",
        purpose="Écrire à qui est concerné, une fois, et savoir ce qui est parti",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont un compte, contacts des structures",
        data="Nom, adresse, objet et texte du courrier, heure ; un lien secret ne reste pas",
        recipients="L’administration du pôle, le serveur de courrier",
        keeping=LETTERS,
        erased="Les courriers écrits à cette personne sont supprimés",
        tables=("notices.notice",),
    ),
    Holding(
        code="notices.refusal",
        label="Courriers refusés",
        purpose="Ne plus écrire à qui ne le veut pas",
        basis=Basis.LEGAL,
        persons="Personnes qui ont refusé une sorte de courrier",
        data="Adresse, sorte de courrier, date",
        recipients="Personne : le logiciel seul",
        keeping=REFUSALS,
        erased="Le refus part avec l’adresse : plus rien ne lui écrit",
        tables=("notices.unsubscription",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The letters written to them, and those they do without."""
    letters = [item(one, "to_address", "written_at", "sent_at") for one in letters_of(who)]
    return {
        "notices.notice": letters,
        "notices.refusal": [item(one, "at") for one in refusals_of(who)],
    }
