"""Facts of the journal as one says them: « Jeanne Roy a inscrit Halage »."""

from __future__ import annotations

VERBS = {
    "account.opened": "a ouvert un compte à",
    "account.closed": "a fermé le compte de",
    "account.reopened": "a rouvert le compte de",
    "account.key_given": "a donné une clé à",
    "account.key_taken_back": "a repris une clé à",
    "account.password_given": "a remplacé le mot de passe de",
    "account.password_changed": "a changé son mot de passe",
    "clock.travelled": "a déplacé le jour de la démonstration au",
    "document.frozen": "a figé le document",
    "pole.opened": "a ouvert le pôle",
}

FAMILIES = {
    "comptes": ("Comptes et clés", ("account.",)),
    "structures": (
        "Structures et personnes",
        ("organisation.", "person.", "belonging.", "function.", "declaration.", "consent."),
    ),
    "lieu": ("Le lieu", ("space.", "lease.", "occupation.", "work.", "closure.", "asset.")),
    "cooperative": (
        "La coopérative",
        ("associate.", "mandate.", "body.", "action.", "grant.", "project."),
    ),
    "bilan": ("Rendre compte", ("figure.", "report.", "year.", "document.")),
}


def said(verb: str) -> str:
    """The French of a verb; one that is not known yet is shown as it was written."""
    return VERBS.get(verb) or verb.replace(".", " : ").replace("_", " ")


def family_of(verb: str) -> str:
    """The family a verb belongs to, or nothing."""
    starts = (key for key, (_label, prefixes) in FAMILIES.items() if verb.startswith(prefixes))
    return next(starts, "")
