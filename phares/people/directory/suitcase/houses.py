"""How a file names a structure: by its name, one of its other names, its SIRET or its RNA."""

from __future__ import annotations

import re

from phares.kernel.reading import unreadable
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.queries.parties import Register
from phares.people.directory.rules.names import near

NUMBERED = re.compile(r"(.+) \((\d{1,3})\)")
"""« Halage (2) »: the second card of that name."""


class Houses(Register):
    """Every structure, found as files write it, and written so that it is found again."""

    def label(self, pk: int) -> str:
        """Its name; with its place among them when several bear it."""
        name = self.told[pk]
        bearers = self.bearers(name)
        return name if len(bearers) < 2 else f"{name} ({bearers.index(pk) + 1})"

    def find(self, cell: str) -> int:
        compact = re.sub(r"[\s.]", "", cell).upper()
        for kind in ("siret", "rna"):
            if (found := self.numbers.get((kind, compact))) is not None:
                return found
        bearers = self.bearers(cell)
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            raise unreadable(
                say(
                    "{bearers} structures s’appellent « {cell} ». Écrivez « {cell} (1) » pour la "
                    "première, ou son SIRET",
                    bearers=len(bearers),
                    cell=cell,
                )
            )
        return self._numbered(cell)

    def _numbered(self, cell: str) -> int:
        if found := NUMBERED.fullmatch(cell):
            bearers, place = self.bearers(found[1]), int(found[2])
            if 0 < place <= len(bearers):
                return bearers[place - 1]
        close = listed([f"« {name} »" for name in near(cell, self.told.values())])
        meant = (
            say(" Peut-être {close} ?", close=close)
            if close
            else say(" Importez d’abord sa fiche, ou corrigez.")
        )
        raise unreadable(
            say("aucune structure ne s’appelle « {cell} » ici.{meant}", cell=cell, meant=meant)
        )
