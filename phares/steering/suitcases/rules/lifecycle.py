"""A file is read, tried, brought in, and taken back out."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled, Moves


class ImportState(Labelled):
    """Where an import stands. Under way, it goes on from where a power cut left it."""

    READ = "read", "lu"
    TRIED = "tried", "essayé"
    WAITING = "waiting", "en cours"
    DONE = "done", "fait"
    UNDONE = "undone", "défait"


MOVES: Moves[ImportState] = {
    ImportState.READ: frozenset({ImportState.READ, ImportState.TRIED, ImportState.WAITING}),
    ImportState.TRIED: frozenset({ImportState.READ, ImportState.TRIED, ImportState.WAITING}),
    ImportState.WAITING: frozenset({ImportState.TRIED, ImportState.DONE}),
    ImportState.DONE: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
}


class Mode(Labelled):
    """What is wanted of a file."""

    TRIAL = "trial", "essai"
    WHOLE = "whole", "tout ou rien"
    GOOD = "good", "les bonnes lignes seulement"


class Outcome(Labelled):
    """What became of a line."""

    PENDING = "pending", "à lire"
    MADE = "made", "importée"
    KNOWN = "known", "déjà là"
    REFUSED = "refused", "refusée"
    EXAMPLE = "example", "exemple passé"
