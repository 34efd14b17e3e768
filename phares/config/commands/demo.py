"""`phares demo`: a pole full of facts, ready to be looked at."""

from __future__ import annotations

import json
import os
import shutil
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phares.config import preparing, serving
from phares.config.failures import Failure
from phares.config.home import demo_of, home, settings_of
from phares.config.locks import SERVING, Lock, alone_at_the_site
from phares.config.output import give
from phares.config.preparing import print_line
from phares.config.terminal import spoken
from phares.kernel.tongue import FRENCH, french, say, speaking, translated

if TYPE_CHECKING:
    from phares.demo.load import SignIn


PREPARING = french("elle se prépare")


def run(asked: Namespace) -> None:
    os.environ.setdefault("PHARES_HOME", f"var/{asked.pole}")
    folder = home()
    preparing.finish_restoring(folder)
    _insist_on_demo(folder, asked.pole, fresh=asked.fresh)
    lock = _locked(folder) if (folder / SERVING).exists() else None
    if not asked.no_serve:
        serving.insist_on_port(asked.host, asked.port)
    preparing.make_home(demo=True)
    lock = lock or _locked(folder)
    if asked.fresh:
        _sweep(folder)
    preparing.wake_django(folder)
    preparing.migrate()
    _load_if_empty(folder, asked.pole)
    preparing.collect_static(folder)
    if not asked.no_serve:
        _serve(folder, lock, asked)


def _insist_on_demo(folder: Path, pole: str, *, fresh: bool) -> None:
    """Never the home of a real pole or of the other demonstration."""
    known = settings_of(folder)
    if known and not known.get("demo"):
        raise Failure(
            say(
                "{folder} est le dossier d’un vrai pôle. Donnez à la démonstration le sien : "
                "PHARES_HOME=var/essai make demo.",
                folder=folder,
            )
        )
    loaded = demo_of(folder).get("pole", pole) if known else pole
    if loaded != pole and not fresh:
        raise Failure(
            say(
                "{folder} contient la démonstration « {loaded} ». Prenez un autre dossier "
                "(PHARES_HOME), ou ajoutez --fresh pour la remplacer.",
                folder=folder,
                loaded=loaded,
            )
        )


def _locked(folder: Path) -> Lock:
    lock = alone_at_the_site(folder, say("cette démonstration"))
    lock.note(PREPARING)
    return lock


def _sweep(folder: Path) -> None:
    """The demonstration as on its first day: database and kept files leave."""
    if os.environ.get("PHARES_DATABASE_URL") or settings_of(folder).get("database_url"):
        raise Failure(
            say("--fresh n’efface qu’une base SQLite : videz vous-même la base PostgreSQL.")
        )
    for path in (*folder.glob("phares.sqlite3*"), folder / "demo.json"):
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / "files", ignore_errors=True)
    (folder / "files").mkdir()


def _how_far(line: str) -> None:
    """What is loaded is French, and told in the language of the terminal."""
    with speaking(spoken()):
        print_line(f"  {translated(line)}")


def _load_if_empty(folder: Path, pole: str) -> None:
    """All of it or nothing: a load that was cut leaves no row, and is done again."""
    from django.db import transaction

    from phares.config.upkeep import refresh_statistics
    from phares.demo.load import is_loaded, load_demo

    loaded = is_loaded()
    if loaded and demo_of(folder):
        return
    if not loaded:
        print_line(say("Chargement de la démonstration « {pole} »…", pole=pole))
    with speaking(FRENCH), transaction.atomic():
        sign_ins = load_demo(pole, _how_far)
        _keep(folder, pole, [_row(sign_in) for sign_in in sign_ins])
    refresh_statistics(datetime.now(UTC))


def _row(sign_in: SignIn) -> dict[str, Any]:
    who = {"name": sign_in.name, "email": sign_in.email, "account": sign_in.account}
    return {"role": sign_in.role_label, "password": sign_in.password} | who


def _keep(folder: Path, pole: str, rows: list[dict[str, Any]]) -> None:
    """What the sign-in page and this command show of the people of the demonstration."""
    half = folder / "demo.json.half"
    text = json.dumps({"pole": pole, "sign_ins": rows}, ensure_ascii=False, indent=1)
    half.write_text(text, encoding="utf-8")
    half.replace(folder / "demo.json")


def _serve(folder: Path, lock: Lock, asked: Namespace) -> None:
    from django.conf import settings

    settings.DEMO_SIGN_INS = demo_of(folder).get("sign_ins", [])
    where = serving.address(asked.host, asked.port)
    serving.letters_lead_to(where)
    lock.note(where)
    serving.serve(asked.host, asked.port, ready=lambda: welcome(folder, where))


def welcome(folder: Path, where: str) -> None:
    """The address, and one sign-in for each role."""
    rows = [(row["role"], row["email"], row["password"]) for row in demo_of(folder)["sign_ins"]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["   ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    text = "\n  ".join([say("Pour entrer (adresse, mot de passe) :"), *lines])
    opened = say("Phares est ouvert : {where}", where=where)
    give("\n" + "\n\n".join([opened, text, say("Ctrl+C l’arrête.")]))
