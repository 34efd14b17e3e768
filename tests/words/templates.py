"""The sentences of a template, as `translate`, `blocktranslate` and `_("…")` name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

QUOTED = r"""(?:"([^"]*)"|'([^']*)')"""
TRANSLATE = re.compile(rf"^(?:translate|trans)\s+{QUOTED}")
INLINE = re.compile(rf"\b_\({QUOTED}\)")
VARIABLE = re.compile(r"^\s*([\w.]+)")


def sentences(source: str) -> Iterator[tuple[str, str]]:
    block: list[Token] | None = None
    head = ""
    for token in Lexer(source).tokenize():
        words = token.contents.split()
        if block is not None:
            if words[:1] == ["endblocktranslate"]:
                yield _block(block, "trimmed" in head.split())
                block = None
            else:
                block.append(token)
        elif token.token_type is TokenType.BLOCK and words[0] in ("blocktranslate", "blocktrans"):
            block, head = [], token.contents
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _inline(token.contents)


def _inline(contents: str) -> Iterator[tuple[str, str]]:
    if found := TRANSLATE.match(contents):
        yield found[1] or found[2] or "", ""
    for found in INLINE.finditer(contents):
        yield found[1] or found[2] or "", ""


def _block(tokens: list[Token], trimmed: bool) -> tuple[str, str]:
    """As Django makes its key: values by name, the plural after its tag."""
    forms, present = ["", ""], 0
    for token in tokens:
        if token.token_type is TokenType.VAR:
            forms[present] += f"%({token.contents.split('|')[0].strip()})s"
        elif token.token_type is TokenType.BLOCK:
            present = 1
        else:
            forms[present] += token.contents.replace("%", "%%")
    one, many = (trim_whitespace(form) if trimmed else form for form in forms)
    return one, many
