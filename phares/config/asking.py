"""Answers given on the command line, or asked at a terminal until they can be taken."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from phares.config.failures import Failure
from phares.config.preparing import print_line
from phares.kernel.tongue import capital, french, say

type WhyNot = Callable[[str], str]
"""Why an answer cannot be taken, in a sentence; empty when it can."""
PASSWORD, AGAIN = (
    french("Mot de passe (douze caractères au moins) : "),
    french("Encore une fois : "),
)
NO_PASSWORD = french("il manque le mot de passe : --password-file, ou PHARES_PASSWORD.")
DIFFERENT = french("les deux saisies diffèrent.")


@dataclass(frozen=True, slots=True)
class Question:
    """One answer: how it is asked for, the option that gives it, and what it must be."""

    words: str
    option: str
    why_not: WhyNot
    usual: str | None = None


def answer(question: Question, given: str | None) -> str:
    """As given on the command line, or asked until it can be taken."""
    if given is not None:
        return _insisted(question.why_not, given.strip())
    if not sys.stdin.isatty():
        if question.usual is None:
            raise Failure(say("il manque {option}.", option=question.option))
        return question.usual
    while True:
        said = _line(question) or question.usual or ""
        if not (sentence := question.why_not(said)):
            return said
        _again(sentence)


def password(file: str | None, why_not: WhyNot) -> str:
    """From a file, from PHARES_PASSWORD, or asked twice; never from the command line."""
    if file:
        return _insisted(why_not, first_line(Path(file)))
    if given := os.environ.get("PHARES_PASSWORD"):
        return _insisted(why_not, given)
    if not sys.stdin.isatty():
        raise Failure(NO_PASSWORD)
    while True:
        said = getpass.getpass(str(PASSWORD))
        sentence = why_not(said) or ("" if getpass.getpass(str(AGAIN)) == said else DIFFERENT)
        if not sentence:
            return said
        _again(sentence)


def insist_on_yes(question: str, *, given: bool) -> None:
    """A yes typed at a terminal, or given by --yes; anything else stops here."""
    if given:
        return
    if not sys.stdin.isatty():
        raise Failure(say("personne n’est là pour confirmer : ajoutez --yes si c’est voulu."))
    yes = say("oui")
    sys.stderr.write(say("{question} Tapez « {yes} » : ", question=question, yes=yes))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("oui", yes):
        raise Failure(say("rien n’a été fait."))


def _again(sentence: str) -> None:
    print_line(f"  {capital(sentence)}")


def _insisted(why_not: WhyNot, said: str) -> str:
    if sentence := why_not(said):
        raise Failure(sentence)
    return said


def _line(question: Question) -> str:
    usual = f" ({question.usual or say('facultatif')})" if question.usual is not None else ""
    sys.stderr.write(say("{question}{usual} : ", question=question.words, usual=usual))
    sys.stderr.flush()
    if said := sys.stdin.readline():
        return said.strip()
    raise EOFError


def first_line(path: Path) -> str:
    """A secret kept in a file."""
    try:
        return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError):
        raise Failure(say("le fichier {path} ne peut pas être lu.", path=path)) from None
