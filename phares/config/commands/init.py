"""`phares init`: a new pole and its first administrator; all is asked and looked at first."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import Namespace
from pathlib import Path

from phares.config import preparing
from phares.config.failures import Failure
from phares.config.home import home, settings_of
from phares.config.opening import all_or_nothing, open_pole, opening_asked
from phares.config.serving import address
from phares.kernel.tongue import french, say

NEXT = french(
    "\nEnsuite, chacun dans son terminal :\n  {command} serve\n  {command} clock\nLe premier "
    "sert le site : ouvrez {site} et entrez avec {email}.\n"
    "Le second fait le travail de fond. Commencez par la page du pôle : {site}pole/\n"
    "D’autres machines, sauvegarde, mise à jour : docs/installation.md le dit."
)


def run(asked: Namespace) -> None:
    folder = home()
    preparing.finish_restoring(folder)
    if settings_of(folder).get("demo"):
        raise Failure(
            say(
                "{folder} est une démonstration. Donnez au pôle son dossier (PHARES_HOME).",
                folder=folder,
            )
        )
    preparing.insist_on_a_place_to_write(folder)
    preparing.wake_django(folder)
    _insist_on_no_pole(folder)
    opening = opening_asked(asked)
    with all_or_nothing(folder):
        preparing.make_home()
        preparing.migrate()
        open_pole(opening)
        preparing.collect_static(folder)
    preparing.print_line(
        say("Le pôle « {name} » est ouvert dans {folder}.", name=opening.name, folder=folder)
    )
    preparing.print_line(_what_comes_next(folder, opening.email))


def _insist_on_no_pole(folder: Path) -> None:
    """Looks without making anything: no file, no table."""
    from django.db import connection

    from phares.people.directory.models import Pole

    if connection.vendor == "sqlite" and not (folder / "phares.sqlite3").exists():
        return
    if Pole._meta.db_table not in connection.introspection.table_names():
        return
    if found := Pole.objects.filter(is_home=True).values_list("name", flat=True).first():
        raise Failure(
            say(
                "il y a déjà un pôle dans {folder}, « {found} ». Prenez un autre dossier.",
                folder=folder,
                found=found,
            )
        )


def _what_comes_next(folder: Path, email: str) -> str:
    """The commands to type now, with the home when it is not the usual one."""
    named = f"PHARES_HOME={shlex.quote(str(folder))} " if os.environ.get("PHARES_HOME") else ""
    site = address("127.0.0.1", 8000)
    return say(NEXT, command=named + shlex.quote(sys.argv[0]), site=site, email=email)
