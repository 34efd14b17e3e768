"""The documentation says what the code holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps

from tests.architecture.tree import PACKAGE, ROOT, WHOLE_FLOORS, Findings

DECISIONS = ROOT / "docs" / "decisions"


def unnamed(names: list[str], glossary: str) -> Findings:
    """Models without a whole row in the glossary: `Name` as code, French word, English word."""
    rows = [line for line in glossary.splitlines() if line.startswith("|")]
    whole = [row for row in rows if sum(bool(cell.strip()) for cell in row.split("|")) >= 3]
    return [name for name in names if not any(f"`{name}`" in row for row in whole)]


def test_every_model_is_in_the_glossary() -> None:
    names = sorted({m.__name__ for m in apps.get_models() if m.__module__.startswith("phares.")})
    assert unnamed(names, (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")) == []


def test_a_model_without_its_words_is_seen() -> None:
    glossary = "| `Room` | salle | room |\n| `Desk` |  |  |\nThe `Chair` is a chair."
    assert unnamed(["Room", "Desk", "Chair"], glossary) == ["Desk", "Chair"]


def apps_on_the_map(page: str) -> Iterator[tuple[str, str]]:
    """Each app of the table « app | its one sentence | today », and what is said of it today."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and re.match(r"`\w+\.\w+`", cells[0]):
            first, *others = re.findall(r"`([\w.]+)`", cells[0])
            floor = first.partition(".")[0]
            yield from ((name, cells[2]) for name in (first, *(f"{floor}.{o}" for o in others)))


def untrue(page: str, built: set[str]) -> Findings:
    """Apps said to stand that have no folder, said to be drawn that have one, or not on the map."""
    told = dict(apps_on_the_map(page))
    wrong = [name for name, today in told.items() if today.startswith("drawn") is (name in built)]
    return sorted([*wrong, *(built - told.keys())])


def built_apps() -> set[str]:
    folders = (path.parent.relative_to(PACKAGE) for path in PACKAGE.glob("*/*/apps.py"))
    return {".".join(one.parts) for one in folders if one.parts[0] not in WHOLE_FLOORS}


def test_the_map_tells_what_stands_and_what_is_drawn() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert untrue(page, built_apps()) == []


def test_an_app_that_is_not_as_told_is_seen() -> None:
    page = (
        "| `money.pricing` | prices | stands |\n"
        "| `money.payments` | receipts | drawn |\n"
        "| `common.web` `clock` | pages | stands |"
    )
    assert untrue(page, {"money.pricing", "common.web", "common.clock"}) == []
    assert untrue(page, {"money.payments", "people.directory"}) == [
        "common.clock",
        "common.web",
        "money.payments",
        "money.pricing",
        "people.directory",
    ]


def test_every_decision_is_in_the_index_by_its_title() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    pages = [path for path in DECISIONS.glob("*.md") if path.name != "README.md"]
    links = {f"- [{path.read_text().partition('\n')[0][2:]}]({path.name})" for path in pages}
    assert links == {line for line in index.splitlines() if line.startswith("- ")}
