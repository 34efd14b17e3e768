"""`phares report 2015 --output bilan.pdf`: the annual report as a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.failures import Failure, reason_of
from phares.kernel.tongue import say


def run(asked: Namespace) -> None:
    target = Path(asked.output)
    insist_on_folder(target)
    preparing.wake_django(preparing.existing_home())
    preparing.insist_on_pole()
    from phares.common.clock.queries import now
    from phares.steering.reporting.queries import insist_on_year

    moment = now()
    insist_on_year(asked.year, today=moment.date())
    from phares.steering.reporting.exports import report_file

    preparing.print_line(say("Bilan {year}…", year=asked.year))
    write_whole(target, report_file(asked.year, target.suffix.lower(), now=moment))
    preparing.print_line(say("Écrit : {target}", target=target))


def write_whole(target: Path, content: bytes) -> None:
    """The file appears at once and complete; what was there before stays until then."""
    half = ""
    try:
        handle, half = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(half, 0o644)
        os.replace(half, target)
    except OSError as error:
        if half:
            Path(half).unlink(missing_ok=True)
        raise Failure(_no_file(target, error)) from None


def insist_on_folder(target: Path) -> None:
    if target.is_dir():
        raise Failure(say("{target} est un dossier : donnez un nom de fichier.", target=target))
    if not target.parent.is_dir():
        raise Failure(
            say(
                "le dossier {parent} n’existe pas. Créez-le, puis recommencez.",
                parent=target.parent,
            )
        )


def _no_file(target: Path, error: OSError) -> str:
    return say(
        "{target} ne peut pas être écrit ({reason}). Choisissez un autre endroit.",
        target=target,
        reason=reason_of(error),
    )
