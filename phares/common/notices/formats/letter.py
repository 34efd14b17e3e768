"""A letter from its template: a title, then paragraphs; a link alone in its paragraph is a button.

    {{ year }} : il manque votre déclaration

    Bonjour {{ name }},

    [Déclarer {{ year }}]({{ site }}{% url 'directory:declare' pk year %})

One template gives both parts, so that they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation

from phares.kernel.spaces import spaced, spaced_text

BUTTON = re.compile(r"\[(?P<label>.+)\]\((?P<url>https?://\S+)\)")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written on the row: the frame around it comes when it leaves."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a button when it has an address."""

    words: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.words}\u00a0:\n{self.url}" if self.url else self.words


def letter(template: str, said: Mapping[str, object], language: str) -> Letter:
    """In the reader's language. A value of several lines is one line: it makes no paragraph."""
    told = {name: one_line(value) for name, value in said.items()}
    with translation.override(language):
        found = engines["django"].get_template(template).template  # type: ignore[attr-defined]
        subject, *blocks = _blocks(found.render(Context(told, autoescape=False)))
        html = render_to_string("notices/mail/letter.html", {"blocks": blocks})
        text = "\n\n".join(map(str, blocks))
        return Letter(subject.words[:200], text, spaced(html))


def one_line(value: object) -> object:
    return " ".join(str(value).split()) if isinstance(value, str) else value


def _blocks(rendered: str) -> list[Block]:
    pieces = (" ".join(piece.split()) for piece in re.split(r"\n\s*\n", rendered))
    return [_block(piece) for piece in pieces if piece]


def _block(piece: str) -> Block:
    if found := BUTTON.fullmatch(piece):
        return Block(spaced_text(found["label"]), found["url"])
    return Block(spaced_text(piece))
