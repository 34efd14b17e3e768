"""`phares backup FILE`: the whole house in one file, while people work."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import copies, preparing
from phares.config.elsewhere import even_if_full
from phares.config.failures import Failure
from phares.kernel.tongue import french, say

CLOSE = french(
    "Elle contient des personnes, des sommes et la clé secrète du pôle : gardez-la fermée, sur "
    "une autre machine."
)


def run(asked: Namespace) -> None:
    target = Path(asked.file)
    insist_on_target(target, force=asked.force)
    folder = preparing.existing_home()
    seal = copies.seal_asked(asked)
    preparing.wake_django(folder)
    preparing.print_line(say("Sauvegarde…"))
    beside = target.absolute().parent
    kept = even_if_full(lambda: copies.write_copy(folder, target, seal), beside)
    preparing.print_line(say("Sauvegarde écrite : {told}.", told=copies.told(target, kept)))
    preparing.print_line(CLOSE if not seal else say("Gardez sa clé ailleurs qu’avec elle."))


def insist_on_target(target: Path, *, force: bool) -> None:
    """A place where a file may appear, and where none is lost."""
    if target.is_dir():
        raise Failure(say("{target} est un dossier : donnez un nom de fichier.", target=target))
    if not target.parent.is_dir():
        raise Failure(
            say(
                "le dossier {parent} n’existe pas. Créez-le, puis recommencez.",
                parent=target.parent,
            )
        )
    if target.exists() and not force:
        raise Failure(
            say(
                "{target} existe déjà. Donnez un autre nom, ou --force pour le remplacer.",
                target=target,
            )
        )
