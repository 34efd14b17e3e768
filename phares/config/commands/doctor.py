"""`phares doctor`: looks at the installation and at all that must hold of the data.

Exit codes: 0 sound, 1 something to mend, 2 something could not be looked at.
"""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from phares.config import preparing
from phares.config.doctor import installation, remains
from phares.config.doctor.checkup import Checkup, look_at_the_data
from phares.config.failures import sentence_of
from phares.config.home import home
from phares.config.output import give
from phares.kernel.soundness import Finding
from phares.kernel.tongue import capital, french, say

BEHIND = french("Il manque à la base {steps} de cette version.")
EMPTY = french("La base est vide : aucun pôle n’y a été ouvert.")
OPEN = french("Lancez « phares init », ou « phares restore » avec une sauvegarde.")
AHEAD = french("La base porte {steps} que cette version ne connaît pas.")


def run(asked: Namespace) -> int:
    checkup = Checkup()
    try:
        _look(checkup, datetime.now(UTC))
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        checkup.unseen.append(str(capital(sentence)))
    give(as_json(checkup) if asked.format == "json" else as_text(checkup))
    return checkup.verdict


def _look(checkup: Checkup, now: datetime) -> None:
    folder: Path = home()
    installation.insist_on_a_home(folder)
    left = remains.of_a_restoration(folder)
    checkup.findings += [left] if left else []
    if why := remains.why_not_look(folder, left):
        checkup.unseen.append(why)
        return
    preparing.print_line(say("L’installation…"))
    preparing.wake_django(folder)
    behind = _empty(folder) or _steps_apart()
    checkup.findings += behind
    if behind:
        checkup.unseen.append(say("Les données n’ont pas été regardées : les tables d’abord."))
        return
    checkup.facts += installation.facts(folder)
    checkup.findings += installation.findings(folder, now)
    checkup.remarks += [*remains.of_copies(folder), *installation.remarks(folder)]
    look_at_the_data(checkup, now, lambda what: preparing.print_line(f"{capital(what)}…"))


def _empty(folder: Path) -> list[Finding]:
    """Where nothing was opened yet, or an opening was killed at its start; no file is made."""
    from django.db import connection

    from phares.common.keeping.tables import level_of

    there = connection.vendor == "postgresql" or (folder / "phares.sqlite3").exists()
    return [] if there and level_of(connection) else [Finding("base.empty", EMPTY, OPEN)]


def _steps_apart() -> list[Finding]:
    """A base of another version: newer or older, its data cannot be judged."""
    from phares.common.health.queries import migrations_apart

    missing, unknown = migrations_apart()
    found = []
    if missing:
        steps = preparing.counted(len(missing), "étape")
        mend = say("Lancez « phares migrate ».")
        found.append(Finding("base.behind", say(BEHIND, steps=steps), mend, _named(missing)))
    if unknown:
        steps = preparing.counted(len(unknown), "étape")
        mend = say("Reprenez la version de Phares qui l’a écrite.")
        found.append(Finding("base.ahead", say(AHEAD, steps=steps), mend, _named(unknown)))
    return found


def _named(steps: frozenset[tuple[str, str]]) -> str:
    return ", ".join(sorted(f"{app}.{name}" for app, name in steps)[:5])


def as_json(checkup: Checkup) -> str:
    told = {
        "verdict": checkup.verdict,
        "facts": dict(checkup.facts),
        "findings": [_plain(one) for one in checkup.findings],
        "remarks": [_plain(one) for one in checkup.remarks],
        "unseen": checkup.unseen,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _plain(one: Finding) -> dict[str, str]:
    return {name: str(said) for name, said in asdict(one).items()}


def as_text(checkup: Checkup) -> str:
    """Facts in two columns, then what to mend, then the verdict in a sentence."""
    width = max((len(name) for name, _value in checkup.facts), default=0)
    lines = [f"{name:<{width}}  {value}" for name, value in checkup.facts]
    for one in checkup.findings:
        lines += ["", f"{one.sentence} [{one.code}]", f"    {one.mend}"]
        lines += [f"    {one.where}"] if one.where else []
    if checkup.remarks:
        lines += ["", say("À savoir :")]
        lines += [f"  {one.sentence} {one.mend} [{one.code}]" for one in checkup.remarks]
    lines += [f"\n{sentence}" for sentence in checkup.unseen]
    return "\n".join([*lines, "", _verdict(checkup)]).lstrip("\n")


def _verdict(checkup: Checkup) -> str:
    count = len(checkup.findings)
    mend = say("{things} à réparer", things=preparing.counted(count, "chose")) if count else ""
    if checkup.unseen:
        return (
            say("Tout n’a pas pu être regardé, et {mend}.", mend=mend)
            if mend
            else say("Tout n’a pas pu être regardé.")
        )
    return f"{mend}." if mend else say("Tout va bien.")
