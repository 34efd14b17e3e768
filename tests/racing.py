"""Several at once, with real connections and real commits, on a copy of the test database."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from phares.kernel.refusal import Refused


@contextmanager
def copied_database(folder: Path) -> Iterator[dict[str, Any]]:
    """The settings of a copy of the test database, gone afterwards."""
    here = connections[DEFAULT_DB_ALIAS]
    settings = dict(here.settings_dict)
    if here.vendor == "sqlite":
        settings["NAME"] = str(folder / "race.sqlite3")
        here.ensure_connection()
        with closing(sqlite3.connect(settings["NAME"])) as copy:
            here.connection.backup(copy)
        yield settings
        return
    template, settings["NAME"] = settings["NAME"], f"race_{uuid.uuid4().hex[:12]}"
    here.close()
    with here._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{settings["NAME"]}" TEMPLATE "{template}"')
        try:
            yield settings
        finally:
            cursor.execute(f'DROP DATABASE "{settings["NAME"]}"')


@contextmanager
def connected(settings: dict[str, Any]) -> Iterator[None]:
    """This thread's own connection to the copy."""
    usual = connections[DEFAULT_DB_ALIAS]
    mine = type(usual)(settings, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = mine
    try:
        yield
    finally:
        mine.close()
        connections[DEFAULT_DB_ALIAS] = usual


class Racer(threading.Thread):
    """Acts in every round, at the same moment as the others; keeps what it won and was told."""

    def __init__(
        self,
        settings: dict[str, Any],
        barrier: threading.Barrier,
        act: Callable[[int], Any],
        rounds: int,
    ) -> None:
        super().__init__(daemon=True)
        self.settings, self.barrier, self.act, self.rounds = settings, barrier, act, rounds
        self.won: list[int] = []
        self.told: list[str] = []
        self.broke: list[BaseException] = []

    def run(self) -> None:
        with connected(self.settings):
            for number in range(self.rounds):
                self.barrier.wait(timeout=60)
                self.tries(number)

    def tries(self, number: int) -> None:
        try:
            self.act(number)
            self.won.append(number)
        except Refused as refusal:
            self.told.append(refusal.reason.sentence)
        except BaseException as error:
            self.broke.append(error)


def race(
    settings: dict[str, Any], acts: Sequence[Callable[[int], Any]], rounds: int
) -> list[Racer]:
    """One for each act, all through; nothing breaks."""
    barrier = threading.Barrier(len(acts))
    racers = [Racer(settings, barrier, act, rounds) for act in acts]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(timeout=600)
    assert [error for racer in racers for error in racer.broke] == []
    return racers
