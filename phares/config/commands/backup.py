"""`phares backup FILE`: the whole house in one file, while people work."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import copies, preparing
from phares.config.failures import Failure

CLOSE = (
    "Elle contient des personnes, des sommes et la clé secrète du pôle : "
    "gardez-la fermée, sur une autre machine."
)


def run(asked: Namespace) -> None:
    target = Path(asked.file)
    insist_on_target(target, force=asked.force)
    folder = preparing.existing_home()
    seal = copies.seal_asked(asked)
    preparing.wake_django(folder)
    preparing.say("Sauvegarde…")
    kept = copies.write_copy(folder, target, seal)
    preparing.say(f"Sauvegarde écrite : {copies.told(target, kept)}.")
    preparing.say(CLOSE if not seal else "Gardez sa clé ailleurs qu’avec elle.")


def insist_on_target(target: Path, *, force: bool) -> None:
    """A place where a file may appear, and where none is lost."""
    if target.is_dir():
        raise Failure(f"{target} est un dossier : donnez un nom de fichier.")
    if not target.parent.is_dir():
        raise Failure(f"le dossier {target.parent} n’existe pas. Créez-le, puis recommencez.")
    if target.exists() and not force:
        raise Failure(f"{target} existe déjà. Donnez un autre nom, ou --force pour le remplacer.")
