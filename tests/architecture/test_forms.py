"""Forms: what is chosen from a table goes through the fields that hold against any number."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Findings, named, parsed, python_files, text_of

BARE = {"ModelChoiceField", "ModelMultipleChoiceField"}
HOME = "phares/common/web/forms.py"


def bare_choices(text: str) -> Findings:
    """Django's own fields, which a number of twenty digits breaks on SQLite."""
    return [f"line {line}: {name}" for line, name in _names(text) if name in BARE]


def _names(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parsed(text)):
        match node:
            case ast.Attribute():
                yield node.lineno, node.attr
            case ast.Name():
                yield node.lineno, node.id
            case ast.ImportFrom():
                yield from ((node.lineno, alias.name) for alias in node.names)


def test_choices_among_rows_use_our_fields() -> None:
    files = [path for path in python_files() if named(path) != HOME]
    assert {named(p): f for p in files if (f := bare_choices(text_of(p)))} == {}


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("who = forms.ModelChoiceField(rows)", True),
        ("from django.forms import ModelMultipleChoiceField", True),
        ("class Spaces(ModelMultipleChoiceField): ...", True),
        ("who = RowField(rows)", False),
        ("kind = forms.ChoiceField(choices=KINDS)", False),
    ],
)
def test_a_bare_field_is_seen(text: str, caught: bool) -> None:
    assert bool(bare_choices(text)) is caught
