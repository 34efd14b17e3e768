"""What one opened last: how much of it is kept."""

from __future__ import annotations

from phares.kernel.tongue import each_french, say

KINDS = each_french(
    {
        "directory:organisation": "structure",
        "directory:person": "personne",
        "premises:space": "espace",
        "premises:lease": "convention",
        "premises:works_page": "travaux",
        "projects:actions": "actions de l’année",
        "reporting:report": "bilan",
    }
)
"""What a page of one record is of, in words."""


def spoken(subject: str) -> str:
    """« structure nº 12 », for a page opened; its address for one that has no word."""
    page, _colon, number = subject.rpartition(":")
    kind = KINDS.get(page)
    return say("{kind} nº {number}", kind=kind, number=number) if kind else subject


SHOWN = 8
KEPT = 3 * SHOWN
"""For each account: some of it may be closed to its holder by the time it is shown."""
