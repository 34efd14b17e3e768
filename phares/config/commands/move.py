"""`phares move --to BASE`: the same rows in another base, each of them compared."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from phares.config import preparing
from phares.config.copies import insist_on_a_base
from phares.config.failures import Failure
from phares.config.home import database, replace_settings, with_line
from phares.config.locks import alone
from phares.config.preparing import answering, print_line
from phares.kernel.tongue import french, say

DOING = french("ses données changent de base")
BY_VARIABLE = french(
    "PHARES_DATABASE_URL dit encore l’ancienne base : changez-la là où elle est écrite."
)

POINTS_THERE = french("{settings} dit maintenant où est la base (database_url).")
POINTS_NOWHERE = french("{settings} ne dit plus database_url.")
OR_REMOVE_IT = french(
    "PHARES_DATABASE_URL dit encore l’ancienne base : changez-la là où elle est écrite, "
    "ou retirez-la."
)


def run(asked: Namespace) -> None:
    folder = preparing.existing_home()
    locks = alone(folder, DOING)
    preparing.wake_django(folder)
    insist_on_a_base(folder)
    url = "" if asked.to == "sqlite" else asked.to
    from django.db import connections

    move = _to_postgresql if url else _to_sqlite
    number, rows = move(folder, url, connections["default"])
    print_line(
        say(
            "{rows} dans {tables}, comparées une à une : les mêmes des deux côtés.",
            rows=preparing.counted(rows, "ligne"),
            tables=preparing.counted(number, "table"),
        )
    )
    _point_to(folder, url)
    print_line(
        say("L’ancienne base reste où elle est, sans changement. Effacez-la quand tout va bien.")
    )
    del locks


def _is_one(source: Any, target: Any) -> bool:
    """Whether the pole lies there already: nothing was interrupted."""
    where = ("ENGINE", "NAME", "HOST", "PORT")
    return all(source.settings_dict[key] == target.settings_dict[key] for key in where)


def _to_postgresql(folder: Path, url: str, source: Any) -> tuple[int, int]:
    """In one transaction: what differs is not kept."""
    from django.db import transaction

    from phares.common.keeping.bases import as_default

    described = database(folder, url)
    described["OPTIONS"].pop("pool")
    answering(url).close()
    target = _opened(described)
    try:
        with as_default(target), transaction.atomic():
            if not _is_one(source, target) and (done := _done_before(source, target)):
                print_line(
                    say("Un déplacement s’était arrêté après la copie : il est mené à son terme.")
                )
                return done
            _insist_empty(target.introspection.table_names())
            return _carried(source, target)
    finally:
        target.close()


def _done_before(source: Any, target: Any) -> tuple[int, int] | None:
    """How much a move had carried that was stopped before the settings said so; no other base."""
    from phares.common.keeping.bases import snapshot
    from phares.common.keeping.tables import level_of, tables_at

    if not target.introspection.table_names() or level_of(target) != level_of(source):
        return None
    with snapshot(source) as base:
        tables = tables_at(level_of(base))
        try:
            return len(tables), _compared(base, target, tables)
        except Failure:
            return None


def _insist_empty(tables: list[str]) -> None:
    if tables:
        raise Failure(
            say(
                "la base d’arrivée n’est pas vide ({counted}, dont {tables}). Donnez-en une vide.",
                counted=preparing.counted(len(tables), "table"),
                tables=tables[0],
            )
        )


def _to_sqlite(folder: Path, _url: str, source: Any) -> tuple[int, int]:
    """Beside, then under its name."""
    from django.utils import timezone

    from phares.common.keeping.bases import as_default
    from phares.common.keeping.folders import fsync
    from phares.config.upkeep import refresh_statistics

    final, half = folder / "phares.sqlite3", folder / "phares.sqlite3.half"
    if final.exists():
        raise Failure(
            say("{final} existe déjà. Écartez ce fichier, puis recommencez.", final=final)
        )
    described = database(folder, "")
    described["NAME"] = half
    _sweep(half)
    target = _opened(described)
    try:
        carried = _carried(source, target)
        with as_default(target):
            refresh_statistics(timezone.now())
        with target.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        target.close()
        fsync(half)
        half.replace(final)
        fsync(folder)
    finally:
        target.close()
        _sweep(half)
    return carried


def _sweep(half: Path) -> None:
    for path in half.parent.glob(f"{half.name}*"):
        path.unlink()


def _opened(described: dict[str, Any]) -> Any:
    from django.db import connections
    from django.db.utils import load_backend

    described = connections["default"].settings_dict | described
    backend = load_backend(described["ENGINE"])
    return backend.DatabaseWrapper(described, "default")


def _carried(source: Any, target: Any) -> tuple[int, int]:
    """All rows, then the proof; how many tables and rows."""
    from phares.common.keeping.bases import snapshot
    from phares.common.keeping.house import fill_from_base

    with snapshot(source) as base:
        print_line(say("Copie des lignes…"))
        tables = fill_from_base(base, target)
        print_line(say("Comparaison…"))
        return len(tables), _compared(base, target, tables)


def _compared(base: Any, target: Any, tables: list[Any]) -> int:
    """How many rows; a failure when a table is not the same on both sides."""
    from phares.common.keeping.rows import fingerprint

    total = 0
    for table in tables:
        here, there = fingerprint(base, table), fingerprint(target, table)
        if here != there:
            raise Failure(
                say(
                    "la table {name} n’est pas la même des deux côtés ({here} et {there} lignes) "
                    ": rien n’a été changé.",
                    name=table.name,
                    here=here[0],
                    there=there[0],
                )
            )
        total += here[0]
    return total


def _point_to(folder: Path, url: str) -> None:
    """From now on the pole is there."""
    if os.environ.get("PHARES_DATABASE_URL"):
        print_line(BY_VARIABLE if url else OR_REMOVE_IT)
        return
    settings = folder / "settings.toml"
    text = settings.read_text(encoding="utf-8")
    replace_settings(folder, with_line(text, "database_url", url or None))
    print_line(say(POINTS_THERE if url else POINTS_NOWHERE, settings=settings))
