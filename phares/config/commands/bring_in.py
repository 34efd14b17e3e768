"""`phares import organisations FILE`: what lies in a spreadsheet, all of it or nothing; undone."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from phares.config import preparing
from phares.config.failures import Failure, reason_of
from phares.config.output import give

SHOWN = 20
"""How many refused lines are told one by one."""


def run(asked: Namespace) -> int:
    undoing = asked.undo is not None
    if not (asked.list or undoing) and (asked.dataset is None or asked.file is None):
        raise Failure("dites quoi importer et quel fichier. « phares import --list » les nomme.")
    preparing.wake_django(preparing.existing_home())
    if asked.list:
        give(known_sets())
        return 0
    preparing.insist_on_pole()
    if undoing:
        give(_undone(asked.undo))
        return 0
    batch = _carried(asked, _content(Path(asked.file)))
    give(report(batch))
    return _code(batch, dry_run=asked.dry_run)


def _undone(number: int) -> str:
    """What an import made goes away, all of it or nothing; refused with what rests on it."""
    from phares.common.clock.queries import now
    from phares.kernel.actor import THE_POLE
    from phares.steering.suitcases.actions import undo_import
    from phares.steering.suitcases.queries import counts_of, imports

    batch = imports().filter(pk=number).first()
    if batch is None:
        raise Failure(f"il n’y a pas d’import n° {number}. La page « Importer » les nomme.")
    made = counts_of(batch).made
    undo_import(batch, by=THE_POLE, now=now())
    return f"L’import n° {number} ({batch.file_name}) est défait : {made} lignes retirées."


def known_sets() -> str:
    """Each set with its columns; the compulsory ones have a star."""
    from phares.steering.suitcases.sources import INCOMING

    lines = []
    for one in INCOMING:
        titles = [f"{column.label}{'*' * column.required}" for column in one.columns]
        lines.append(f"{one.code}\n    {one.label} : {', '.join(titles)}")
    return "\n".join(lines)


def _content(path: Path) -> bytes:
    from phares.common.sheets.sheet import why_not_size
    from phares.kernel.refusal import insist

    try:
        insist(why_not_size(path.stat().st_size))
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} ne peut pas être lu ({reason_of(error)}).") from None


def _carried(asked: Namespace, content: bytes) -> Any:
    from phares.common.clock.queries import now
    from phares.kernel.actor import THE_POLE
    from phares.steering.suitcases.actions import ask_for, carry_on, receive_file
    from phares.steering.suitcases.queries import resumed
    from phares.steering.suitcases.rules.lifecycle import Mode
    from phares.steering.suitcases.sources import dataset

    into = dataset(asked.dataset)
    mode = Mode.TRIAL if asked.dry_run else Mode.GOOD if asked.good_lines else Mode.WHOLE
    batch = resumed(into.code, content, mode)
    if batch is not None:
        preparing.say("Cet import s’était arrêté en chemin : il reprend où il en était.")
    else:
        name = Path(asked.file).name
        batch = receive_file(into=into, name=name, content=content, by=THE_POLE, now=now())
        batch = ask_for(batch, mode, by=THE_POLE)
    preparing.say(f"{batch.told}.")
    whole = batch.lines.count()
    return carry_on(batch, by=THE_POLE, now=now(), progress=lambda done: _tell(done, whole))


def _tell(done: int, whole: int) -> None:
    """On one line of a terminal; elsewhere, a line every thousand."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} lignes sur {whole}{chr(10) if done == whole else ''}")
        sys.stderr.flush()
    elif done == whole or done % 1000 == 0:
        preparing.say(f"{done} lignes sur {whole}")


def report(batch: Any) -> str:
    """What became of each line, and the sentence that mends each one that was refused."""
    from phares.kernel.words import plural
    from phares.steering.suitcases.queries import counts_of, refused_lines
    from phares.steering.suitcases.rules.lifecycle import ImportState
    from phares.steering.suitcases.rules.matching import left_out

    counts = counts_of(batch)
    done = batch.state == ImportState.DONE
    made = "importées" if done else "à importer"
    parts = [f"{counts.made} {made}", f"{counts.known} déjà là", f"{counts.refused} refusées"]
    parts += [f"{counts.example} exemples passés"] if counts.example else []
    lines = [f"{plural(counts.read, 'ligne lue', 'lignes lues')} : {', '.join(parts)}."]
    if titles := left_out(batch.titles, batch.mapping):
        lines.append(f"Colonnes laissées de côté : {', '.join(titles)}.")
    refused = refused_lines(batch)
    lines += [f"Ligne {one.number} : {one.sentence}" for one in refused[:SHOWN]]
    if counts.refused > SHOWN:
        lines.append(f"… et {counts.refused - SHOWN} autres : voyez la page « Importer ».")
    return "\n".join([*lines, _verdict(batch, done, counts)])


def _verdict(batch: Any, done: bool, counts: Any) -> str:
    from phares.steering.suitcases.rules.lifecycle import Mode

    if done:
        return f"Import n° {batch.pk} fait. « phares import --undo {batch.pk} » le défait."
    if batch.mode == Mode.TRIAL:
        return "C’était un essai : rien n’est importé."
    return (
        "Rien n’est importé, car une ligne au moins est refusée. Corrigez-la, "
        "ou prenez les bonnes lignes seulement avec --good-lines."
    )


def _code(batch: Any, *, dry_run: bool) -> int:
    """1 when a trial, or all or nothing, met a line that is refused."""
    from phares.steering.suitcases.queries import counts_of
    from phares.steering.suitcases.rules.lifecycle import Mode

    return int(batch.mode != Mode.GOOD and counts_of(batch).refused > 0)
