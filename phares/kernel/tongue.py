"""In which language it is said. Words are written in French; English stands in the catalogue.

`french` marks words that are shown later, in the language of whoever reads them; `say` says a
sentence with its values now. Who knows the catalogue and the reader's language is plugged in by
`speak_through`: the kernel alone speaks French.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = {FRENCH: "Français", ENGLISH: "English"}
"""Each by its own name."""


def _same(words: str) -> str:
    return words


def _french_plural(one: str, many: str, number: float) -> str:
    return one if abs(number) < 2 else many


def _french() -> str:
    return FRENCH


def _anyway(_language: str) -> AbstractContextManager[object]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Interpreter:
    """What says French words in the reader's language."""

    translate: Callable[[str], str] = _same
    plural: Callable[[str, str, float], str] = _french_plural
    language: Callable[[], str] = _french
    within: Callable[[str], AbstractContextManager[object]] = _anyway


_interpreter = Interpreter()


def speak_through(interpreter: Interpreter) -> None:
    """Plugs the catalogue in, once, at start."""
    global _interpreter
    _interpreter = interpreter


def in_french() -> bool:
    """Whether who reads now reads French."""
    return _interpreter.language() == FRENCH


def speaking(language: str) -> AbstractContextManager[object]:
    """For a while, as to somebody who reads that language."""
    return _interpreter.within(language)


class French(str):
    """French words by value; shown, they are said in the reader's language.

    Compared, stored or looked up, they stay the French ones: what is written in the journal or in
    a table does not depend on who reads.
    """

    def __str__(self) -> str:
        return _interpreter.translate(str.__str__(self))

    def __format__(self, form: str) -> str:
        return format(str(self), form)


class FrenchSentence(French):
    """The same, with values that are said when it is shown."""

    sentence: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return _interpreter.translate(self.sentence).format(**self.values)


def french(words: str, /, **values: Any) -> str:
    """Words of ours, shown later in the reader's language."""
    if not values:
        return French(words)
    told = FrenchSentence(words.format(**values))
    told.sentence, told.values = words, values
    return told


class Capital(French):
    """The same with a capital, once it is in the reader's language."""

    def __str__(self) -> str:
        said = super().__str__()
        return said[:1].upper() + said[1:]


def capital(words: str) -> str:
    """Words of ours at the head of a line or of a choice, shown later."""
    return Capital(words)


def translated(words: str) -> str:
    """Words of ours, kept as plain French somewhere, in the reader's language."""
    return _interpreter.translate(str.__str__(words))


def as_written(words: str) -> str:
    """The French words themselves, as plain text."""
    return str.__str__(words)


def say(sentence: str, /, **values: Any) -> str:
    """The sentence in the reader's language, with its values: « {name} est déjà notée »."""
    said = _interpreter.translate(sentence)
    return said.format(**values) if values else said


def say_plural(one: str, many: str, number: float) -> str:
    """The one or the other in the reader's language: French says « 0 structure »."""
    if in_french():
        return _french_plural(one, many, number)
    return _interpreter.plural(one, many, number)


def each_french[T](words: T) -> T:
    """A whole table of words of ours: the texts of a mapping, of a tuple, of a list."""
    match words:
        case str():
            return French(words) if type(words) is str and words else words  # type: ignore[return-value]
        case tuple() | list():
            return type(words)(each_french(one) for one in words)
        case dict():
            return {key: each_french(one) for key, one in words.items()}  # type: ignore[return-value]
    return words


def in_our_words(record: object, *fields: str) -> None:
    """In `__post_init__` of what domains declare: these fields hold words of ours."""
    for name in fields:
        object.__setattr__(record, name, each_french(getattr(record, name)))
