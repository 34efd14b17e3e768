"""`phares export organisations --format csv`: all of a set, in the shape that brings it in."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.commands.report import insist_on_folder, write_whole
from phares.config.elsewhere import even_if_full
from phares.config.failures import Failure
from phares.kernel.tongue import say


def run(asked: Namespace) -> None:
    target = Path(asked.output) if asked.output else None
    if target:
        insist_on_folder(target)
    elif asked.format in ("xlsx", "ods") and sys.stdout.isatty():
        raise Failure(say("un classeur ne s’affiche pas. Nommez un fichier : --output FICHIER."))
    preparing.wake_django(preparing.existing_home())
    beside = target.absolute().parent if target else Path(tempfile.gettempdir())
    content = even_if_full(lambda: _exported(asked), beside)
    if target is None:
        _pour(content)
    else:
        write_whole(target, content)
        preparing.print_line(say("Écrit : {target}", target=target))


def _exported(asked: Namespace) -> bytes:
    preparing.insist_on_pole()
    from phares.kernel.actor import THE_POLE
    from phares.steering.suitcases.actions import export
    from phares.steering.suitcases.sources import dataset

    return export(dataset(asked.dataset), asked.format, by=THE_POLE)


def _pour(content: bytes) -> None:
    """Bytes as they are, to whoever reads standard output."""
    sys.stdout.flush()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as channel:
        channel.write(content)
