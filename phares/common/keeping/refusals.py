"""Why an archive or a base cannot be taken."""

from __future__ import annotations

from phares.kernel.refusal import Reason, Refused


def damaged(what: str) -> Refused:
    """The archive is not as it was written."""
    return Refused(
        Reason(
            "archive.damaged",
            f"l’archive est abîmée ou incomplète ({what}). Rien n’a été touché. "
            "Prenez une autre sauvegarde.",
        )
    )


def foreign(what: str) -> Refused:
    """No archive of ours."""
    return Refused(Reason("archive.foreign", f"ce n’est pas une sauvegarde de Phares ({what})."))


def newer(steps: list[str]) -> Refused:
    """Written by a version that knows more than this one."""
    return Refused(
        Reason(
            "archive.newer",
            f"ces données viennent d’une version plus récente de Phares (étape « {steps[0]} », "
            "inconnue ici). Installez cette version, puis recommencez.",
        )
    )


def not_taken(table: str, why: object) -> Refused:
    """The base refuses what is to be written into it."""
    return Refused(
        Reason("rows.refused", f"la base refuse des lignes de la table {table} ({why}).")
    )


def closed(why: str) -> Refused:
    """Encrypted, and not for the keys that were given."""
    return Refused(Reason("archive.closed", why))


def taken(name: str) -> Refused:
    """Two at one file would spoil it."""
    return Refused(
        Reason("archive.taken", f"une autre sauvegarde écrit {name} en ce moment. Attendez sa fin.")
    )
