"""What the architecture tests look at: files, syntax trees, floors and their order, imports."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import grimp

import phares

PACKAGE = Path(phares.__file__).parent
ROOT = PACKAGE.parent

WHOLE_FLOORS = {"config", "demo", "portal", "kernel"}

type Findings = list[str]


def python_files(*, migrations: bool = False) -> list[Path]:
    """Our own modules; generated migrations only when asked for."""
    found = sorted(PACKAGE.rglob("*.py"))
    return [path for path in found if migrations or "migrations" not in path.parts]


def template_files() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


@cache
def committed_files() -> list[Path]:
    """Every file that is committed or about to be."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in names.splitlines() if (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file; nothing when its bytes are no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Dotted names of everything imported, `from a.b import c` giving `a.b.c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def import_edges() -> frozenset[tuple[str, str]]:
    """Which module of ours imports which."""
    graph = grimp.build_graph("phares", cache_dir=None)
    return frozenset(
        (here, there)
        for here in graph.modules
        for there in graph.find_modules_directly_imported_by(here)
    )


def app_of(module: str) -> str:
    """`phares.people.directory` for anything inside it; some floors are one app by themselves."""
    parts = module.split(".")
    return ".".join(parts[: 2 if parts[1:2] and parts[1] in WHOLE_FLOORS else 3])


@cache
def layers(contract: str) -> list[set[str]]:
    """The layers of one import-linter contract, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    [found] = [one for one in contracts["contracts"] if one["id"] == contract]
    return [set(re.findall(r"\w+", layer)) for layer in found["layers"]]


def rank(order: Iterable[set[str]], name: str) -> int:
    return next(place for place, names in enumerate(order) if name in names)


def may_rest_on(here: str, there: str) -> bool:
    """Whether an app stands above another on the map; every app may rest on a library."""
    if here == there or not there.startswith("phares."):
        return True
    (_, floor, *app), (_, floor_there, *app_there) = here.split("."), there.split(".")
    if floor != floor_there:
        return rank(layers("layers"), floor) < rank(layers("layers"), floor_there)
    return rank(layers(floor), app[0]) < rank(layers(floor), app_there[0])
