"""What the journal holds on persons."""

from __future__ import annotations

from collections.abc import Mapping

from phares.common.audit.models import Entry
from phares.common.audit.queries import speaking_of_somebody
from phares.common.audit.rules.details import told
from phares.common.audit.rules.verbs import said
from phares.common.personal import item
from phares.kernel.personal import Basis, Holding, Item, Keeping, Subject
from phares.kernel.tongue import say

JOURNAL = Keeping(
    "audit.journal",
    "Journal des actes",
    None,
    "tant que le pôle rend compte",
    "Le journal prouve qui a fait quoi ; les noms partent avec la personne.",
    "RGPD, articles 5.2 (responsabilité) et 17.3 e (preuve)",
)
HOLDINGS = (
    Holding(
        code="audit.entry",
        label="Journal des actes",
        purpose="Savoir qui a fait quoi, et quand ; qui a lu un dossier",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont un compte ; personnes dont une fiche parle",
        data="Nom de qui agit, acte, objet, heure, ce qui a changé",
        recipients="L’administration et l’animation du pôle",
        keeping=JOURNAL,
        erased="Le nom est remplacé par le numéro, et la ligne dit qu’un nom y fut masqué",
        kept="L’acte, l’objet, l’heure : personne ne peut les changer",
        tables=("audit.entry.actor_name", "audit.entry.subject", "audit.entry.details"),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The acts of a person, and those that bear a name nobody else has."""
    keys = []
    if who.person is not None:
        keys.append(f"directory.person:{who.person}")
    if who.account is not None:
        keys.append(f"accounts.user:{who.account}")
    rows = speaking_of_somebody(who, keys).order_by("-pk")
    return {"audit.entry": [_line(one) for one in rows]}


def _line(entry: Entry) -> Item:
    kept = item(entry, "at", title=f"{entry.actor_name} {said(entry.verb)} {entry.about}")
    more = told(entry.details)
    return Item(kept.title, (*kept.facts, *(((say("Détails"), more),) if more else ())))
