"""The sentences of a Python file: what `_`, `say`, `french` and the declared tables hold."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

type Sentence = tuple[str, str]
"""One of ours, and its plural or nothing."""

SAID = {"_", "gettext", "gettext_lazy", "gettext_noop", "french", "say", "translated", "_now"}
PLURALS = {"ngettext": 0, "say_plural": 0, "plural": 1, "counted": 1, "_left": 1}
"""Where the two forms begin among the arguments; `plural` makes its own with an s."""
LOADING = "load.py"
"""What tells the loading of an invented pole, line by line."""
REGISTERS = {"listing"}
"""Class, code, then what the set is called and holds."""
WHOLE = {"each_french"}
NAMES = ("verbose_name", "verbose_name_plural")


@dataclass
class Declared:
    """A class that says in `__post_init__` which of its fields hold words of ours."""

    fields: list[str] = field(default_factory=list)
    spoken: set[str] = field(default_factory=set)


def trees(root: Path) -> dict[Path, ast.Module]:
    """Our code, without tests nor migrations nor what the invented poles hold."""
    left = {"tests", "migrations"}
    found = (path for path in sorted(root.rglob("*.py")) if not left & set(path.parts))
    found = (path for path in found if "demo" not in path.parts or path.name == LOADING)
    return {path: ast.parse(path.read_text()) for path in found}


def declared(modules: Iterable[ast.Module]) -> dict[str, Declared]:
    """By the name of the class; two of one name are taken together."""
    found: dict[str, Declared] = {}
    for node in (one for module in modules for one in ast.walk(module)):
        if isinstance(node, ast.ClassDef) and (spoken := _spoken_fields(node)):
            known = found.setdefault(node.name, Declared())
            known.fields = known.fields or _fields(node)
            known.spoken |= spoken
    return _with_heirs(modules, found)


def _with_heirs(modules: Iterable[ast.Module], found: dict[str, Declared]) -> dict[str, Declared]:
    for node in (one for module in modules for one in ast.walk(module)):
        if isinstance(node, ast.ClassDef) and node.name not in found:
            for base in (name_of(base) for base in node.bases):
                if base in found:
                    parent = found[base]
                    found[node.name] = Declared([*parent.fields, *_fields(node)], parent.spoken)
    return found


def _fields(node: ast.ClassDef) -> list[str]:
    return [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    ]


def _spoken_fields(node: ast.ClassDef) -> set[str]:
    return {
        str(argument.value)
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and name_of(one.func) == "in_our_words"
        for argument in one.args[1:]
        if isinstance(argument, ast.Constant)
    }


def name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def sentences(module: ast.Module, classes: Mapping[str, Declared]) -> Iterator[Sentence]:
    """Each sentence of the file; a name that stands for a text of the same file is followed."""
    texts = _texts(module)
    for node in ast.walk(module):
        match node:
            case ast.Call():
                yield from _of_call(node, classes, texts)
            case ast.ClassDef():
                yield from _of_class(node, classes)


def _texts(module: ast.Module) -> dict[str, str]:
    found = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found[target.id] = node.value.value
    return found


def _of_call(
    node: ast.Call, classes: Mapping[str, Declared], texts: Mapping[str, str]
) -> Iterator[Sentence]:
    name = name_of(node.func)
    if name in SAID:
        yield from ((text, "") for one in node.args[:1] for text in _constants(one))
    elif name in PLURALS:
        yield from _plural(node.args[PLURALS[name] :])
    elif name in REGISTERS:
        yield from ((text, "") for one in node.args[2:4] for text in _constants(one))
    elif name in WHOLE:
        yield from ((text, "") for one in node.args for text in _constants(one))
    elif name in classes:
        yield from ((text, "") for text in _of_declared(node, classes[name], texts))
    elif name.endswith(("Field", "ForeignKey")):
        first = node.args[:1]
        yield from ((text, "") for one in first for text in _constants(one))
        named = (one.value for one in node.keywords if one.arg in NAMES)
        yield from ((text, "") for one in named for text in _constants(one))


def _plural(forms: list[ast.expr]) -> Iterator[Sentence]:
    given = [one.value for one in forms[:2] if isinstance(one, ast.Constant)]
    if given and isinstance(given[0], str):
        yield given[0], str(given[1]) if len(given) > 1 else f"{given[0]}s"


def _of_declared(node: ast.Call, known: Declared, texts: Mapping[str, str]) -> Iterator[str]:
    given = dict(zip(known.fields, node.args, strict=False))
    given |= {one.arg: one.value for one in node.keywords if one.arg}
    for name in known.spoken & set(given):
        value = given[name]
        if isinstance(value, ast.Name):
            yield from (text for text in [texts.get(value.id, "")] if text)
        else:
            yield from _constants(value, texts)


def _constants(node: ast.AST, texts: Mapping[str, str] | None = None) -> Iterator[str]:
    """The texts at hand: of a tuple, of a mapping's values, of both sides of a condition."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            yield from (text for text in [(texts or {}).get(name, "")] if text)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            yield from (text for part in parts for text in _constants(part, texts))
        case ast.Dict(values=parts):
            yield from (text for part in parts for text in _constants(part, texts))
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one, texts)
            yield from _constants(other, texts)


def _of_class(node: ast.ClassDef, classes: Mapping[str, Declared]) -> Iterator[Sentence]:
    bases = {name_of(base) for base in node.bases}
    for one in node.body:
        if "Labelled" in bases and isinstance(one, ast.Assign) and isinstance(one.value, ast.Tuple):
            yield from ((text, "") for part in one.value.elts[1:] for text in _constants(part))
        if isinstance(one, ast.AnnAssign) and one.value and node.name in classes:
            known = name_of(one.target) in classes[node.name].spoken
            yield from ((text, "") for text in (_constants(one.value) if known else ()))
        if isinstance(one, ast.Assign) and name_of(one.targets[0]) in NAMES:
            yield from ((text, "") for text in _constants(one.value))
