"""`phares serve`: the site of a pole that was opened before."""

from __future__ import annotations

from argparse import Namespace

from phares.config import preparing, serving
from phares.config.locks import alone_at_the_site
from phares.config.logs import announce
from phares.kernel.tongue import french, say

PREPARING = french("il se prépare")


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
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
