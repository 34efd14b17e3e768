"""Answers given on the command line, or asked at a terminal until they can be taken."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from phares.config.failures import Failure
from phares.config.preparing import say

type WhyNot = Callable[[str], str]
"""Why an answer cannot be taken, in a sentence; empty when it can."""
PASSWORD, AGAIN = "Mot de passe (douze caractères au moins) : ", "Encore une fois : "
NO_PASSWORD = "il manque le mot de passe : --password-file, ou PHARES_PASSWORD."
DIFFERENT = "les deux saisies diffèrent."


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
            raise Failure(f"il manque {question.option}.")
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
        said = getpass.getpass(PASSWORD)
        sentence = why_not(said) or ("" if getpass.getpass(AGAIN) == said else DIFFERENT)
        if not sentence:
            return said
        _again(sentence)


def insist_on_yes(question: str, *, given: bool) -> None:
    """A yes typed at a terminal, or given by --yes; anything else stops here."""
    if given:
        return
    if not sys.stdin.isatty():
        raise Failure("personne n’est là pour confirmer : ajoutez --yes si c’est voulu.")
    sys.stderr.write(f"{question} Tapez « oui » : ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() != "oui":
        raise Failure("rien n’a été fait.")


def _again(sentence: str) -> None:
    say(f"  {sentence[:1].upper()}{sentence[1:]}")


def _insisted(why_not: WhyNot, said: str) -> str:
    if sentence := why_not(said):
        raise Failure(sentence)
    return said


def _line(question: Question) -> str:
    usual = f" ({question.usual or 'facultatif'})" if question.usual is not None else ""
    sys.stderr.write(f"{question.words}{usual} : ")
    sys.stderr.flush()
    if said := sys.stdin.readline():
        return said.strip()
    raise EOFError


def first_line(path: Path) -> str:
    """A secret kept in a file."""
    try:
        return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError):
        raise Failure(f"le fichier {path} ne peut pas être lu.") from None
