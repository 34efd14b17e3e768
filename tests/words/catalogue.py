"""The English catalogue: read, brought up to the code, compiled, judged."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from phares.common.documents.formats.typst import SAID
from tests.words import python, templates

UNDATED = datetime(2016, 1, 1, tzinfo=UTC)
"""The same words make the same file, whenever."""
ROOT = Path(__file__).resolve().parents[2] / "phares"
PO = ROOT / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
PLACES = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w+(?:[:!][^}]*)?\}|%%")
CODE = re.compile(r"[\W\d_]*|[a-z0-9]+(?:[._:/-][a-z0-9_<>:]*)+")
"""No words: signs alone, or the name of a thing of the program."""


def found() -> dict[str, str]:
    """Every sentence of ours with its plural, or nothing."""
    sentences: dict[str, str] = {}
    for one, many in _all():
        if one.strip() and not CODE.fullmatch(one):
            sentences[one] = many or sentences.get(one, "")
    return sentences


def _all() -> Iterator[tuple[str, str]]:
    modules = python.trees(ROOT)
    classes = python.declared(modules.values())
    for module in modules.values():
        yield from python.sentences(module, classes)
    for path in sorted(ROOT.rglob("*.typ")):
        yield from ((words, "") for words in SAID.findall(path.read_text()))
    for path in sorted(ROOT.rglob("templates/**/*")):
        if path.suffix in (".html", ".txt"):
            yield from templates.sentences(path.read_text())


def kept() -> Catalog:
    if not PO.exists():
        return Catalog("en")
    with PO.open("rb") as file:
        return read_po(file, "en")


def brought_up(old: Catalog) -> Catalog:
    """What the code says today, with what was translated already."""
    new = Catalog("en", charset="utf-8")
    for one, many in sorted(found().items(), key=lambda pair: (pair[0].casefold(), pair[0])):
        known = old.get(one)
        said = known.string if known else ""
        if many:
            pair = said if isinstance(said, tuple | list) else (said, "")
            new.add((one, many), tuple(pair))
        else:
            new.add(one, said[0] if isinstance(said, tuple | list) else said)
    return new


def write(catalogue: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(source_of(catalogue))
    MO.write_bytes(compiled(kept()))


def source_of(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True)
    return HEADER.encode() + buffer.getvalue().lstrip()


HEADER = """\
# English of Phares. The French sentences are those of the code: `make words` gathers them.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def compiled(catalogue: Catalog) -> bytes:
    """Only what is translated; always the same bytes for the same words."""
    new = Catalog("en", creation_date=UNDATED, revision_date=UNDATED, fuzzy=False)
    for message in catalogue:
        if message.id and not why_wrong(message):
            new.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, new)
    return buffer.getvalue()


def why_wrong(message: Message) -> str:
    """What is wrong with one entry, or nothing."""
    if message.fuzzy:
        return "fuzzy"
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if len(said) < len(ids) or not all(said):
        return "missing"
    wanted = [set(PLACES.findall(one)) for one in ids]
    for place, one in enumerate(said):
        if set(PLACES.findall(one)) != wanted[min(place, len(wanted) - 1)]:
            return "placeholders"
    return ""


def wrong(catalogue: Catalog) -> list[tuple[str, str]]:
    """What is wrong, and in which entry."""
    told = []
    for message in catalogue:
        if message.id and (why := why_wrong(message)):
            told.append((why, message.id if isinstance(message.id, str) else message.id[0]))
    return told
