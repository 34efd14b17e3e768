"""In which language the command speaks, and how it says a moment.

English where the person's environment asks for it, French everywhere else. Before Django is awake
the catalogue is read by the standard library: `phares --help` loads nothing heavy.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from phares.kernel.dating import Dated
from phares.kernel.tongue import ENGLISH, FRENCH, Interpreter, in_french, speak_through

ASKED_BY = ("PHARES_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that says something decides, as everywhere on such a machine."""
CATALOGUE = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.mo"


def language_of(environment: Mapping[str, str]) -> str:
    """« en », « en_GB.UTF-8 », « English » ask for English; « C », « POSIX » ask for nothing."""
    said = next((environment[name] for name in ASKED_BY if environment.get(name)), "")
    return ENGLISH if said.casefold().startswith(ENGLISH) else FRENCH


def spoken() -> str:
    """The language of whoever typed the command."""
    return language_of(os.environ)


class Terminal:
    """Says our words before Django knows how to."""

    def __init__(self, language: str) -> None:
        self.language = language

    def translate(self, words: str) -> str:
        return words if self.language == FRENCH or not words else _catalogue().gettext(words)

    def plural(self, one: str, many: str, number: float) -> str:
        return _catalogue().ngettext(one, many, 1 if abs(number) == 1 else 2)

    @contextmanager
    def within(self, language: str) -> Iterator[None]:
        before, self.language = self.language, language
        try:
            yield
        finally:
            self.language = before


@cache
def _catalogue() -> gettext.NullTranslations:
    with CATALOGUE.open("rb") as file:
        return gettext.GNUTranslations(file)


def speak() -> None:
    """From now on our words are said in the language of the terminal."""
    terminal = Terminal(spoken())
    speak_through(
        Interpreter(terminal.translate, terminal.plural, lambda: terminal.language, terminal.within)
    )


def go_on_speaking() -> None:
    """The same, once Django is awake and knows the catalogue itself."""
    from django.utils import translation

    translation.activate(spoken())


def moment_words(moment: datetime) -> str:
    """« 04/01/2016 à 09:30 », « 4 January 2016, 09:30 »."""
    if in_french():
        return f"{moment:%d/%m/%Y à %H:%M}"
    return f"{Dated(moment.date())}, {moment:%H:%M}"


def day_words(moment: datetime) -> str:
    """« 04/01/2016 », « 4 January 2016 »."""
    return f"{moment:%d/%m/%Y}" if in_french() else str(Dated(moment.date()))
