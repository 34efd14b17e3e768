"""The second language: every sentence is marked, translated, and says the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from phares.common.documents.formats.typst import SAID
from tests.words import catalogue, python

ROOT = catalogue.ROOT
FRENCH = re.compile(
    r"[éèêëàâîïôûùçœÉÈÀÇŒ«»]|[a-zA-Z]’[a-zA-Zé]"
    r"|\b(?:le|la|les|une|des|du|est|sont|pas|dans|pour|sur|avec|sans|aux|ce|cette|vous|votre)\b"
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|&\w+;", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
SILENT = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
ATTRIBUTES = re.compile(
    r'\s(?:title|label|aria-label|placeholder|alt|over|lead|empty|data-libelle)="([^"]*)"'
)
IN_FRENCH = {
    "web/interface": "the board of components, for who builds pages",
}
COMMANDS = ("demo",)
"""What only the command says: French, see docs/decisions/second-language.md."""


def test_the_catalogue_has_every_sentence_and_no_other():
    kept = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue.kept() if one.id}
    found = set(catalogue.found())
    assert (found - kept, kept - found) == (set(), set()), "run `make words`"


def test_every_sentence_is_translated_with_the_same_values():
    assert catalogue.wrong(catalogue.kept()) == []


def test_what_is_read_by_the_program_is_what_is_written():
    made = catalogue.compiled(catalogue.kept())
    assert (catalogue.MO.read_bytes() == made) is True, "run `make words`"


def _templates() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("templates/**/*")):
        name = str(path)
        if path.suffix in (".html", ".txt") and not any(one in name for one in IN_FRENCH):
            yield path


def unmarked(source: str) -> list[str]:
    """The French that a template says without `translate`."""
    left = SILENT.sub("", TRANSLATED.sub("", source))
    said = ATTRIBUTES.findall(TAGS.sub("", left))
    said += re.split(r"<[^>]*>", TAGS.sub("", left))
    return [" ".join(one.split()) for one in said if FRENCH.search(one) and re.search(r"\w", one)]


def test_templates_say_nothing_unmarked():
    left = {str(path): found for path in _templates() if (found := unmarked(path.read_text()))}
    assert left == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% translate "Le pôle" %}</p>', []),
        ("<p>Le pôle est là</p>", ["Le pôle est là"]),
        ('<c-bloc title="Vos clés" />', ["Vos clés"]),
        ("{% blocktranslate %}Chez {{ name }} et vous{% endblocktranslate %}", []),
        ('<a title="{{ name }}">«&nbsp;{{ name }}&nbsp;»</a>', []),
    ],
)
def test_an_unmarked_sentence_is_found(source, found):
    assert unmarked(source) == found


def unmarked_in_print(source: str) -> list[str]:
    """Texts of a printed document that no catalogue will translate; a word alone is a value."""
    lines = [line.partition("//")[0] for line in source.splitlines()]
    said = SAID.sub("", "\n".join(one for one in lines if not one.startswith("#import")))
    texts = [text for text in re.findall(r'"([^"\n]*)"', said) if " " in text]
    return [text for text in texts if FRENCH.search(text)] + [
        text for text in re.findall(r"\[([^\]\n#]*)\]", said) if FRENCH.search(text)
    ]


def test_printed_documents_say_nothing_unmarked():
    left = {
        str(path): found
        for path in sorted(ROOT.rglob("*.typ"))
        if (found := unmarked_in_print(path.read_text(encoding="utf-8")))
    }
    assert left == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('#part(tr("Lire ce rapport"), {})', []),
        ('#part("Lire ce rapport", {})', ["Lire ce rapport"]),
        ("#let illustrative = small[« illustratif »]", ["« illustratif »"]),
    ],
)
def test_an_unmarked_printed_text_is_found(source, found):
    assert unmarked_in_print(source) == found


def _sentences_in_python(module: ast.Module, classes: dict[str, python.Declared]) -> list[str]:
    """Texts given to a refusal, or put together with values, that no catalogue will translate."""
    told = [
        _text(given)
        for node in ast.walk(module)
        for given in _told(node, classes)
        if isinstance(given, ast.JoinedStr)
    ]
    return [one for one in told if FRENCH.search(one)]


def _told(node: ast.AST, classes: dict[str, python.Declared]) -> list[ast.expr]:
    if isinstance(node, ast.Call) and python.name_of(node.func) in classes:
        return [*node.args, *(one.value for one in node.keywords)]
    named = isinstance(node, ast.Assign) and python.name_of(node.targets[0]) == "sentence"
    return [node.value] if isinstance(node, ast.Assign) and named else []


def _text(node: ast.JoinedStr) -> str:
    return "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))


def test_refusals_alerts_and_labels_are_said_through_the_catalogue():
    modules = python.trees(ROOT)
    classes = python.declared(modules.values())
    left = {
        str(path): found
        for path, module in modules.items()
        if not set(COMMANDS) & set(path.parts) and (found := _sentences_in_python(module, classes))
    }
    assert left == {}


def test_a_refusal_put_together_without_the_catalogue_is_found():
    module = ast.parse('Reason("late", f"Le pôle {name} est fermé.")')
    assert _sentences_in_python(module, {"Reason": python.Declared()}) == ["Le pôle  est fermé."]
