"""Imports: received, tried, carried out, undone. One line, one savepoint; one file, one report."""

from phares.steering.suitcases.actions.carrying import (
    ask_for,
    carry_on,
    carry_out,
    give_up,
    try_again,
)
from phares.steering.suitcases.actions.exporting import export
from phares.steering.suitcases.actions.forgetting import forget_cells, forget_named
from phares.steering.suitcases.actions.receiving import (
    choose_columns,
    drop_file,
    receive_file,
    say_meanings,
)
from phares.steering.suitcases.actions.undoing import undo_import

__all__ = [
    "ask_for",
    "carry_on",
    "carry_out",
    "choose_columns",
    "drop_file",
    "export",
    "forget_cells",
    "forget_named",
    "give_up",
    "receive_file",
    "say_meanings",
    "try_again",
    "undo_import",
]
