"""The documentation says what the code holds."""

from __future__ import annotations

from django.apps import apps

from tests.architecture.tree import ROOT, Findings


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
