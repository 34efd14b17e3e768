"""Standard output: what was asked for, and nothing else."""

from __future__ import annotations

import os
import sys

from phares.kernel.tongue import say


def give(text: str) -> None:
    """What was asked for, at once; a sentence when it goes where nothing can be written."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from phares.config.failures import Failure, reason_of

        drop()
        raise Failure(
            say(
                "le résultat ne peut pas être écrit ({reason}). Envoyez-le dans un autre fichier.",
                reason=reason_of(error),
            )
        ) from None


def drop() -> None:
    """What still waits goes nowhere, so that leaving does not try to write it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
