"""What figures say in words beside their value."""

from __future__ import annotations

from phares.kernel.tongue import french, say
from phares.kernel.words import plural
from phares.people.directory.rules.kinds import Declared

ELSEWHERE = french("non réparti")
SAID = "directory.declaration:"
"""How the key of a declaration begins."""
TOO_FEW = french("moins de trois réponses")
ANSWERED = french("a répondu")
SILENT = french("n’a pas répondu")
ANSWERED_AND_GONE = french("a répondu, plus membre au 31 décembre")
ANSWERED_PERHAPS_GONE = french("a répondu, membre ou non au 31 décembre : on ne sait pas")
GONE = french("n’appartenait plus au pôle le 31 décembre ; ")
DOUBTED = french("membre ou non le 31 décembre : on ne sait pas, ")
DOUBLES = french(
    "Somme de déclarations : une même personne peut être comptée par plusieurs structures."
)


def warning(kind: Declared, silent: int, asked: int) -> str:
    """A sum of people may count one twice; one of euros never goes out partial without a word."""
    said = [DOUBLES] if kind is Declared.PEOPLE_HELPED else []
    if silent:
        who = plural(silent, "structure")
        lacks = say("n’a pas répondu") if silent == 1 else say("n’ont pas répondu")
        said.append(
            say("Somme partielle : {who} sur {asked} {lacks}.", who=who, asked=asked, lacks=lacks)
        )
    return " ".join(said)
