"""One stylesheet: assembled whole, and without a rule that no page uses."""

from __future__ import annotations

import re
from pathlib import Path

import phares
from phares.common.web.stylesheet import PARTS, PUBLISHED, SOURCES, AssembledFinder, assemble

HOUSE = Path(phares.__file__).parent
CLASS_ATTRIBUTE = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")
TEMPLATE_TAG = re.compile(r"{[{%#].*?[#%}]}", re.DOTALL)
IN_CSS = re.compile(r"\.([a-zA-Z][\w-]*)")


def classes_of_css() -> set[str]:
    bare = re.sub(r"url\([^)]*\)|\"[^\"]*\"", "", assemble())
    return set(IN_CSS.findall(bare))


def texts(pattern: str) -> list[str]:
    return [path.read_text() for path in HOUSE.rglob(pattern) if "tests" not in path.parts]


def classes_of_templates() -> set[str]:
    """Classes written outright; those that a variable gives are looked for as words below."""
    found = [
        a or b for text in texts("templates/**/*.html") for a, b in CLASS_ATTRIBUTE.findall(text)
    ]
    return {name for value in found for name in TEMPLATE_TAG.sub(" ", value).split()}


def test_every_source_has_its_place() -> None:
    assert sorted(PARTS) == sorted(path.stem for path in SOURCES.glob("*.css"))


def test_every_rule_is_used() -> None:
    words = set(re.findall(r"[\w-]+", "\n".join(texts("*.html") + texts("*.js") + texts("*.py"))))
    assert classes_of_css() - words == set()


def test_every_class_has_a_rule() -> None:
    known = classes_of_css() | {"illustration"}
    assert {name for name in classes_of_templates() if not name.endswith("-")} - known == set()


def test_layers_come_first_and_comments_are_gone() -> None:
    text = assemble()
    assert text.startswith("@layer socle, coque, composants, pages, impression;")
    assert "/*" not in text
    assert text.count("{") == text.count("}")


def test_every_named_value_exists() -> None:
    text = assemble()
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) - defined == set()


def test_the_finder_publishes_the_sum() -> None:
    finder = AssembledFinder()
    [(path, storage)] = finder.list(None)
    assert path == PUBLISHED
    assert Path(storage.path(path)).read_text() == assemble()
    assert Path(finder.find(PUBLISHED)).read_text() == assemble()
    assert finder.find("web/css/socle.css") == []
