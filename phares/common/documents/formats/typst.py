"""Typesetting: a template and values into an archivable, accessible PDF.

typeset
├── sets French spacing in the values
├── compiles under PDF/A-3a and PDF/UA-1, a warning being a failure
└── draws □ for a character no face has, and tries again
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import typst

from phares.common.documents.formats.fonts import unpack_fonts
from phares.common.documents.formats.typography import typo, typo_all
from phares.kernel.tongue import ENGLISH, FRENCH, in_french, say, translated

ROOT = Path(__file__).resolve().parents[3]
"""Templates import each other from the package's root: « /common/documents/typst/phares.typ »."""
STANDARDS = ("a-3a", "ua-1")
RAW = frozenset({"kind", "key", "code", "identifier"})
NOT_DRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
SAID = re.compile(r'\btr\("([^"]+)"')
PAGE = re.compile(rb"/Type ?/Page\b")
_lock = Lock()


class CannotTypeset(Exception):
    """The template or its values do not make a page; the sentence says where and why."""


@cache
def _folder() -> TemporaryDirectory[str]:
    """Faces unpacked once a process, gone with it."""
    folder = TemporaryDirectory(prefix="phares-fonts-", ignore_cleanup_errors=True)
    unpack_fonts(Path(folder.name))
    return folder


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_folder().name])
    return typst.Compiler(root=ROOT, font_paths=fonts)


def typeset(
    template: Path | str, values: Mapping[str, Any], *, standards: tuple[str, ...] = STANDARDS
) -> bytes:
    """The PDF of a template file, or of a template given as text. The template reads the values
    with `json(bytes(sys.inputs.data))`."""
    text = json.dumps(typo_all(values, RAW), ensure_ascii=False)
    for _ in range(3):
        try:
            return _compile(template, text, format="pdf", pdf_standards=list(standards))
        except typst.TypstError as error:
            drawn = _boxed(text, str(error.diagnostic))
            if drawn == text:
                raise CannotTypeset(_where(error)) from error
            text = drawn
    raise CannotTypeset(say("Des caractères du document ne peuvent pas être imprimés."))


def pictures(template: Path | str, values: Mapping[str, Any], *, ppi: int = 80) -> list[bytes]:
    """The pages of the same document as PNG pictures, for a look before printing."""
    text = json.dumps(typo_all(values, RAW), ensure_ascii=False)
    pages = _compile(template, text, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF made here has."""
    return len(PAGE.findall(pdf))


def _compile(template: Path | str, text: str, **options: Any) -> Any:
    source = template.encode() if isinstance(template, str) else str(template)
    with _lock:
        made, warnings = _compiler().compile_with_warnings(
            input=source, sys_inputs={"data": text, **_words()}, **options
        )
    if warnings:
        raise CannotTypeset(_where(warnings[0]))
    return made


@cache
def _sentences() -> tuple[str, ...]:
    """What the templates say through `tr`, ours and those of every domain."""
    found = (SAID.findall(path.read_text()) for path in sorted(ROOT.rglob("*.typ")))
    return tuple(dict.fromkeys(words for each in found for words in each))


def _words() -> dict[str, str]:
    """The language of the reader, and our words in it; French ones need no telling."""
    if in_french():
        return {"lang": FRENCH, "words": "{}"}
    words = {one: typo(translated(one)) for one in _sentences()}
    return {"lang": ENGLISH, "words": json.dumps(words, ensure_ascii=False)}


def _boxed(text: str, diagnostic: str) -> str:
    """The JSON text with □ for each run of characters that no face can draw."""
    for run in NOT_DRAWN.findall(diagnostic):
        for character in _unescaped(run):
            if not character.isascii():
                text = text.replace(character, "□")
    return text


def _unescaped(run: str) -> str:
    """Typst quotes an odd character as « \\u{1f642} »."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), run)


def _where(error: Any) -> str:
    """One sentence out of a Typst diagnostic: what, in which file and line, and its hint."""
    place = re.search(r"┌─ (\S+?):(\d+)", str(error.diagnostic))
    at = say(" ({place}, ligne {place_2})", place=place[1], place_2=place[2]) if place else ""
    hint = f" {error.hints[0]}." if error.hints else ""
    return say(
        "La mise en page a échoué{at} : {message}.{hint}", at=at, message=error.message, hint=hint
    )
