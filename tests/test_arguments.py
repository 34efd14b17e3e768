"""The help of the command: every word in French, everything described."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from phares.config import arguments


@pytest.fixture
def parsers(monkeypatch) -> dict[str, argparse.ArgumentParser]:
    """The command itself under "", then each of its commands by name."""
    monkeypatch.setattr(argparse, "_", lambda text: arguments.FRENCH.get(text, text))
    whole = arguments.parser()
    [commands] = [one for one in whole._actions if isinstance(one, argparse._SubParsersAction)]
    return {"": whole, **commands.choices}


def taken(parsers: dict[str, argparse.ArgumentParser]) -> Iterator[argparse.Action]:
    for parser in parsers.values():
        yield from parser._actions


def test_all_that_may_be_typed_is_described(parsers):
    assert [one.dest for one in taken(parsers) if not one.help] == []
    assert [name for name, parser in parsers.items() if not parser.description] == []


def test_what_takes_a_value_names_it_in_french(parsers):
    valued = [one for one in taken(parsers) if one.nargs != 0 and not one.choices]
    assert {one.metavar for one in valued} == {
        "ADRESSE",
        "ANNÉE",
        "BASE",
        "CLÉ",
        "DOSSIER",
        "DROIT",
        "FICHIER",
        "JEU",
        "LIEU",
        "MACHINE",
        "NOM",
        "NUMÉRO",
        "PORT",
    }


def test_the_help_is_french_with_a_space_before_its_colons(parsers):
    for name, parser in parsers.items():
        text = parser.format_help()
        assert text.startswith(f"usage : phares {name}".rstrip()), text
        assert "options\u00a0:" in text
        for english in ("usage:", "options:", "positional", "show ", "default"):
            assert english not in text, name
