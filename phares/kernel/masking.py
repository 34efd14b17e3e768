"""Names in texts: found whole, replaced by what stands for somebody who is forgotten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from phares.kernel.reading import bare


def replaced(text: str, names: Iterable[str], mask: str, *, loosely: bool = False) -> str:
    """The longest name first, so that none leaves a piece of itself behind; whole names only.

    Loosely, whatever the case and the accents it was typed with.
    """
    for name in sorted(filter(None, names), key=len, reverse=True):
        if not loosely:
            text = _whole(name).sub(lambda _found: mask, text)
            continue
        for found in reversed(list(_whole(plain(name)).finditer(plain(text)))):
            text = text[: found.start()] + mask + text[found.end() :]
    return text


def plain(text: str) -> str:
    """Without accents nor case, sign for sign: what stands at a place stands there still."""
    return "".join(
        low if len(low := unicodedata.normalize("NFD", one)[:1].casefold()) == 1 else one
        for one in text
    )


def written_in(texts: Iterable[str], names: Iterable[str]) -> bool:
    """Whether these cells of a line write one of these names between them, however typed.

    A name may lie in two of them: all its words are looked for. An address is looked for whole.
    """
    told = "\n".join(texts)
    words = set(bare(told).split())
    return any(
        says(plain(told), [plain(name)]) if "@" in name else words.issuperset(bare(name).split())
        for name in names
        if bare(name)
    )


def says(value: Any, names: Iterable[str]) -> bool:
    """Whether one of these names stands somewhere in there, whole."""
    known = [_whole(name) for name in names if name]
    return any(one.search(text) for text in _texts(value) for one in known)


def _whole(name: str) -> re.Pattern[str]:
    """« Jean Martin », not the beginning of « Jean Martinez » nor the end of « Marie-Jean Martin ».

    Of an address, no more the end of « ma@b.fr » than the beginning of « a@b.fr.example ».
    """
    before = r"(?<![\w.+@])(?<!\w-)" if "@" in name else r"(?<!\w)(?<!\w-)"
    after = r"(?![\w@])(?!-\w)(?!\.\w)" if "@" in name else r"(?![\w@])(?!-\w)"
    return re.compile(before + re.escape(name) + after)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for each in value:
                yield from _texts(each)
