"""Pages computed from the code: who may do what, indicators, states, commands, data sets."""

from __future__ import annotations

from argparse import Action, ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import phares
from phares.config.arguments import parser
from phares.kernel.datasets import DataSet

HEAD = "<!-- Written by `phares docs` from the code: do not edit. -->\n"


def access() -> str:
    """Every address of the site and whom it welcomes."""
    rows = sorted((path, name, audience) for path, name, audience in addresses())
    lines = [f"| `/{path}` | `{name}` | {audience} |" for path, name, audience in rows]
    return _page(
        "Who may open what",
        "Deny by default: a view says whom it welcomes, or a test fails. What a role may *do* is "
        "said again by the rule that each action calls first.",
        ["| Address | Name | Welcomes |", "|---|---|---|", *lines],
    )


def addresses() -> Iterator[tuple[str, str, str]]:
    """Path, full name and audience of every URL."""
    yield from _below(get_resolver().url_patterns, "", "")


def _below(
    entries: Iterable[URLPattern | URLResolver], path: str, space: str
) -> Iterator[tuple[str, str, str]]:
    for entry in entries:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _below(entry.url_patterns, here, space + inner)
        else:
            audience = getattr(entry.callback, "audience", "nobody said")
            yield here, f"{space}{entry.name}", str(audience)


def indicators() -> str:
    """The catalogue of what is counted."""
    from phares.steering.reporting.queries import catalogue

    return _page(
        "Indicators",
        "Every figure of the annual report: what it counts, among whom, when, from which records.",
        [line for one in catalogue() for line in _indicator(one)],
    )


def _indicator(one: Any) -> list[str]:
    facts = {
        "Définition": one.definition,
        "Population": one.population,
        "Date": one.date_rule.label,
        "Unité": one.unit,
        "Source": one.source,
        "Version": str(one.version),
    }
    lines = [f"- {name} : {value}" for name, value in facts.items() if value]
    return [f"## {one.label} (`{one.code}`)", "", *lines, ""]


def processing() -> str:
    """The register of processing, as Phares proposes it before a pole decides otherwise."""
    from phares.steering.privacy.sources import holdings

    return _page(
        "Register of processing",
        "Règlement (UE) 2016/679, article 30: generated from what each domain declares in its "
        "`personal_data.py`. A pole may set other durations, with their source.",
        [line for one in holdings() for line in _holding(one)],
    )


def _holding(one: Any) -> list[str]:
    keeping = one.keeping
    months = f"{keeping.months} mois " if keeping.months else ""
    facts = {
        "Finalité": one.purpose,
        "Base légale": one.basis.label,
        "Personnes": one.persons,
        "Données": one.data,
        "Destinataires": one.recipients,
        "Durée": f"{months}{keeping.since}. {keeping.why} Source : {keeping.source}",
        "Effacé sur demande": one.erased,
        "Gardé": one.kept,
        "Tables": ", ".join(f"`{table}`" for table in one.tables),
    }
    lines = [f"- {name} : {value}" for name, value in facts.items() if value]
    return [f"## {one.label} (`{one.code}`)", "", *lines, ""]


def states() -> str:
    """The states of what has a life, and the moves between them."""
    lines = [line for name, moves in _lifecycles() for line in _diagram(name, moves)]
    return _page("States", "A move that is not drawn here is refused aloud.", lines)


def _lifecycles() -> Iterator[tuple[str, dict[Any, Any]]]:
    """Every `…MOVES` of a rules/lifecycle.py."""
    root = Path(phares.__file__).parent
    for path in sorted(root.glob("*/*/rules/lifecycle.py")):
        dotted = ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for name, moves in vars(import_module(dotted)).items():
            if name.endswith("MOVES"):
                yield type(next(iter(moves))).__name__, moves


def _diagram(name: str, moves: dict[Any, Any]) -> list[str]:
    arrows = [
        f"  {state.value} --> {to.value}" for state in moves for to in sorted(moves[state], key=str)
    ]
    labels = [f"  {state.value} : {state.label}" for state in moves]
    return [f"## {name}", "", "```mermaid", "stateDiagram-v2", *labels, *arrows, "```", ""]


def commands() -> str:
    """Every command and what it takes, as `phares COMMAND --help` tells it."""
    lines = [line for name, one in _commands() for line in _command(name, one)]
    return _page(
        "The command `phares`",
        "Exit codes: 0 done, 1 refused with a sentence, 2 wrong arguments, 130 interrupted.",
        lines,
    )


def _commands() -> Iterator[tuple[str, ArgumentParser]]:
    for action in parser()._actions:
        if isinstance(action.choices, dict):
            yield from action.choices.items()


def _command(name: str, one: ArgumentParser) -> list[str]:
    taken = [action for action in one._actions if "--help" not in action.option_strings]
    lines = [f"- {_given(action)} : {action.help}" for action in taken]
    return [f"## `phares {name}`", "", str(one.description), "", *lines, ""]


def _given(action: Action) -> str:
    """« `--port PORT` », « `FICHIER` », « `--pole phares|hainaut` »."""
    value = "|".join(map(str, action.choices or ())) or str(action.metavar or "")
    words = [*action.option_strings[:1], *([value] if action.nargs != 0 else [])]
    return f"`{' '.join(words)}`"


def data_sets() -> str:
    """Every set that a spreadsheet brings in and takes out, with its columns."""
    from phares.steering.suitcases.sources import CHAPTERS

    lines = [
        line
        for title, sets in CHAPTERS
        for line in [f"## {title}", "", *(told for one in sets for told in _set(one))]
    ]
    return _page(
        "What spreadsheets bring in and take out",
        "In the order in which an empty pole takes them: `phares import CODE FILE`, "
        "`phares export CODE`. A star: the column is compulsory.",
        lines,
    )


def _set(one: DataSet) -> list[str]:
    rows = [
        f"| {column.label}{' *' * column.required} | {_cell(column.examples[0])} | "
        f"{_cell(column.hint)} |"
        for column in one.columns
    ]
    head = ["| Column | Example | Hint |", "|---|---|---|"]
    return [f"### {one.label} (`{one.code}`)", "", one.lead, "", *head, *rows, ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(title: str, lead: str, lines: list[str]) -> str:
    return "\n".join([HEAD, f"# {title}", "", lead, "", *lines]).rstrip() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "access.md": access,
    "indicators.md": indicators,
    "processing.md": processing,
    "states.md": states,
    "commands.md": commands,
    "datasets.md": data_sets,
}
