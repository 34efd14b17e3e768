"""Sizes: a file, a function, a view and a template are read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import (
    ROOT,
    Findings,
    named,
    parsed,
    python_files,
    template_files,
    text_of,
)

FILE, FUNCTION, VIEW, TEMPLATE = 400, 30, 15, 120
BRANCHES = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match, ast.comprehension, ast.Lambda)
type Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring apart."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    said = ast.get_docstring(function) is not None
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1 if said else 0)


def is_view(function: Function) -> bool:
    return [argument.arg for argument in function.args.args[:1]] == ["request"]


def only_states_facts(function: Function) -> bool:
    """A list of facts in a row: no branch, no loop, nothing to follow."""
    return not any(isinstance(node, BRANCHES) for node in ast.walk(function))


def long_functions(text: str, *, views: bool = False, facts: bool = False) -> Findings:
    """Functions over 30 lines; over 15 for a view; a demonstration's list of facts may be long."""
    return [
        f"{function.name}: {length(function)} lines, {limit} allowed"
        for function in functions(parsed(text))
        if length(function) > (limit := VIEW if views and is_view(function) else FUNCTION)
        and not (facts and only_states_facts(function))
    ]


def long_file(text: str, limit: int) -> Findings:
    return [f"{lines} lines, {limit} allowed"] if (lines := text.count("\n")) > limit else []


def of_views(path: Path) -> bool:
    return path.stem == "views" or path.parent.name == "views"


def our_python() -> list[Path]:
    """The application, its tests, and the commands of the repository."""
    return [
        *python_files(),
        *sorted((ROOT / "tests").rglob("*.py")),
        *sorted((ROOT / "bin").glob("*.py")),
    ]


def test_files_stay_readable() -> None:
    assert {named(p): f for p in our_python() if (f := long_file(text_of(p), FILE))} == {}


def test_templates_stay_readable() -> None:
    assert {named(p): f for p in template_files() if (f := long_file(text_of(p), TEMPLATE))} == {}


def test_functions_stay_readable() -> None:
    def findings(path: Path) -> Findings:
        text, facts = text_of(path), "demo" in path.parts
        return long_functions(text, views=of_views(path), facts=facts)

    assert {named(path): found for path in our_python() if (found := findings(path))} == {}


def function(lines: int, head: str = "def act():") -> str:
    return "\n".join([head, *["    step()"] * (lines - 1)])


@pytest.mark.parametrize(
    ("case", "text", "views", "caught"),
    [
        ("thirty lines", function(30), False, False),
        ("thirty-one lines", function(31), False, True),
        ("a view of fifteen", function(15, "def show(request):"), True, False),
        ("a view of sixteen", function(16, "def show(request):"), True, True),
        ("not a view", function(16, "def rows(actor):"), True, False),
        ("a method", "class A:\n    def act(self):" + "\n        step()" * 30, False, True),
        (
            "a docstring is not code",
            'def act():\n    """' + "a\n" * 9 + '"""\n' + "    b()\n" * 29,
            False,
            False,
        ),
    ],
)
def test_a_long_function_is_seen(case: str, text: str, views: bool, caught: bool) -> None:
    assert bool(long_functions(text, views=views)) is caught, case


def test_only_a_list_of_facts_may_be_long() -> None:
    assert long_functions(function(50), facts=True) == []
    assert long_functions(function(50) + "\n    if a: b()", facts=True) != []


def test_a_long_file_is_seen() -> None:
    assert long_file("a\n" * 400, 400) == []
    assert long_file("a\n" * 401, 400) == ["401 lines, 400 allowed"]
