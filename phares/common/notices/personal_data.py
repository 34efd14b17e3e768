"""What letters hold on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.notices.queries import letters_of, preferences_of
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
CHOICES = Keeping(
    "notices.refusals",
    "Choix de courriers",
    None,
    "tant que l’adresse a choisi autre chose que ce que fait le pôle",
    "N’écrire à chacun que ce qu’il veut, quand il le veut.",
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
        label="Choix de courriers",
        purpose="N’écrire à chacun que ce qu’il veut, quand il le veut",
        basis=Basis.LEGAL,
        persons="Personnes qui ont choisi quand recevoir une sorte de courrier, ou l’ont refusée",
        data="Adresse, sorte de courrier, quand elle part, date",
        recipients="Personne : le logiciel seul",
        keeping=CHOICES,
        erased="Le choix part avec l’adresse : plus rien ne lui écrit",
        tables=("notices.preference",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The letters written to them, and what they chose."""
    letters = [item(one, "to_address", "written_at", "sent_at") for one in letters_of(who)]
    return {
        "notices.notice": letters,
        "notices.refusal": [item(one, "rhythm", "at") for one in preferences_of(who)],
    }
