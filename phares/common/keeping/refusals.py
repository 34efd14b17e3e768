"""Why an archive or a base cannot be taken."""

from __future__ import annotations

from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import say


def damaged(what: str) -> Refused:
    """The archive is not as it was written."""
    return Refused(
        Reason(
            "archive.damaged",
            say(
                "l’archive est abîmée ou incomplète ({what}). Rien n’a été touché. Prenez une "
                "autre sauvegarde.",
                what=what,
            ),
        )
    )


def foreign(what: str) -> Refused:
    """No archive of ours."""
    return Refused(
        Reason("archive.foreign", say("ce n’est pas une sauvegarde de Phares ({what}).", what=what))
    )


def newer(steps: list[str]) -> Refused:
    """Written by a version that knows more than this one."""
    return Refused(
        Reason(
            "archive.newer",
            say(
                "ces données viennent d’une version plus récente de Phares (étape « {step} », "
                "inconnue ici). Installez cette version, puis recommencez.",
                step=steps[0],
            ),
        )
    )


def not_taken(table: str, why: object) -> Refused:
    """The base refuses what is to be written into it."""
    return Refused(
        Reason(
            "rows.refused",
            say("la base refuse des lignes de la table {table} ({why}).", table=table, why=why),
        )
    )


def closed(why: str) -> Refused:
    """Encrypted, and not for the keys that were given."""
    return Refused(Reason("archive.closed", why))


def taken(name: str) -> Refused:
    """Two at one file would spoil it."""
    return Refused(
        Reason(
            "archive.taken",
            say("une autre sauvegarde écrit {name} en ce moment. Attendez sa fin.", name=name),
        )
    )
