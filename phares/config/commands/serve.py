"""`phares serve`: the site of a pole that was opened before."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from phares.config import preparing, serving
from phares.config.failures import Failure
from phares.config.home import settings_of
from phares.config.locks import alone_at_the_site
from phares.config.logs import announce
from phares.kernel.tongue import french, say

PREPARING = french("il se prépare")
NO_SECRET = french(
    "settings.toml n’a pas de secret_key : chaque départ fermerait les sessions de tous. Remettez "
    'celle d’avant (une sauvegarde l’a), ou écrivez secret_key = "une longue suite au hasard".'
)


def _insist_on_a_secret(folder: Path) -> None:
    if not settings_of(folder).get("secret_key"):
        raise Failure(say(NO_SECRET))


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    _insist_on_a_secret(folder)
    lock = alone_at_the_site(folder, say("le site de ce dossier"))
    lock.note(PREPARING)
    serving.insist_on_port(asked.host, asked.port)
    preparing.wake_django(folder)
    preparing.insist_on_pole()
    preparing.collect_static(folder)
    where = serving.address(asked.host, asked.port)
    lock.note(where)
    serving.serve(
        asked.host,
        asked.port,
        ready=lambda: announce(say("Phares est ouvert : {where}", where=where)),
    )
