"""What figures say in words beside their value."""

from __future__ import annotations

from phares.kernel.words import plural
from phares.people.directory.rules.kinds import Declared

ELSEWHERE = "non réparti"
SAID = "directory.declaration:"
"""How the key of a declaration begins."""
TOO_FEW = "moins de trois réponses"
ANSWERED = "a répondu"
SILENT = "n’a pas répondu"
ANSWERED_AND_GONE = "a répondu, plus membre au 31 décembre"
ANSWERED_PERHAPS_GONE = "a répondu, membre ou non au 31 décembre : on ne sait pas"
GONE = "n’appartenait plus au pôle le 31 décembre ; "
DOUBTED = "membre ou non le 31 décembre : on ne sait pas, "
DOUBLES = "Somme de déclarations : une même personne peut être comptée par plusieurs structures."


def warning(kind: Declared, silent: int, asked: int) -> str:
    """A sum of people may count one twice; one of euros never goes out partial without a word."""
    said = [DOUBLES] if kind is Declared.PEOPLE_HELPED else []
    if silent:
        who = plural(silent, "structure")
        lacks = "n’a pas répondu" if silent == 1 else "n’ont pas répondu"
        said.append(f"Somme partielle : {who} sur {asked} {lacks}.")
    return " ".join(said)
