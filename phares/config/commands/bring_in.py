"""`phares import organisations FILE`: what lies in a spreadsheet, all of it or nothing; undone."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from phares.config import preparing
from phares.config.failures import Failure, reason_of
from phares.config.output import give
from phares.kernel.tongue import french, say

SHOWN = 20
"""How many refused lines are told one by one."""


def run(asked: Namespace) -> int:
    undoing = asked.undo is not None
    if not (asked.list or undoing) and (asked.dataset is None or asked.file is None):
        raise Failure(
            say("dites quoi importer et quel fichier. « phares import --list » les nomme.")
        )
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
        raise Failure(
            say("il n’y a pas d’import n° {number}. La page « Importer » les nomme.", number=number)
        )
    made = counts_of(batch).made
    undo_import(batch, by=THE_POLE, now=now())
    return say(
        "L’import n° {number} ({file_name}) est défait : {made} lignes retirées.",
        number=number,
        file_name=batch.file_name,
        made=made,
    )


def known_sets() -> str:
    """Each set with its columns; the compulsory ones have a star."""
    from phares.steering.suitcases.sources import INCOMING

    lines = []
    for one in INCOMING:
        titles = [f"{column.label}{'*' * column.required}" for column in one.columns]
        told = say("{label} : {columns}", label=one.label, columns=", ".join(titles))
        lines.append(f"{one.code}\n    {told}")
    return "\n".join(lines)


def _content(path: Path) -> bytes:
    from phares.common.sheets.sheet import why_not_size
    from phares.kernel.refusal import insist

    try:
        insist(why_not_size(path.stat().st_size))
        return path.read_bytes()
    except OSError as error:
        raise Failure(
            say("{path} ne peut pas être lu ({reason}).", path=path, reason=reason_of(error))
        ) from None


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
        preparing.print_line(
            say("Cet import s’était arrêté en chemin : il reprend où il en était.")
        )
    else:
        name = Path(asked.file).name
        titles_at = asked.titles_line
        batch = receive_file(
            into=into, name=name, content=content, titles_at=titles_at, by=THE_POLE, now=now()
        )
        batch = ask_for(batch, mode, by=THE_POLE)
    preparing.print_line(f"{batch.told}.")
    whole = batch.lines.count()
    return carry_on(batch, by=THE_POLE, now=now(), progress=lambda done: _tell(done, whole))


def _tell(done: int, whole: int) -> None:
    """On one line of a terminal; elsewhere, a line every thousand."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + _counted(done, whole) + ("\n" if done == whole else ""))
        sys.stderr.flush()
    elif done == whole or done % 1000 == 0:
        preparing.print_line(_counted(done, whole))


def _counted(done: int, whole: int) -> str:
    from phares.kernel.tongue import say_plural

    counted = say_plural("{done} ligne sur {whole}", "{done} lignes sur {whole}", done)
    return counted.format(done=done, whole=whole)


def report(batch: Any) -> str:
    """What became of each line, and the sentence that mends each one that was refused."""
    from phares.kernel.words import plural
    from phares.steering.suitcases.queries import counts_of, refused_lines
    from phares.steering.suitcases.rules.lifecycle import ImportState
    from phares.steering.suitcases.rules.matching import left_out

    counts = counts_of(batch)
    done = batch.state == ImportState.DONE
    read = plural(counts.read, "ligne lue", "lignes lues")
    lines = [say("{read} : {outcomes}.", read=read, outcomes=", ".join(_outcomes(counts, done)))]
    if titles := left_out(batch.titles, batch.mapping):
        lines.append(say("Colonnes laissées de côté : {titles}.", titles=", ".join(titles)))
    refused = refused_lines(batch)
    lines += [
        say("Ligne {number} : {sentence}", number=one.number, sentence=one.sentence)
        for one in refused[:SHOWN]
    ]
    if counts.refused > SHOWN:
        more = counts.refused - SHOWN
        lines.append(say("… et {more} autres : voyez la page « Importer ».", more=more))
    return "\n".join([*lines, _verdict(batch, done, counts)])


def _outcomes(counts: Any, done: bool) -> list[str]:
    made = french("{made} importées") if done else french("{made} à importer")
    told = [
        say(made, made=counts.made),
        say("{known} déjà là", known=counts.known),
        say("{refused} refusées", refused=counts.refused),
    ]
    passed = say("{example} exemples passés", example=counts.example)
    return [*told, passed] if counts.example else told


def _verdict(batch: Any, done: bool, counts: Any) -> str:
    from phares.steering.suitcases.rules.lifecycle import Mode

    if done:
        return say("Import n° {pk} fait. « phares import --undo {pk} » le défait.", pk=batch.pk)
    if batch.mode == Mode.TRIAL:
        return say("C’était un essai : rien n’est importé.")
    return say(
        "Rien n’est importé, car une ligne au moins est refusée. Corrigez-la, ou prenez les "
        "bonnes lignes seulement avec --good-lines."
    )


def _code(batch: Any, *, dry_run: bool) -> int:
    """1 when a trial, or all or nothing, met a line that is refused."""
    from phares.steering.suitcases.queries import counts_of
    from phares.steering.suitcases.rules.lifecycle import Mode

    return int(batch.mode != Mode.GOOD and counts_of(batch).refused > 0)
